"""From an accepted passphrase to the caseload on the screen, less deriving the key, for many people and for few."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.big_store import caseload, folder_of
from benchmarks.child import in_child
from benchmarks.measuring import Figures, Ground, Line
from benchmarks.watched import at_the_door
from linkworker.vault.cost import Cost

BAR_MS = 150


def measure(ground: Ground) -> Iterator[Line]:
    """Yield Today and the caseload, each in fresh processes, for many people beside few."""
    many, few = caseload(ground).size.people, ground.size(100, 20)
    for people in (many, few):
        folder_of(ground, people)
    taken: dict[int, list[tuple[float, float]]] = {many: [], few: []}
    for repeat in range(-1, ground.size(7, 1)):
        for people, figures in taken.items():
            spent = in_child("benchmarks.caseload_painted", "painted", str(ground.folder), ground.small, people)
            if repeat >= 0:
                figures.append(tuple(spent))
    for place, words in enumerate(
        ("passphrase to Today painted, less deriving", "from there F3 to the caseload painted")
    ):
        ours, theirs = (Figures(tuple(pair[place] for pair in taken[people])) for people in (many, few))
        yield Line(f"{words}, {many} people", ours, f"{few} people", theirs, most=BAR_MS)


def painted(folder: str, small: bool, people: int) -> list[float]:
    """Return the milliseconds from Enter to Today, less those of deriving the key; and from F3 to the caseload."""
    ground = Ground(Path(folder), small)
    return asyncio.run(_painted(folder_of(ground, people), cheap=small))


async def _painted(folder: Path, *, cheap: bool) -> list[float]:
    spent = _watch_deriving()
    async with at_the_door(folder, cheap=cheap) as (app, _):
        begun = time.perf_counter()
        app.simulate_key("enter")
        await app.until_listed("Today")
        today = time.perf_counter() - begun - sum(spent)
        begun = time.perf_counter()
        app.simulate_key("f3")
        await app.until_listed("People")
        return [today * 1000, (time.perf_counter() - begun) * 1000]


def _watch_deriving() -> list[float]:
    """Hold a stop-watch to each deriving of a key in this process; return where the seconds are put."""
    derive, spent = Cost.derive, []

    def timed(own: Cost, secret: bytes, salt: bytes) -> bytes:
        begun = time.perf_counter()
        try:
            return derive(own, secret, salt)
        finally:
            spent.append(time.perf_counter() - begun)

    Cost.derive = timed
    return spent

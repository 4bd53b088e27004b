"""From a passphrase to the first page of the caseload: deriving the key, and all the rest."""

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.big_store import CLOCK, PASSPHRASE, caseload, cost, folder_of
from benchmarks.child import in_child
from benchmarks.measuring import Figures, Ground, Line, interleaved
from benchmarks.person_rows import TODAY
from linkworker.casework.people.caseload import Filter, page
from linkworker.casework.setting_up import unlock
from linkworker.vault.cost import Cost


def measure(ground: Ground) -> Iterator[Line]:
    """Yield deriving alone, and the rest in fresh processes, for many people beside few."""
    many, few = caseload(ground).size.people, ground.size(100, 20)
    for people in (many, few):
        folder_of(ground, people)
    rest: dict[int, list[float]] = {many: [], few: []}
    for repeat in range(-1, ground.size(7, 1)):
        for people, taken in rest.items():
            spent = in_child("benchmarks.unlock", "rest_of", str(ground.folder), ground.small, people)
            if repeat >= 0:
                taken.append(spent)
    (derived,) = interleaved(ground.size(5, 2), lambda _: lambda: cost(ground).derive(b"fictional", bytes(16)))
    yield Line("derive the key from a passphrase (Argon2id)", derived)
    ours, theirs = (Figures(tuple(taken)) for taken in rest.values())
    note = "the bar of 150 ms is for the screens; this is the part beneath them"
    what = f"unlock and read the first page less deriving, {many} people, first thing a process does"
    yield Line(what, ours, f"{few} people", theirs, note=note)


def rest_of(folder: str, small: bool, people: int) -> float:
    """Return the milliseconds of unlocking and one page, less what deriving the key took of it."""
    ground = Ground(Path(folder), small)
    derive, spent = Cost.derive, [0.0]

    def timed(own: Cost, secret: bytes, salt: bytes) -> bytes:
        begun = time.perf_counter()
        try:
            return derive(own, secret, salt)
        finally:
            spent[0] += time.perf_counter() - begun

    setattr(Cost, "derive", timed)  # noqa: B010 - a stop-watch round it, in this process only
    place = folder_of(ground, people)
    begun = time.perf_counter()
    with unlock(place, None, PASSPHRASE, CLOCK, floor=cost(ground)).store as store:
        with store.reading() as connection:
            page(connection, Filter(TODAY))
        return (time.perf_counter() - begun - spent[0]) * 1000

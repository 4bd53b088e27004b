"""Resident memory after every place was opened once at 10,000 people, beside a Textual app of one label."""

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path

from benchmarks.big_store import caseload, folder_of
from benchmarks.child import in_child, resident_megabytes
from benchmarks.measuring import Figures, Ground, Line

MORE_MB = 120
KEYS = (
    "f2", "f3", "enter", "2", "3", "4", "5", "6", "7", "m", "enter", "escape", "escape", "r", "escape", "f4", "enter",
    "escape", "f5", "f6", "f7", "f9", "escape", "f10", "escape", "f1", "escape",
)  # fmt: skip


def measure(ground: Ground) -> Iterator[Line]:
    """Yield what it comes to, with the key derived at its full cost before, and what is more than the label."""
    people = caseload(ground).size.people
    folder_of(ground, people)
    ours, label = [], []
    for _ in range(ground.size(3, 1)):
        ours.append(in_child("benchmarks.memory", "of_every_place", str(ground.folder), ground.small, people))
        label.append(in_child("benchmarks.one_label", "megabytes"))
    more = Figures(tuple(a - b for a, b in zip(ours, label, strict=True)), "MB")
    yield Line(
        f"every place opened, {people} people", Figures(tuple(ours), "MB"), "one label", Figures(tuple(label), "MB")
    )
    yield Line("that is more than the label by", more, most=MORE_MB)


def of_every_place(folder: str, small: bool, people: int) -> float:
    """Return the megabytes in use after unlocking and opening every place."""
    ground = Ground(Path(folder), small)
    return asyncio.run(_every_place(folder_of(ground, people), cheap=small))


async def _every_place(folder: Path, *, cheap: bool) -> float:
    from benchmarks.watched import at_the_door  # noqa: PLC0415 - the label's process loads nothing of it
    from on_screen import press, settle  # noqa: PLC0415 - as above

    async with at_the_door(folder, cheap=cheap) as (app, pilot):
        await press(pilot, "enter")
        await app.until_listed("Today")
        await settle(pilot)
        await press(pilot, *KEYS)
        gc.collect()
        return resident_megabytes()

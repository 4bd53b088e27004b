"""A key press in caseload search: the page that it shows, how many it finds, and all of it until it is painted."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.big_store import caseload, folder_of, opened
from benchmarks.child import in_child
from benchmarks.fictional import Writer, chance
from benchmarks.measuring import Figures, Ground, Line, always, interleaved
from benchmarks.person_rows import TODAY
from linkworker.casework.people.caseload import Filter, count, page

BAR_MS = 30
ON_SCREEN = ("alia", "ashby", "fwk", "gym")


def measure(ground: Ground) -> Iterator[Line]:
    """Yield the slowest and the middle key press of many, at 10,000 people and at 100."""
    many, few = caseload(ground).size.people, ground.size(100, 20)
    typed = _typed()[:: ground.size(1, 20)]
    repeats = ground.size(5, 2)
    with (
        opened(ground, many) as large,
        opened(ground, few) as small,
        large.store.reading() as all_of,
        small.store.reading() as part,
    ):
        pages = [(words, *_both(page, all_of, part, words, repeats)) for words in typed]
        counts = [(words, *_both(count, all_of, part, words, repeats)) for words in typed]
    yield from _lines("a key press, the page shown", pages, BAR_MS, f"{few} people")
    yield from _lines("the count beside it", counts, None, f"{few} people")
    folders = [str(folder_of(ground, people)) for people in (many, few)]
    taken = [in_child("benchmarks.key_press", "painted", folder, ground.small, repeats) for folder in folders]
    on_screen = [(words, Figures(tuple(taken[0][words])), Figures(tuple(taken[1][words]))) for words in taken[0]]
    yield from _lines("from the key to the rows painted", on_screen, BAR_MS, f"{few} people")


def painted(folder: str, small: bool, repeats: int) -> dict[str, list[float]]:
    """Return the milliseconds of each key of the words that are typed on the screen, by what then stood in the box."""
    return asyncio.run(_painted(Path(folder), repeats, cheap=small))


async def _painted(folder: Path, repeats: int, *, cheap: bool) -> dict[str, list[float]]:
    from benchmarks.watched import at_the_door  # noqa: PLC0415 - only a fresh process starts the screens
    from on_screen import press, settle  # noqa: PLC0415 - as above

    taken: dict[str, list[float]] = {}
    async with at_the_door(folder, cheap=cheap) as (app, pilot):
        await press(pilot, "enter")
        await app.until_listed("Today")
        await press(pilot, "f3", "slash")
        for words in ON_SCREEN * (repeats + 1):
            for length in range(1, len(words) + 1):
                await settle(pilot)
                begun = time.perf_counter()
                app.simulate_key(words[length - 1])
                await app.until_found(words[:length])
                taken.setdefault(words[:length], []).append((time.perf_counter() - begun) * 1000)
            await press(pilot, "escape", "slash")
    return {words: figures[1:] for words, figures in taken.items()}  # the first time it is made ready


def _typed() -> list[str]:
    """Return what stands in the box at each key press: names, places, numbers, and words of notes."""
    source, writer = chance("typed"), Writer("note")
    names = ["ali ashb", "zara yar", "kofi th", "north fenwick", "fwk"]
    numbers = ["0770", f"{source.randrange(10**10):010d}"]
    frequent, rare = writer.words[:12], source.sample(writer.words[60:], 8)
    whole = [*names, *numbers, *frequent, *rare, "the gym", "next week she", "se an th"]
    prefixes = {words[:length].rstrip() for words in whole for length in range(1, len(words) + 1)}
    return sorted(prefixes | {chr(letter) for letter in range(ord("a"), ord("z") + 1)})


def _both(
    work: Callable[[Connection, Filter], object], all_of: Connection, part: Connection, words: str, repeats: int
) -> tuple[Figures, Figures]:
    chosen = Filter(TODAY, words=words)
    large, small = interleaved(repeats, *(always(partial(work, held, chosen)) for held in (all_of, part)))
    return large, small


def _lines(what: str, found: Sequence[tuple[str, Figures, Figures]], bar: float | None, beside: str) -> Iterator[Line]:
    slowest = sorted(found, key=lambda row: -row[1].least)
    words, large, small = slowest[0]
    others = ", ".join(f"'{row[0]}' {row[1].least:.3g}" for row in slowest[1:4])
    yield Line(f"{what}: the slowest", large, beside, small, most=bar, note=f"'{words}'; next by their least: {others}")
    middles = Figures(tuple(row[1].middle for row in found)), Figures(tuple(row[2].middle for row in found))
    yield Line(f"{what}: all {len(found)}", middles[0], beside, middles[1])

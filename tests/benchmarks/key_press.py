"""A key press in caseload search: the page that it shows, and how many it finds."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy import Connection

from benchmarks.big_store import caseload, opened
from benchmarks.fictional import Writer, chance
from benchmarks.measuring import Figures, Ground, Line, always, interleaved
from benchmarks.person_rows import TODAY
from linkworker.casework.people.caseload import Filter, count, page

BAR_MS = 30


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

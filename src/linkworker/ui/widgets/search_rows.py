"""Looking for the row on which the highlight may stand, past headings and lines that cannot be chosen."""

from collections.abc import Callable
from dataclasses import dataclass

from linkworker.ui.widgets.rows import Row

FAR = 128
"""How many rows are looked at each way. A list with none to choose for so long is there to be read, and scrolls."""

RowAt = Callable[[int], Row | None]


@dataclass(frozen=True, slots=True)
class Search:
    """Where a key press asks the highlight to go.

    `step` is the way to look on from there: 1 down, -1 up. `both` looks the other way when there is none that way.
    `stay` is where the highlight was, and stays when there is none at all.
    """

    start: int
    step: int
    both: bool = False
    stay: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """The search came to a row that has not been read yet; it starts again when it has."""

    index: int


def look(search: Search, count: int, row_at: RowAt) -> int | Unread | None:
    """Return where the highlight goes; or the row that must be read first; or `stay`."""
    ways = [range(search.start, search.start + search.step * FAR, search.step)]
    if search.both:
        ways.append(range(search.start - search.step, search.start - search.step * FAR, -search.step))
    for way in ways:
        for index in way:
            if not 0 <= index < count:
                break
            row = row_at(index)
            if row is None:
                return Unread(index)
            if row.can_be_chosen:
                return index
    return search.stay


def with_what_belongs(index: int, step: int, room: int, count: int, row_at: RowAt) -> tuple[int, int]:
    """Return the first and last of the rows to bring into sight with the one at `index`.

    Going up (-1), the headings right above it; going down (1), the lines below it if they close the list. Neither is
    looked for further than `room` rows away.
    """
    top = below = index
    while step < 0 and top > max(0, index - room) and _is_plain(row_at(top - 1)):
        top -= 1
    while step > 0 and below < min(count - 1, index + room) and _is_plain(row_at(below + 1)):
        below += 1
    return top, below if below == count - 1 else index


def _is_plain(row: Row | None) -> bool:
    return row is not None and not row.can_be_chosen

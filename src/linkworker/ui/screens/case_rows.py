"""The caseload as rows of a list, a page at a time: who, how old, where, what comes next, and risk."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TypeVar

from sqlalchemy import Connection

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.moving.moving import READ_ONLY
from linkworker.casework.people.caseload import CaseRow, Filter, Found, look_up, rows_at
from linkworker.casework.people.seen import ALL_SEEN, Seen
from linkworker.ui.desk import Desk
from linkworker.ui.spans import span
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.kept_pages import PAGE
from linkworker.ui.widgets.rows import GAP, Cell, Row, heading

T = TypeVar("T")

COLUMNS = (
    Column("Name", weight=3, least=21),
    Column("Age", width=4, align="right"),
    Column("Born", width=17, drop=4),
    Column("Place", weight=3, least=16),
    Column("Next review", width=17),
    Column("Release", width=17, drop=3),
    Column("Risk", width=11),
)
_NOT_ASSESSED = "Not assessed"
_MARK = "!"
_REVIEW, _RISK = 4, 6
_TO_CHOOSE = "Something was written in two places. Press Enter, then l to choose."


def columns(seen: Seen = ALL_SEEN) -> tuple[Column, ...]:
    """Return the columns that whoever looks may see."""
    return tuple(_shown(COLUMNS, seen))


def _shown(parts: Sequence[T], seen: Seen) -> Iterator[T]:
    hidden = {*([] if seen.reviews else [_REVIEW]), *([] if seen.risk else [_RISK])}
    return (part for place, part in enumerate(parts) if place not in hidden)


def case_row(row: CaseRow, today: date, seen: Seen = ALL_SEEN) -> Row:
    """Return one person as a row, chosen by their id; a mark before the age is explained in `detail`."""
    said, age = tuple(_said(row, seen)), "" if row.age is None else str(row.age)
    cells = (
        Cell(row.name, "strong"),
        Cell(f"{_MARK} {age:>2}", "warning") if said else age,
        Cell(show_date(row.date_of_birth) if row.date_of_birth else "", "muted"),
        row.place or "",
        Cell("Moving", "warning") if row.leaving else _review(row.next_review, today),
        show_date(row.release_date) if row.release_date and row.release_date >= today else "",
        _risk(row),
    )
    found = (f"Written: {row.found_in}",) if row.found_in else ()
    return Row(row.person_id, tuple(_shown(cells, seen)), detail="\n".join((*said, *found)))


def _said(row: CaseRow, seen: Seen) -> Iterator[str]:
    if row.leaving:
        yield READ_ONLY
    if row.to_choose and seen.notes:
        yield _TO_CHOOSE


class CasePages:
    """The people that a filter finds; those found only by words in their notes come last, under a heading.

    What is found is looked up once, with the first page, so that a key press costs one reading.
    """

    def __init__(self, desk: Desk, chosen: Filter) -> None:
        self._desk = desk
        self._chosen = chosen
        self.found: Found | None = None
        self._first: tuple[CaseRow, ...] = ()

    async def count(self) -> int:
        """Return how many rows there are, the heading among them."""
        found, self._first = await self._desk.read(self._look_up)
        self.found = found
        return found.total + len(self._between)

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset`."""
        found = self.found
        if found is None:
            return ()
        first, last = self._person_at(offset), self._person_at(offset + limit)
        if last <= len(self._first):
            people = self._first[first:last]
        else:
            people = await self._desk.read(lambda connection: rows_at(connection, found, first, last - first))
        rows = [case_row(row, self._chosen.today, self._chosen.seen) for row in people]
        start = max(0, found.named - first)
        between = self._between[max(0, offset - found.named) : max(0, offset + limit - found.named)]
        return [*rows[:start], *between, *rows[start:]]

    def _look_up(self, connection: Connection) -> tuple[Found, tuple[CaseRow, ...]]:
        found = look_up(connection, self._chosen)
        return found, rows_at(connection, found, 0, PAGE)

    @property
    def _between(self) -> tuple[Row, ...]:
        """Return the rows before the people who were found only by their notes."""
        if self.found is None or not self.found.noted:
            return ()
        title = heading(f"Found in what is written about them ({self.found.noted})")
        return (GAP, title) if self.found.named else (title,)

    def _person_at(self, index: int) -> int:
        """Return which person, counted from 0, stands at a row or first after it."""
        if self.found is None:
            return 0
        if index <= self.found.named:
            return index
        return min(self.found.total, max(self.found.named, index - len(self._between)))


def _review(day: date | None, today: date) -> Cell:
    if day is None:
        return Cell("none set", "muted")
    if day < today:
        return Cell(f"{span((today - day).days)} overdue", "warning")
    return Cell("today" if day == today else show_date(day))


def _risk(row: CaseRow) -> Cell:
    if row.risk == _NOT_ASSESSED:
        return Cell("To assess", "muted")  # as wide as a narrow column
    return Cell(row.risk, "warning" if row.risk in _watched() else "muted")


@cache
def _watched() -> frozenset[str]:
    return frozenset(row.label for row in coded("risk-level") if row.is_set("oversight"))

"""What is to be chosen as rows, read a page at a time; each page goes on where the one before ended."""

from collections.abc import Sequence

from sqlalchemy import Connection

from linkworker.base.clock import london_day
from linkworker.base.dates import show_date
from linkworker.base.words import count, sentence
from linkworker.casework.conflicts.conflict_list import conflict_list, count_all, count_of
from linkworker.casework.conflicts.conflict_view import Asks, ConflictView
from linkworker.ui.desk import Desk
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.rows import Cell, Row

COLUMNS = (
    Column("Who", weight=2, least=18),
    Column("What", weight=3, least=24),
    Column("How many", width=9, drop=1),
    Column("Newest", width=17, drop=2),
)
_AT_ONCE = 50


def key_of(conflict: ConflictView) -> str:
    """Return the key of a row."""
    return "/".join(conflict.place)


def row_of(conflict: ConflictView) -> Row:
    """Return one thing to choose as a row."""
    about = conflict.heading.removeprefix(f"{conflict.person}: ")
    newest = max(london_day(side.at) for side in conflict.sides)
    many = count(len(conflict.sides), "value")
    if conflict.asks == Asks.REMOVAL:
        about, many = conflict.of or "the whole record", "keep it?"
    who = Cell(conflict.person or "The directory", "strong")
    return Row(key_of(conflict), (who, sentence(about)[:-1], Cell(many, "muted"), Cell(show_date(newest), "muted")))


class ConflictPages:
    """The things to choose, of everybody or one person, in the order in which they are read."""

    def __init__(self, desk: Desk, person_id: str | None) -> None:
        self._desk = desk
        self._person_id = person_id
        self._known: list[ConflictView] = []

    async def count(self) -> int:
        """Return how many there are."""
        person = self._person_id
        return await self._desk.read(lambda c: count_all(c) if person is None else count_of(c, person))

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset`; those before are read on the way."""
        await self._desk.read(lambda connection: self._read_to(connection, offset + limit))
        return [row_of(each) for each in self._known[offset : offset + limit]]

    def named(self, key: str) -> ConflictView | None:
        """Return the one that a row stands for."""
        return next((each for each in self._known if key_of(each) == key), None)

    def _read_to(self, connection: Connection, end: int) -> None:
        while len(self._known) < end:
            after = self._known[-1].place if self._known else None
            found = conflict_list(connection, person_id=self._person_id, after=after, most=_AT_ONCE)
            self._known += found
            if len(found) < _AT_ONCE:
                return

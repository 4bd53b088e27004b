"""What one worker looked at and changed on this laptop, newest first: their own activity, for themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select

from linkworker.base.clock import london_day
from linkworker.casework.history.histories import told
from linkworker.journal.history import at_places
from linkworker.journal.tables import ENTRY
from linkworker.records.person import Person

NEWEST = 20_000
"""How many of the newest entries of this laptop are looked through: years of one worker's, some weeks of a team's."""
_UNKNOWN = "somebody whose record is not here"

# An entry's worker stands only in its header, at its very end: the fields of canonical text are in order of name.
_PLACE: ColumnElement[int] = literal_column("entry.rowid")
_MINE = (
    select(_PLACE)
    .select_from(ENTRY)
    .where(
        select(func.max(_PLACE)).select_from(ENTRY).scalar_subquery() - NEWEST < _PLACE,
        func.substr(ENTRY.c.header, -func.length(bindparam("ending"))) == bindparam("ending"),
    )
    .order_by(_PLACE.desc())
)
_NAMES = select(Person.table().c.id, Person.table().c.name).where(
    Person.table().c.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that a worker did. `about` is the person's name, None where it was about no person."""

    entry_id: str
    at: datetime
    day: date
    about: str | None
    person_id: str | None
    action: str
    what: str


def places_of(connection: Connection, worker_id: str) -> tuple[int, ...]:
    """Return where a worker's entries stand among the newest of this store, newest first: what `activity` is given."""
    ending = f'"worker":"{worker_id}"}}'
    return tuple(connection.execute(_MINE, {"ending": ending}).scalars())


def activity(connection: Connection, places: Iterable[int]) -> tuple[Done, ...]:
    """Return the entries at some places in words, newest first."""
    lines = at_places(connection, places)
    ids = sorted({line.entry.person for line in lines if line.entry.person})
    names = {row.id: row.name for row in connection.execute(_NAMES, {"ids": ids})} if ids else {}
    return tuple(
        Done(
            entry_id=words.entry_id,
            at=words.at,
            day=london_day(words.at),
            about=names.get(line.entry.person, _UNKNOWN) if line.entry.person else None,
            person_id=line.entry.person if line.entry.person in names else None,
            action=words.action,
            what=words.what,
        )
        for line, words in zip(lines, told(connection, lines), strict=True)
    )

"""Reading the journal: who saw and changed what, and what it replaced."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, bindparam, literal_column, select, tuple_

from linkworker.base.ids import NO_PERSON
from linkworker.journal.entry import REASON, Entry, read_header
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY
from linkworker.records.types import ID_TYPE

_JOINED = ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY)
_COLUMNS = (ENTRY.c.header, ENTRY_VALUES.c.content)
# Two devices can have entries of the same reading, so the id decides between them.
_ORDER = tuple_(ENTRY.c.hlc, ENTRY.c.id)
_ID: BindParameter[str] = bindparam("id", type_=ID_TYPE)
_OF_PERSON = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(ENTRY.c.person_id == bindparam("person"), tuple_(bindparam("hlc"), _ID) > _ORDER)
    .order_by(ENTRY.c.hlc.desc(), ENTRY.c.id.desc())
    .limit(bindparam("most"))
)
_OF_PERSON_AFTER = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(ENTRY.c.person_id == bindparam("person"), tuple_(bindparam("hlc"), _ID) < _ORDER)
    .order_by(ENTRY.c.hlc, ENTRY.c.id)
    .limit(bindparam("most"))
)
# Where SQLite keeps an entry: in the order in which they were written or came in.
_PLACE: ColumnElement[int] = literal_column("entry.rowid")
_AT_PLACES = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(_PLACE.in_(bindparam("places", expanding=True)))
    .order_by(_PLACE.desc())
)
_OF_RECORD = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(ENTRY.c.record_id == bindparam("record"))
    .order_by(ENTRY.c.hlc, ENTRY.c.id)
)
_ONE = (
    select(*_COLUMNS)
    .select_from(_JOINED)
    .where(ENTRY.c.person_id == bindparam("person"), ENTRY.c.id == bindparam("entry"))
)

_END_OF_TIME = "g"  # sorts after every hexadecimal reading
_LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the values that are still kept. A field whose value was taken out is in `entry.fields` only.

    `reason` is what was said when it was written; None when nothing was, or when it was taken out since.
    """

    entry: Entry
    values: Mapping[str, Any]
    reason: str | None = None

    @property
    def place(self) -> str:
        """Return where the entry stands among a person's: what the next page is asked with."""
        return f"{self.entry.hlc}/{self.entry.id}"


def of_person(
    connection: Connection, person_id: str | None, *, before: str = _END_OF_TIME, most: int = 50
) -> list[Line]:
    """Return a page of a person's entries, newest first; `before` is the `place` of the page before's last.

    A hybrid reading alone will do too: the page then begins with what is older.
    """
    hlc, _, entry_id = before.partition("/")
    given = {"person": person_id or NO_PERSON, "hlc": hlc, "id": entry_id or NO_PERSON, "most": most}
    return _lines(connection.execute(_OF_PERSON, given))


def of_person_after(connection: Connection, person_id: str, *, after: str, most: int) -> list[Line]:
    """Return a person's entries from the oldest on, up to `most`; `after` is the `place` of the last one had before.

    It is "" at first. A hybrid reading alone will do too.
    """
    hlc, _, entry_id = after.partition("/")
    given = {"person": person_id, "hlc": hlc, "id": entry_id or _LAST_ID, "most": most}
    return _lines(connection.execute(_OF_PERSON_AFTER, given))


def at_places(connection: Connection, places: Iterable[int]) -> list[Line]:
    """Return the entries that a laptop's store keeps at these places (SQLite's rowids), newest first."""
    return _lines(connection.execute(_AT_PLACES, {"places": list(places)}))


def of_record(connection: Connection, record_id: str) -> list[Line]:
    """Return every entry of one record, oldest first."""
    return _lines(connection.execute(_OF_RECORD, {"record": record_id}))


def entry(connection: Connection, person_id: str | None, entry_id: str) -> Line | None:
    """Return one entry, or None."""
    found = _lines(connection.execute(_ONE, {"person": person_id or NO_PERSON, "entry": entry_id}))
    return found[0] if found else None


def of_field(connection: Connection, record_id: str, field: str) -> list[Line]:
    """Return the entries that wrote one field, oldest first: a release date's history, say."""
    return [line for line in of_record(connection, record_id) if any(f.field == field for f in line.entry.fields)]


def _lines(rows: Iterable[Row[Any]]) -> list[Line]:
    return [_line(read_header(row.header), _values(row.content)) for row in rows]


def _line(entry: Entry, kept: dict[str, Any]) -> Line:
    reason = kept.pop(REASON, None)
    return Line(entry, kept, reason)


def _values(content: str | None) -> dict[str, Any]:
    return {} if content is None else {name: value for name, (_, value) in json.loads(content).items()}

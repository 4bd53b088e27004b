"""Which entry last wrote each field: what the next change says it replaces."""

from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from linkworker.journal.tables import HEAD

_OF_RECORD = select(HEAD.c.field, HEAD.c.entry_id).where(HEAD.c.record_id == bindparam("record"))
_MOVE = (
    update(HEAD)
    .where(HEAD.c.record_id == bindparam("of_record"), HEAD.c.field == bindparam("of_field"))
    .values(entry_id=bindparam("to_entry"))
)


class Heads:
    """The heads of the records that one unit of work touches, written at its commit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, dict[str, str]] = {}
        self._new: dict[tuple[str, str], str] = {}
        self._moved: dict[tuple[str, str], str] = {}

    def of_record(self, record_id: str) -> dict[str, str]:
        """Return the entry that last wrote each field that changed since the record was made; "" is its making."""
        if record_id not in self._known:
            rows = self._session.connection().execute(_OF_RECORD, {"record": record_id})
            self._known[record_id] = {row.field: row.entry_id for row in rows}
        return self._known[record_id]

    def of(self, record_id: str, field: str) -> str | None:
        """Return the entry that last wrote a field; None when it stands as a directory had it."""
        held = self.of_record(record_id)
        return held.get(field, held.get(""))

    def made(self, record_id: str, entry_id: str) -> None:
        """Note the entry that made a record."""
        self._known[record_id] = {"": entry_id}
        self._new[record_id, ""] = entry_id

    def move(self, record_id: str, field: str, entry_id: str) -> None:
        """Note that an entry wrote a field."""
        held, place = self.of_record(record_id), (record_id, field)
        if field in held and place not in self._new:
            self._moved[place] = entry_id
        else:
            self._new[place] = entry_id
        held[field] = entry_id

    def flush(self) -> None:
        """Write what was noted."""
        if self._new:
            rows = [
                {"record_id": record, "field": field, "entry_id": entry} for (record, field), entry in self._new.items()
            ]
            self._session.execute(insert(HEAD), rows)
        if self._moved:
            moves: list[dict[str, Any]] = [
                {"of_record": record, "of_field": field, "to_entry": entry}
                for (record, field), entry in self._moved.items()
            ]
            self._session.connection().execute(_MOVE, moves)
        self._new, self._moved = {}, {}

"""One thing to choose between: what it is about, and its sides as the journal holds them."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.journal.entry import Entry, read_header
from linkworker.journal.entry_facts import IN_ERROR
from linkworker.journal.facts import in_turn
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, VALUES_OF_ENTRY

Kept = Mapping[str, Any]
Entries = Mapping[str | None, tuple[Entry, Kept]]

_ENTRIES = (
    select(ENTRY.c.id, ENTRY.c.header, ENTRY_VALUES.c.content)
    .select_from(ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY))
    .where(
        ENTRY.c.record_id.in_(bindparam("records", expanding=True)), ENTRY.c.id.in_(bindparam("ids", expanding=True))
    )
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values. `known` is False where it was withheld from here or taken out: `value` says nothing then.

    Under field "in_error" a side that is not the one shown can be an edit that the removal had not seen: `value` is
    then a map of the fields it wrote. `kind` is "" but for an edit of another record of a person who was removed.
    """

    entry_id: str
    value: Any
    known: bool
    worker_id: str | None
    device_id: str
    at: datetime
    shown: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of one record that a person has to choose for. `person_id` is None where the record is nobody's.

    Two corrections of one fact stand under field "corrects": `record_id` is the fact's, and each side's `value` is the
    id of a correction, made by `entry_id`. Where none of them is shown, each was put aside by somebody's choice.
    """

    kind: str
    record_id: str
    person_id: str | None
    field: str
    sides: tuple[Side, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Return where it stands among all: what the next page is asked with."""
        return self.record_id, self.field


def entries_of(connection: Connection, records: Collection[str], ids: Collection[str]) -> Entries:
    """Return entries of some records with those of their values that are here, by id."""
    found: dict[str | None, tuple[Entry, Kept]] = {}
    for of_records in in_turn(records):
        for some in in_turn(ids):
            for row in connection.execute(_ENTRIES, {"records": of_records, "ids": some}):
                found[row.id] = read_header(row.header), kept_of(row.content)
    return found


def kept_of(content: str | None) -> dict[str, Any]:
    """Return the values that an entry's kept text holds, by field; none where they are not here."""
    return {} if content is None else {name: value for name, (_, value) in json.loads(content).items()}


def side_of(field: str, found: tuple[Entry, Kept], shown: str | None) -> Side:
    """Return what an entry says of a field as a side of it; `shown` is the entry whose value is shown."""
    entry, kept = found
    names = {change.field for change in entry.fields}
    value, known = kept.get(field), field in kept or field not in names
    if field == IN_ERROR and field not in names and entry.id != shown:
        value, known = written_by(entry, kept)
    elif field == IN_ERROR and not kept:
        value, known = entry.action == "entered-in-error", entry.action in {"entered-in-error", "reinstated"}
    at = datetime.fromisoformat(entry.at)
    return Side(entry.id, value, known, entry.worker, entry.device, at, shown=entry.id == shown)


def written_by(entry: Entry, kept: Kept) -> tuple[dict[str, Any], bool]:
    """Return the fields that an entry wrote, with their values, and whether all of them are here."""
    names = {change.field for change in entry.fields}
    return {name: kept[name] for name in sorted(names) if name in kept}, names <= kept.keys()


def shown_first(side: Side) -> tuple[bool, datetime, str]:
    """Return what sides are ordered by: the one shown, then the oldest."""
    return not side.shown, side.at, side.entry_id

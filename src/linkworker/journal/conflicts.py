"""Conflicts: what was written in two places without either knowing of the other, for a person to choose between."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, exists, func, or_, select, tuple_

from linkworker.base.errors import Refused
from linkworker.base.ids import NO_PERSON
from linkworker.journal.entry import Entry, read_header
from linkworker.journal.entry_facts import IN_ERROR, MADE
from linkworker.journal.facts import in_turn
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, HEAD, TIP, VALUES_OF_ENTRY
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

CORRECTS = "corrects"
"""The field that two live corrections of one fact stand under."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values. `known` is False where it was withheld from here or taken out: `value` says nothing then.

    Under field "in_error" a side that is not the one shown can be an edit that the removal had not seen: `value` is
    then a map of the fields it wrote.
    """

    entry_id: str
    value: Any
    known: bool
    worker_id: str | None
    device_id: str
    at: datetime
    shown: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of one record that a person has to choose for. `person_id` is None where the record is nobody's.

    Two live corrections of one fact stand under field "corrects": `record_id` is the fact's, and each side's `value` is
    the id of a correction, made by `entry_id`.
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


# A person who is not here (let go, or withheld from the centre) has tips and no values: there is nothing to choose.
_HERE = or_(
    TIP.c.person_id == NO_PERSON,
    TIP.c.kind == Person.kind(),
    exists().where(Person.table().c.id == TIP.c.person_id),
)
_PERSON_HERE = or_(TIP.c.kind != Person.kind(), exists().where(Person.table().c.id == TIP.c.record_id))
_OPEN = and_(TIP.c.agreed.is_(False), _HERE, _PERSON_HERE)
_FIELDS = select(TIP.c.record_id, TIP.c.field, TIP.c.person_id, TIP.c.kind).where(_OPEN).distinct()
_ENTRIES = (
    select(ENTRY.c.id, ENTRY.c.header, ENTRY_VALUES.c.content)
    .select_from(ENTRY.outerjoin(ENTRY_VALUES, VALUES_OF_ENTRY))
    .where(
        ENTRY.c.record_id.in_(bindparam("records", expanding=True)), ENTRY.c.id.in_(bindparam("ids", expanding=True))
    )
)


def conflicts(
    connection: Connection, *, person_id: str | None = None, after: tuple[str, str] | None = None, most: int = 50
) -> tuple[Conflict, ...]:
    """Return a page of conflicts by (record id, field); `after` is the `place` of the page before's last one."""
    fields = _page(connection, person_id, after, most)
    found = [*_of_fields(connection, fields), *_of_corrections(connection, person_id, after)]
    return tuple(sorted(found, key=lambda each: each.place)[:most])


def count_conflicts(connection: Connection) -> int:
    """Return how many conflicts there are."""
    fields = connection.execute(select(func.count()).select_from(_FIELDS.subquery())).scalar_one()
    return int(fields) + sum(len(_twice(connection, table, None)) for table in _facts())


def choose_correction(
    uow: UnitOfWork, person_id: str, kind: str, kept: str, others: Collection[str], reason: str
) -> None:
    """Settle two live corrections of one fact: `kept` stands, the other corrections are marked as entered in error.

    Raises NotFound for one that is not here, and Refused where `kept` is entered in error itself.
    """
    known: Any = KINDS[kind]
    if uow.get_of(known, person_id, kept).in_error:
        raise Refused("That correction is marked as entered in error. Choose the other, or take that back first.")
    for other in others:
        uow.enter_in_error(uow.get_of(known, person_id, other), reason)


# Fields -----------------------------------------------------------------------------------------------------------


def _page(connection: Connection, person_id: str | None, after: tuple[str, str] | None, most: int) -> Sequence[Any]:
    asked = _FIELDS.order_by(TIP.c.record_id, TIP.c.field).limit(most)
    if person_id is not None:
        asked = asked.where(TIP.c.person_id == person_id)
    if after is not None:
        asked = asked.where(_after(TIP.c.record_id, TIP.c.field, after))
    return connection.execute(asked).all()


def _after(record: Any, field: Any, after: tuple[str, str]) -> Any:
    given = tuple_(bindparam("of_record", after[0], type_=ID_TYPE), bindparam("of_field", after[1]))
    return tuple_(record, field) > given


def _of_fields(connection: Connection, fields: Sequence[Any]) -> Iterator[Conflict]:
    records = {row.record_id for row in fields}
    heads: dict[str, dict[str, str]] = defaultdict(dict)
    tips: dict[tuple[str, str], set[str]] = defaultdict(set)
    for some in in_turn(records):
        for row in connection.execute(select(HEAD).where(HEAD.c.record_id.in_(some))):
            heads[row.record_id][row.field] = row.entry_id
        for row in connection.execute(select(TIP).where(TIP.c.record_id.in_(some))):
            tips[row.record_id, row.field].add(row.entry_id)
    shown = {
        (row.record_id, row.field): heads[row.record_id].get(row.field, heads[row.record_id].get(MADE))
        for row in fields
    }
    wanted = {entry for place in shown for entry in tips[place]} | {entry for entry in shown.values() if entry}
    entries = _entries(connection, records, wanted)
    for row in fields:
        place = row.record_id, row.field
        sides = [_side(row.field, entries[one], shown[place]) for one in {*tips[place], shown[place]} if one in entries]
        person_id = None if row.person_id == NO_PERSON else row.person_id
        yield Conflict(row.kind, row.record_id, person_id, row.field, tuple(sorted(sides, key=_shown_first)))


def _entries(
    connection: Connection, records: Collection[str], ids: Collection[str]
) -> dict[str | None, tuple[Entry, dict[str, Any]]]:
    found: dict[str | None, tuple[Entry, dict[str, Any]]] = {}
    for of_records in in_turn(records):
        for some in in_turn(ids):
            for row in connection.execute(_ENTRIES, {"records": of_records, "ids": some}):
                kept = (
                    {} if row.content is None else {name: value for name, (_, value) in json.loads(row.content).items()}
                )
                found[row.id] = read_header(row.header), kept
    return found


def _side(field: str, found: tuple[Entry, dict[str, Any]], shown: str | None) -> Side:
    entry, kept = found
    names = {change.field for change in entry.fields}
    value, known = kept.get(field), field in kept or field not in names
    if field == IN_ERROR and field not in names and entry.id != shown:
        value, known = {name: kept[name] for name in sorted(names) if name in kept}, names <= kept.keys()
    elif field == IN_ERROR and not kept:
        value, known = entry.action == "entered-in-error", entry.action in {"entered-in-error", "reinstated"}
    at = datetime.fromisoformat(entry.at)
    return Side(entry.id, value, known, entry.worker, entry.device, at, shown=entry.id == shown)


def _shown_first(side: Side) -> tuple[bool, datetime, str]:
    return not side.shown, side.at, side.entry_id


# Two live corrections of one fact ---------------------------------------------------------------------------------


@cache
def _facts() -> tuple[Table, ...]:
    return tuple(
        kind.table() for kind in KINDS.values() if issubclass(kind, OfPerson) and CORRECTS in kind.table().columns
    )


def _twice(connection: Connection, table: Table, person_id: str | None) -> Sequence[Any]:
    live = table.c.corrects.is_not(None), table.c.in_error.is_(False)
    of_person = () if person_id is None else (table.c.person_id == person_id,)
    return connection.execute(
        select(table.c.person_id, table.c.corrects)
        .where(*live, *of_person)
        .group_by(table.c.person_id, table.c.corrects)
        .having(func.count() > 1)
    ).all()


def _of_corrections(connection: Connection, person_id: str | None, after: tuple[str, str] | None) -> Iterator[Conflict]:
    for table in _facts():
        for row in _twice(connection, table, person_id):
            if after is None or (row.corrects, CORRECTS) > after:
                sides = tuple(sorted(_corrections(connection, table, row), key=_shown_first))
                yield Conflict(table.name, row.corrects, row.person_id, CORRECTS, sides)


def _corrections(connection: Connection, table: Table, twice: Any) -> Iterator[Side]:
    chosen = (
        table.c.person_id == twice.person_id,
        table.c.corrects == twice.corrects,
        table.c.in_error.is_(False),
    )
    ids = set(connection.execute(select(table.c.id).where(*chosen)).scalars())
    made = select(HEAD.c.entry_id).where(HEAD.c.record_id.in_(ids), HEAD.c.field == MADE)
    entries = _entries(connection, ids, list(connection.execute(made).scalars()))
    last = max(((entry.hlc, entry.id) for entry, _ in entries.values()), default=("", ""))
    for entry, _ in entries.values():
        at = datetime.fromisoformat(entry.at)
        yield Side(entry.id, entry.record, True, entry.worker, entry.device, at, shown=(entry.hlc, entry.id) == last)  # noqa: FBT003 - known

"""Conflicts: what was written in two places without either knowing of the other, for a person to choose between."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select, tuple_

from linkworker.base.ids import NO_PERSON
from linkworker.journal.conflict_sides import Conflict, Side, entries_of, shown_first, side_of
from linkworker.journal.corrected_twice import CORRECTS, choose_correction, of_corrections, twice
from linkworker.journal.entry_facts import MADE
from linkworker.journal.facts import in_turn
from linkworker.journal.tables import HEAD, TIP
from linkworker.journal.written_since import choose_removal, count_removed, of_removed, together
from linkworker.records.person import Person
from linkworker.records.types import ID_TYPE

__all__ = [
    "CORRECTS",
    "Conflict",
    "Side",
    "choose_correction",
    "choose_removal",
    "conflicts",
    "count_conflicts",
]

# A person who is not here (let go, or withheld from the centre) has tips and no values: there is nothing to choose.
_HERE = or_(
    TIP.c.person_id == NO_PERSON,
    TIP.c.kind == Person.kind(),
    exists().where(Person.table().c.id == TIP.c.person_id),
)
_PERSON_HERE = or_(TIP.c.kind != Person.kind(), exists().where(Person.table().c.id == TIP.c.record_id))
_OPEN = and_(TIP.c.agreed.is_(False), _HERE, _PERSON_HERE)
_FIELDS = select(TIP.c.record_id, TIP.c.field, TIP.c.person_id, TIP.c.kind).where(_OPEN).distinct()


def conflicts(
    connection: Connection, *, person_id: str | None = None, after: tuple[str, str] | None = None, most: int = 50
) -> tuple[Conflict, ...]:
    """Return a page of conflicts by (record id, field); `after` is the `place` of the page before's last one."""
    fields = _page(connection, person_id, after, most)
    found = [
        *together(tuple(_of_fields(connection, fields)), tuple(of_removed(connection, person_id, after))),
        *of_corrections(connection, person_id, after),
    ]
    return tuple(sorted(found, key=lambda each: each.place)[:most])


def count_conflicts(connection: Connection) -> int:
    """Return how many conflicts there are."""
    fields = connection.execute(select(func.count()).select_from(_FIELDS.subquery())).scalar_one()
    return int(fields) + sum(1 for _ in twice(connection)) + count_removed(connection)


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
    entries = entries_of(connection, records, wanted)
    for row in fields:
        place = row.record_id, row.field
        sides = [
            side_of(row.field, entries[one], shown[place]) for one in {*tips[place], shown[place]} if one in entries
        ]
        person_id = None if row.person_id == NO_PERSON else row.person_id
        yield Conflict(row.kind, row.record_id, person_id, row.field, tuple(sorted(sides, key=shown_first)))

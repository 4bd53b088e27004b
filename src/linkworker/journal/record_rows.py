"""Rows of records, written as the states of the records say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, tuple_, update

from linkworker.journal.entry_facts import IN_ERROR, RecordState
from linkworker.journal.facts import in_turn
from linkworker.journal.typed import NotOfItsType, beginnings, typed
from linkworker.records.record import OfPerson, Record


@dataclass(frozen=True, slots=True)
class Row:
    """A record's row as it shall be. `whole`: it can be made if it is not there; else only what is there is changed."""

    id: str
    person_id: str | None
    values: Mapping[str, Any]
    whole: bool
    unfit: frozenset[str]
    """Fields whose value is not of this version's type: left as they begin."""


def row_of(kind: type[Record], record_id: str, person_id: str | None, state: RecordState) -> Row:
    """Return the row of a record by its state."""
    columns = kind.table().columns
    begins = beginnings(kind)
    values: dict[str, Any] = dict(begins) if state.made else {}
    unfit = set()
    for field in (*kind.value_fields(), IN_ERROR):
        if field in state.shown:
            try:
                value = typed(columns[field], state.shown[field])
            except NotOfItsType:
                unfit.add(field)
                continue
            if value is not None or field in begins:
                values[field] = begins.get(field) if value is None else value
    whole = state.made and not state.bare and all(name in values for name in kind.value_fields())
    return Row(record_id, person_id, values, whole, frozenset(unfit))


def write_rows(connection: Connection, kind: type[Record], rows: Iterable[Row]) -> frozenset[str]:
    """Bring rows of one kind to what they shall be; return the ids of those that were not there before."""
    made: set[str] = set()
    for some in in_turn(list(rows)):
        held = _held(connection, kind, some)
        new = [row for row in some if row.id not in held and row.whole]
        if new:
            connection.execute(insert(kind.table()), [{**_key(kind, row), **row.values} for row in new])
            made |= {row.id for row in new}
        _update(connection, kind, [row for row in some if row.id in held], held)
    return frozenset(made)


def _held(connection: Connection, kind: type[Record], rows: list[Row]) -> dict[str, Mapping[str, Any]]:
    table = kind.table()
    if issubclass(kind, OfPerson):
        chosen = tuple_(table.c.person_id, table.c.id).in_([(row.person_id, row.id) for row in rows])
    else:
        chosen = table.c.id.in_([row.id for row in rows])
    return {row["id"]: dict(row) for row in connection.execute(select(table).where(chosen)).mappings()}


def _key(kind: type[Record], row: Row) -> dict[str, Any]:
    return {"person_id": row.person_id, "id": row.id} if issubclass(kind, OfPerson) else {"id": row.id}


def _update(connection: Connection, kind: type[Record], rows: list[Row], held: Mapping[str, Mapping[str, Any]]) -> None:
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        stands = held[row.id]
        differing = tuple(name for name, value in row.values.items() if stands[name] != value)
        if differing:
            given = {f"to_{name}": row.values[name] for name in differing}
            by_fields[differing].append({"of_id": row.id, "of_person": row.person_id, **given})
    table = kind.table()
    for fields, changes in by_fields.items():
        change = _at(table, kind).values({name: bindparam(f"to_{name}") for name in fields})
        connection.execute(change, changes)


def _at(table: Table, kind: type[Record]) -> Any:
    change = update(table).where(table.c.id == bindparam("of_id"))
    return change.where(table.c.person_id == bindparam("of_person")) if issubclass(kind, OfPerson) else change

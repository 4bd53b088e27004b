"""Writing what a batch brings: entries and values by COPY, heads by one upsert, rows by COPY or one UPDATE a kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from psycopg import sql
from sqlalchemy import JSON, Connection

from linkworker.hub.set_lines import Line
from linkworker.hub.staging import Staged, copy_in, driver, id_array
from linkworker.journal.canonical import canonical
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, HEAD
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS

_ENTRY, _VALUES, _HEAD = (tuple(table.columns.keys()) for table in (ENTRY, ENTRY_VALUES, HEAD))
_MOVE = """
INSERT INTO head (record_id, field, entry_id)
SELECT * FROM unnest(%s::uuid[], %s::text[], %s::uuid[])
ON CONFLICT (record_id, field) DO UPDATE SET entry_id = excluded.entry_id
"""
_UPDATE = """
UPDATE {table} AS t SET ({columns}) = (SELECT {values} FROM jsonb_populate_record(t, s.given) AS r)
FROM unnest(%s::uuid[], %s::uuid[], %s::jsonb[]) AS s(person_id, id, given)
WHERE t.id = s.id
"""


def write_entries(connection: Connection, batch: Collection[Staged]) -> None:
    """Put entries and their values in."""
    rows = (
        (
            each.key, each.said["hlc"], each.id, *each.place, each.record, each.said["action"], each.thing.header,
            each.thing.hash,
        )
        for each in batch
    )  # fmt: skip
    copy_in(connection, ENTRY.name, _ENTRY, rows)
    values = ((each.key, each.id, each.thing.content) for each in batch if each.thing.content is not None)
    copy_in(connection, ENTRY_VALUES.name, _VALUES, values)


def write_lines(connection: Connection, lines: Collection[Line]) -> None:
    """Bring heads and rows to where the lines end. People come first: what is theirs names them."""
    new: dict[str, list[Line]] = defaultdict(list)
    changed: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        (new if line.is_new else changed)[line.kind].append(line)
    made = ((line.record, name, entry) for line in lines if line.is_new for name, entry in line.heads.items())
    copy_in(connection, HEAD.name, _HEAD, made)
    _move(connection, (line for each in changed.values() for line in each))
    for kind, each in new.items():
        _insert(connection, kind, each)
    for kind, each in changed.items():
        _update(connection, kind, each)


def _move(connection: Connection, lines: Iterable[Line]) -> None:
    moved = [(line.record, name, entry) for line in lines for name, entry in line.heads.items()]
    if moved:
        records, names, entries = zip(*moved, strict=True)
        driver(connection).execute(_MOVE, (id_array(records), list(names), id_array(entries)))


def _insert(connection: Connection, kind: str, lines: Iterable[Line]) -> None:
    columns = tuple(KINDS[kind].table().columns.keys())
    json = _json_columns(kind)
    given = ({**line.values, "id": line.record, "person_id": line.person} for line in lines)
    copy_in(connection, kind, columns, ([_text(row[name], is_json=name in json) for name in columns] for row in given))


def _text(value: Any, *, is_json: bool) -> Any:
    return canonical(value) if is_json and value is not None else value


def _update(connection: Connection, kind: str, lines: list[Line]) -> None:
    """Give the changed fields of many rows their values; those of the others stay as the row has them."""
    names = sorted({name for line in lines for name in line.values})
    if not names:
        return
    statement = sql.SQL(_UPDATE).format(
        table=sql.Identifier(kind),
        columns=sql.SQL(", ").join(map(sql.Identifier, names)),
        values=sql.SQL(", ").join(sql.Identifier("r", name) for name in names),
    )
    if issubclass(KINDS[kind], OfPerson):
        statement += sql.SQL(" AND t.person_id = s.person_id")
    given = [canonical(line.values) for line in lines]
    people, ids = id_array(line.person or "NULL" for line in lines), id_array(line.record for line in lines)
    driver(connection).execute(statement, (people, ids, given))


@cache
def _json_columns(kind: str) -> frozenset[str]:
    return frozenset(column.name for column in KINDS[kind].table().columns if isinstance(column.type, JSON))

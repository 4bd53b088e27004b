"""Heads, tips and what waits, kept as the state of each record says."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from linkworker.journal.facts import in_turn
from linkworker.journal.tables import HEAD, TIP, UNKNOWN_KIND, WAITING

_Rows = Mapping[str, list[dict[str, Any]]]
KEPT: tuple[Table, ...] = (HEAD, TIP, WAITING, UNKNOWN_KIND)
"""The tables whose rows follow from a record's entries."""


def keep_rows(connection: Connection, table: Table, wanted: _Rows) -> None:
    """Make a table hold these rows of each record and no others; what stands already is not written again."""
    for ids in in_turn(wanted.keys()):
        held: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in connection.execute(select(table).where(table.c.record_id.in_(ids))).mappings():
            held[row["record_id"]].append(dict(row))
        changed = [one for one in ids if _in_order(held.get(one, [])) != _in_order(wanted[one])]
        stale = [one for one in changed if one in held]
        if stale:
            connection.execute(delete(table).where(table.c.record_id.in_(stale)))
        new = [row for one in changed for row in wanted[one]]
        if new:
            connection.execute(insert(table), new)


def _in_order(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(row[name]) for name in sorted(row)) for row in rows)

"""What is written of the directory as it is kept, in codes, for a form that changes it; and names to choose from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import NotFound
from linkworker.records.activity import Activity
from linkworker.records.mentor import Mentor
from linkworker.records.provider import Provider
from linkworker.records.record import Standalone
from linkworker.records.venue import Venue

Kept = type[Activity] | type[Mentor] | type[Provider] | type[Venue]


def kept(connection: Connection, kind: Kept, record_id: str) -> Mapping[str, Any]:
    """Return every field of one record by name: codes, dates, lists of codes, None. Raises NotFound."""
    table = kind.table()
    chosen = select(table).where(table.c.id == bindparam("id"), table.c.in_error.is_(False))
    row = connection.execute(chosen, {"id": record_id}).mappings().first()
    if row is None:
        raise NotFound(f"There is no {kind.kind()} with that id here.")
    return MappingProxyType(dict(row))


def names_of(connection: Connection, kind: type[Standalone]) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of every record of a kind that has a name, in order of name."""
    table = kind.table()
    chosen = select(table.c.id, table.c.name).where(table.c.in_error.is_(False))
    rows = connection.execute(chosen.order_by(func.lower(table.c.name), table.c.id))
    return tuple((row.id, row.name) for row in rows)

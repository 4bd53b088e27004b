"""What is written of a person as it is kept, in codes, for a form that changes it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.records.person import Person
from linkworker.records.worker import Worker

_P, _W = Person.table(), Worker.table()
_PERSON = select(_P).where(_P.c.id == bindparam("person"), _P.c.in_error.is_(False))
_WORKERS = select(_W.c.id, _W.c.name).where(_W.c.in_error.is_(False)).order_by(_W.c.name, _W.c.id)


def as_kept(connection: Connection, person_id: str) -> Mapping[str, Any]:
    """Return every field of a person by name: codes, dates, lists of codes, None. Raises NotFound."""
    row = connection.execute(_PERSON, {"person": person_id}).mappings().first()
    if row is None:
        raise NotFound("There is nobody with that id here.")
    return MappingProxyType(dict(row))


def workers_here(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of every worker who may keep a person's record, in order of name."""
    return tuple((row.id, row.name) for row in connection.execute(_WORKERS))

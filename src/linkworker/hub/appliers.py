"""Which of the two appliers takes entries in: row by row on any database, or set by set in PostgreSQL."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from sqlalchemy import Connection

from linkworker.journal.applied import Applied
from linkworker.journal.applying import apply
from linkworker.journal.incoming import Incoming, Late

Applier: TypeAlias = Callable[[Connection, Iterable[Incoming | Late]], Applied]


def applier_for(connection: Connection) -> Applier:
    """Return what takes things in on this connection, in the caller's transaction."""
    if connection.dialect.name == "postgresql":
        from linkworker.hub.set_applier import apply_set  # noqa: PLC0415 - it needs PostgreSQL's driver

        return apply_set
    return apply

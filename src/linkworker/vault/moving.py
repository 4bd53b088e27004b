"""Who of the people on this laptop is moving to another worker, and who was let go of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, update

from linkworker.vault.tables import MOVING


class MovingState(StrEnum):
    """Leaving: the record is read-only here. Let go: it was here, and is with another worker now."""

    LEAVING = "leaving"
    LET_GO = "let-go"


@dataclass(frozen=True, slots=True)
class Move:
    """One person who moves: since when the state holds; `waits` is a code of why they are not let go of yet."""

    person_id: str
    state: MovingState
    since: datetime
    waits: str | None


_LEAVING = select(MOVING.c.person_id).where(MOVING.c.state == str(MovingState.LEAVING))
_ALL = select(MOVING).order_by(MOVING.c.since, MOVING.c.person_id)


def people_leaving(connection: Connection) -> frozenset[str]:
    """Return the ids of those whose record is read-only."""
    return frozenset(connection.execute(_LEAVING).scalars())


def moves(connection: Connection) -> tuple[Move, ...]:
    """Return everybody who is moving or has moved, the earliest first."""
    return tuple(Move(row.person_id, MovingState(row.state), row.since, row.waits) for row in connection.execute(_ALL))


def move_of(connection: Connection, person_id: str) -> Move | None:
    """Return how one person moves; None for somebody who does not."""
    return next((each for each in moves(connection) if each.person_id == person_id), None)


def note_move(
    connection: Connection, person_id: str, state: MovingState, now: datetime, waits: str | None = None
) -> None:
    """Note how a person moves, in the connection's transaction; the time stands while the state does."""
    before = move_of(connection, person_id)
    since = before.since if before is not None and before.state == state else now
    values = {"state": str(state), "since": since, "waits": waits}
    if before is None:
        connection.execute(insert(MOVING).values(person_id=person_id, **values))
    else:
        connection.execute(update(MOVING).where(MOVING.c.person_id == person_id).values(**values))


def note_stays(connection: Connection, person_id: str) -> None:
    """Note that a person is here, whatever was said before."""
    connection.execute(delete(MOVING).where(MOVING.c.person_id == person_id))

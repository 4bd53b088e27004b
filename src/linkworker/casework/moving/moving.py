"""Who is moving to another worker: with their name while the record is here, and what keeps it here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from linkworker.casework.moving.left_drafts import left_drafts
from linkworker.casework.people.naming import shown_name
from linkworker.records.person import Person
from linkworker.vault.moving import Move, MovingState, move_of, moves

READ_ONLY = "Moving to another worker: this record can only be read here now."
"""What a person's page says of somebody who is leaving."""
_WAITS = {
    "unsent": "What was written about them has not reached the centre. Export it.",
    "draft": "A draft of {} is not saved yet. Tell your colleague what it says, then drop it.",
    "withheld": "What may not leave this laptop would be lost. Ask them again, or erase it.",
}
_P = Person.table().c


@dataclass(frozen=True, slots=True)
class Moving:
    """One person who is leaving or was let go of. `name` is "" once they went.

    `waits_because` says what keeps the record here though the centre has let it go, and what to do; "" for nothing.
    """

    person_id: str
    name: str
    since: datetime
    state: MovingState
    waits_because: str


def moving(connection: Connection) -> tuple[Moving, ...]:
    """Return everybody who is leaving or was let go of, the earliest first."""
    found = moves(connection)
    ids = [each.person_id for each in found]
    drafted = {each.person_id for each in left_drafts(connection)} if found else set()
    rows = connection.execute(select(_P.id, _P.name, _P.known_as).where(_P.id.in_(ids))) if ids else ()
    names = {row.id: shown_name(row.name, row.known_as) for row in rows}
    return tuple(
        _view(each, names.get(each.person_id, ""), drafted=each.person_id in drafted)
        for each in found
        if each.person_id in names or each.state == MovingState.LET_GO  # who was leaving may have been erased
    )


def state_of(connection: Connection, person_id: str) -> MovingState | None:
    """Return how a person moves; None for somebody who stays."""
    found = move_of(connection, person_id)
    return None if found is None else found.state


def _view(move: Move, name: str, *, drafted: bool) -> Moving:
    waits = "" if move.waits == "draft" and not drafted else move.waits or ""  # it was dropped since
    return Moving(move.person_id, name, move.since, move.state, _WAITS.get(waits, "").format(name))

"""How people stand on this laptop by a receipt: here, read-only because they are leaving, or let go of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select

from linkworker.casework.moving.left_drafts import drop_all_left, waiting_drafts
from linkworker.journal.actions import STAYS_HERE, WRITES, Action
from linkworker.journal.tables import BUNDLE, ENTRY, ENTRY_VALUES, WITHHELD
from linkworker.journal.taking_out import take_out_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.sync.receipt import PersonHeld, PersonState
from linkworker.vault.moving import MovingState, moves, note_move, note_stays

UNSENT = "unsent"
"""Why somebody is not let go of yet: what was written about them has not reached the centre."""
WITHHELD_HERE = "withheld"
"""Or it may not leave this laptop, so that it would be lost."""
DRAFT_HERE = "draft"
"""Or somebody typed something about them that is not saved yet."""
_P, _E, _V, _W, _B = Person.table().c, ENTRY.c, ENTRY_VALUES.c, WITHHELD.c, BUNDLE.c


@dataclass(frozen=True, slots=True)
class PeopleMoved:
    """How many people became read-only now, and how many were let go of now."""

    leaving: int = 0
    let_go: int = 0


def note_people(uow: UnitOfWork, people: Iterable[PersonHeld], own: Collection[str], now: datetime) -> PeopleMoved:
    """Do what the centre says of people. `own` are the ids of the devices that this laptop is and was.

    Of whom something is here that the centre does not have, that person is not let go of: read-only, until it has.
    """
    leaving = let_go = 0
    moved = {each.person_id: each.state for each in moves(uow.connection)}
    for each in people:
        before = moved.get(each.person)
        if each.state == PersonState.HERE:
            if before is not None:
                note_stays(uow.connection, each.person)
        elif is_here(uow.connection, each.person):
            waits = why_not_yet(uow.connection, each.person, own) if each.state == PersonState.LET_GO else None
            if each.state == PersonState.LET_GO and waits is None:
                _let_go(uow, each.person, now)
                let_go += 1
            else:
                note_move(uow.connection, each.person, MovingState.LEAVING, now, waits)
                leaving += before != MovingState.LEAVING
        elif each.state == PersonState.LET_GO:
            _take_out_loose(uow, each.person, own)
    return PeopleMoved(leaving, let_go)


def is_here(connection: Connection, person_id: str) -> bool:
    """Say whether a person's record lies on this laptop."""
    return connection.execute(select(_P.id).where(_P.id == person_id)).first() is not None


def why_not_yet(connection: Connection, person_id: str, own: Collection[str]) -> str | None:
    """Return why a person cannot be let go of without losing something, as a code; None when all is at the centre."""
    held = exists().where(ENTRY_VALUES.c.person_id == person_id, ENTRY_VALUES.c.entry_id == _E.id)
    stays = _E.action.in_([str(action) for action in STAYS_HERE])
    for device in own:
        received = select(func.coalesce(func.max(_B.last_seq), 0)).where(
            _B.device_id == device, _B.receipted_at.is_not(None)
        )
        mine = (_E.person_id == person_id, _E.device_id == device, held, ~stays)
        if connection.execute(select(_E.id).where(*mine, _E.seq > received.scalar_subquery()).limit(1)).first():
            return UNSENT
    late = exists().where(_B.device_id == _W.released_by, _B.number == _W.released_in, _B.receipted_at.is_not(None))
    written = _E.action.in_([str(action) for action in WRITES])
    kept = select(_W.entry_id).join(ENTRY, (_E.person_id == _W.person_id) & (_E.id == _W.entry_id))
    kept = kept.where(_W.person_id == person_id, held, written, or_(_W.released_in.is_(None), ~late))
    if connection.execute(kept.limit(1)).first():
        return WITHHELD_HERE
    return DRAFT_HERE if waiting_drafts(connection, person_id) else None


def _take_out_loose(uow: UnitOfWork, person_id: str, own: Collection[str]) -> None:
    """Take out values of somebody who has no row here: they were passed on before their whole story came."""
    if _has_values(uow.connection, person_id) and why_not_yet(uow.connection, person_id, own) is None:
        take_out_person(uow.connection, person_id)
        uow.forget()


def _has_values(connection: Connection, person_id: str) -> bool:
    """Say whether the journal holds values of a person, but those that say why something was erased."""
    held = select(_V.entry_id).join(ENTRY, (_E.person_id == _V.person_id) & (_E.id == _V.entry_id))
    held = held.where(_V.person_id == person_id, _E.action != str(Action.ERASED))
    return connection.execute(held.limit(1)).first() is not None


def _let_go(uow: UnitOfWork, person_id: str, now: datetime) -> None:
    drop_all_left(uow.connection, person_id)
    take_out_person(uow.connection, person_id)
    uow.forget()
    note_move(uow.connection, person_id, MovingState.LET_GO, now)
    uow.event(Action.LET_GO, Person.kind(), person_id, person_id=person_id)

"""Whose record may go to the central service, and what stays on this laptop."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select

from linkworker.base.errors import BadInput
from linkworker.base.setting_values import Sharing
from linkworker.base.words import within
from linkworker.casework.ask import maybe
from linkworker.casework.consent.consenting import May, latest_consent
from linkworker.casework.consent.in_force import CENTRAL, agreed, asked, bare_marks, kept_here, stands_bare
from linkworker.casework.people.people import live_person
from linkworker.journal.actions import Action
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.withholding import Withholding

_P, _W = Person.table().c, Withholding.table().c
_STANDING = (
    select(_W.id, _W.record_id, _W.why)
    .where(_W.person_id == bindparam("person"), _W.lifted.is_(False), _W.in_error.is_(False))
    .order_by(_W.id)
)
_RECORDS = select(_W.record_id).where(_W.record_id.is_not(None), _W.lifted.is_(False), _W.in_error.is_(False))
_MARKS = bare_marks(bindparam("person"))
_BARE = select(_P.id).where(_P.id == bindparam("person"), stands_bare(_P.id))


def withhold(uow: UnitOfWork, person_id: str, record_id: str | None = None, *, why: str | None = None) -> str:
    """Keep a person, or one record of theirs, on this laptop: it travels as bare headers. Return the record's id.

    Raises BadInput when it is kept here already.
    """
    live_person(uow, person_id)
    standing = uow.connection.execute(_STANDING, {"person": person_id}).all()
    if any(row.record_id == record_id for row in standing):
        raise BadInput("This is kept on this laptop already.")
    return uow.add(Withholding(person_id=person_id, record_id=record_id, why=maybe(why))).id


def let_leave(uow: UnitOfWork, person_id: str, record_id: str | None = None) -> None:
    """Lift what `withhold` set. The next bundle then brings what was held back. Raises BadInput if nothing stands.

    Also what came bare from another laptop, or was lost when a backup was put back: that stands no more but there.
    """
    standing = uow.connection.execute(_STANDING, {"person": person_id}).all()
    found = [row.id for row in standing if row.record_id == record_id]
    bare = uow.connection.execute(_MARKS, {"person": person_id}).scalars().all() if record_id is None else []
    for one in bare:
        uow.event(Action.VIEWED, Withholding.kind(), one, person_id=person_id)
    uow.flush()  # what stands is read from the journal
    if not found and not bare:
        raise BadInput("This is not kept back, so there is nothing to lift.")
    for one in found:
        uow.change(uow.get_of(Withholding, person_id, one), lifted=True)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What stays on this laptop: everything about a person (`record_id` None) or one record of theirs, and why."""

    record_id: str | None
    why: str | None


def held_back(connection: Connection, person_id: str) -> tuple[HeldBack, ...]:
    """Return what a worker holds back of a person, oldest first, and at the end that somebody does so elsewhere."""
    here = [HeldBack(row.record_id, row.why) for row in connection.execute(_STANDING, {"person": person_id})]
    if connection.execute(_MARKS, {"person": person_id}).first() is not None:
        here.append(HeldBack(None, "It was held back on another laptop"))
    return tuple(here)


def withheld_people(connection: Connection, sharing: Sharing) -> set[str]:
    """Return the ids of people whose record may not leave, in one query.

    Under "with consent" only those leave whose latest answer about the central service is a yes; under "unless
    withheld" everybody does but those who refused or took it back. One kept here by a worker never leaves. No day
    is asked: a clock that is wrong lets nothing leave.
    """
    return set(connection.execute(_people(sharing)).scalars())


def withheld_records(connection: Connection) -> set[str]:
    """Return the ids of single records that may not leave, in one query."""
    return set(connection.execute(_RECORDS).scalars())


def may_leave(connection: Connection, person_id: str, sharing: Sharing) -> May:
    """Say whether one person's record may go to the central service, and why."""
    standing = connection.execute(_STANDING, {"person": person_id}).all()
    kept = next((row for row in standing if row.record_id is None), None)
    if kept is not None:
        return May(allowed=False, why=(f"Kept on this laptop: {within(kept.why or 'a worker holds it back')}.",))
    if connection.execute(_BARE, {"person": person_id}).first() is not None:
        return May(allowed=False, why=("Stays here: it is held back, or was not agreed to, on another laptop.",))
    answer = latest_consent(connection, person_id, CENTRAL)
    if answer is None:
        if sharing is Sharing.UNLESS_WITHHELD:
            return May(allowed=True, why=("Goes to the central service: nobody has held it back.",))
        return May(allowed=False, why=("Stays here: the person has not been asked about the central service.",))
    if answer.in_force:
        return May(allowed=True, why=("Goes to the central service: the person agreed.",))
    return May(allowed=False, why=("Stays here: the person did not agree, or took their consent back.",))


@cache
def _people(sharing: Sharing) -> Select[Any]:
    """Select the people whose record may not leave, by their answers, by a worker's mark, or by what came bare."""
    yes = agreed(_P.id)
    held = ~yes if sharing is Sharing.WITH_CONSENT else asked(_P.id) & ~yes
    return select(_P.id).where(or_(held, kept_here(_P.id), stands_bare(_P.id)))

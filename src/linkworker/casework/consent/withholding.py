"""Whose record may go to the central service, and what stays on this laptop."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from linkworker.base.errors import BadInput
from linkworker.base.setting_values import Sharing
from linkworker.base.words import within
from linkworker.casework.ask import maybe
from linkworker.casework.consent.consenting import May, latest_consent
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.consent import Consent
from linkworker.records.person import Person
from linkworker.records.withholding import Withholding

CENTRAL = "share-with-central-service"

_C, _P, _W = Consent.table().c, Person.table().c, Withholding.table().c
_STANDING = (
    select(_W.id, _W.record_id, _W.why)
    .where(_W.person_id == bindparam("person"), _W.lifted.is_(False), _W.in_error.is_(False))
    .order_by(_W.id)
)
_RECORDS = select(_W.record_id).where(_W.record_id.is_not(None), _W.lifted.is_(False), _W.in_error.is_(False))


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
    """Lift what `withhold` set. The next bundle then brings what was held back. Raises BadInput if nothing stands."""
    standing = uow.connection.execute(_STANDING, {"person": person_id}).all()
    found = [row.id for row in standing if row.record_id == record_id]
    if not found:
        raise BadInput("This is not kept back, so there is nothing to lift.")
    for one in found:
        uow.change(uow.get_of(Withholding, person_id, one), lifted=True)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What stays on this laptop: everything about a person (`record_id` None) or one record of theirs, and why."""

    record_id: str | None
    why: str | None


def held_back(connection: Connection, person_id: str) -> tuple[HeldBack, ...]:
    """Return what a worker holds back of a person, oldest first."""
    return tuple(HeldBack(row.record_id, row.why) for row in connection.execute(_STANDING, {"person": person_id}))


def withheld_people(connection: Connection, sharing: Sharing, today: date) -> set[str]:
    """Return the ids of people whose record may not leave, in one query.

    Under "with consent" only those leave whose latest answer about the central service is a yes; under "unless
    withheld" everybody does but those who refused or took it back. One kept here by a worker never leaves.
    """
    return set(connection.execute(_people(sharing), {"today": today}).scalars())


def withheld_records(connection: Connection) -> set[str]:
    """Return the ids of single records that may not leave, in one query."""
    return set(connection.execute(_RECORDS).scalars())


def may_leave(connection: Connection, person_id: str, sharing: Sharing, today: date) -> May:
    """Say whether one person's record may go to the central service, and why."""
    standing = connection.execute(_STANDING, {"person": person_id}).all()
    kept = next((row for row in standing if row.record_id is None), None)
    if kept is not None:
        return May(allowed=False, why=(f"Kept on this laptop: {within(kept.why or 'a worker holds it back')}.",))
    answer = latest_consent(connection, person_id, CENTRAL)
    if answer is None:
        if sharing is Sharing.UNLESS_WITHHELD:
            return May(allowed=True, why=("Goes to the central service: nobody has held it back.",))
        return May(allowed=False, why=("Stays here: the person has not been asked about the central service.",))
    if answer.in_force(today):
        return May(allowed=True, why=("Goes to the central service: the person agreed.",))
    return May(allowed=False, why=("Stays here: the person did not agree, or took their consent back.",))


@cache
def _people(sharing: Sharing) -> Select[Any]:
    order = func.row_number().over(partition_by=_C.person_id, order_by=(_C.decided_on.desc(), _C.id.desc()))
    ranked = (
        select(_C.person_id, _C.given, _C.withdrawn_on, order.label("place"))
        .where(_C.purpose == CENTRAL, _C.in_error.is_(False))
        .subquery()
    )
    said_yes = ranked.c.given.is_(True) & or_(
        ranked.c.withdrawn_on.is_(None), ranked.c.withdrawn_on > bindparam("today")
    )
    latest = ranked.c.place == 1
    kept = _P.id.in_(select(_W.person_id).where(_W.record_id.is_(None), _W.lifted.is_(False), _W.in_error.is_(False)))
    if sharing is Sharing.WITH_CONSENT:
        held = _P.id.not_in(select(ranked.c.person_id).where(latest, said_yes))
    else:
        held = _P.id.in_(select(ranked.c.person_id).where(latest, ~said_yes))
    return select(_P.id).where(or_(held, kept))

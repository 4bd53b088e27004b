"""Referrals in, the decision on each, and who is waiting for one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.people import live_person
from linkworker.casework.people.stands import STANDS
from linkworker.casework.support.episodes import current_episode, open_episode
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.referral_in import ReferralIn


@dataclass(frozen=True, slots=True)
class Received:
    """One referral in. `source` and `decision` are labels; `waiting` whole days, None once decided."""

    id: str
    person_id: str
    name: str
    source: str | None
    source_name: str | None
    reason: str | None
    stage: str | None
    received_on: date
    decision: str
    decided_on: date | None
    why: str | None
    waiting: int | None


_R, _P = ReferralIn.table().c, Person.table().c
_ALL = (
    select(
        _R.id, _R.person_id, _P.name, _P.known_as, _R.source, _R.source_name, _R.reason, _R.stage, _R.received_on,
        _R.decision, _R.decided_on, _R.why,
    )
    .join_from(ReferralIn.table(), Person.table(), _P.id == _R.person_id)
    .where(_R.in_error.is_(False), STANDS)
)  # fmt: skip
_WAITING = _ALL.where(_R.decision == "waiting").order_by(_R.received_on, _R.id)
_OF_PERSON = _ALL.where(_R.person_id == bindparam("person")).order_by(_R.received_on.desc(), _R.id.desc())


def receive(
    uow: UnitOfWork,
    person_id: str,
    source: str | None,
    *,
    reason: str | None = None,
    received_on: date | None = None,
    source_name: str | None = None,
    stage: str | None = None,
) -> str:
    """Keep a referral that came in; return its id. Raises BadInput for a day to come.

    `source` and `stage` are codes or labels; the source is None where a file does not say it; the stage is the
    person's own unless given.
    """
    person, today = live_person(uow, person_id), uow.clock.today()
    if received_on is not None and received_on > today:
        raise BadInput(f"The date received must be on or before {show_date(today)}.")
    record = ReferralIn(
        person_id=person_id,
        source=None if source is None else coded("referral-source").find(source).code,
        source_name=maybe(source_name),
        reason=maybe(reason),
        stage=coded("legal-stage").find(stage).code if stage else person.legal_stage,
        received_on=received_on or today,
    )
    return uow.add(record).id


def accept(uow: UnitOfWork, person_id: str, referral_id: str, *, level: str = "light", on: date | None = None) -> str:
    """Accept a referral and open an episode of support; return the episode's id.

    Somebody who is in support already stays in that episode. Raises Refused when it was decided before.
    """
    record = _undecided(uow, person_id, referral_id)
    day = _decision_day(uow, record, on)
    uow.change(record, decision="accepted", decided_on=day, decided_by=uow.worker_id)
    current = current_episode(uow.connection, person_id)
    if current is not None:
        return current.id
    return open_episode(uow, person_id, level=level, stage=record.stage, on=day, referral_in_id=record.id)


def do_not_accept(uow: UnitOfWork, person_id: str, referral_id: str, why: str, *, on: date | None = None) -> None:
    """Say that a referral is not accepted, and why. Raises BadInput without a reason, Refused when decided before."""
    record = _undecided(uow, person_id, referral_id)
    uow.change(
        record,
        decision="not-accepted",
        decided_on=_decision_day(uow, record, on),
        decided_by=uow.worker_id,
        why=words(why, "Say why it was not accepted."),
    )


def waiting_list(connection: Connection, today: date) -> tuple[Received, ...]:
    """Return the referrals that wait for an answer, the one received longest ago first."""
    return tuple(_received(row, today) for row in connection.execute(_WAITING))


def referrals_in(connection: Connection, person_id: str, today: date) -> tuple[Received, ...]:
    """Return a person's referrals in, latest first."""
    return tuple(_received(row, today) for row in connection.execute(_OF_PERSON, {"person": person_id}))


def _received(row: Any, today: date) -> Received:
    open_now = row.decision == "waiting"
    return Received(
        id=row.id,
        person_id=row.person_id,
        name=shown_name(row.name, row.known_as),
        source=coded("referral-source").label(row.source) if row.source else None,
        source_name=row.source_name,
        reason=row.reason,
        stage=coded("legal-stage").label(row.stage) if row.stage else None,
        received_on=row.received_on,
        decision=coded("referral-in-decision").label(row.decision),
        decided_on=row.decided_on,
        why=row.why,
        waiting=(today - row.received_on).days if open_now else None,
    )


def _undecided(uow: UnitOfWork, person_id: str, referral_id: str) -> ReferralIn:
    record = live_of(uow, ReferralIn, person_id, referral_id)
    if record.decision != "waiting":
        raise Refused(f"This was decided already: {coded('referral-in-decision').label(record.decision).lower()}.")
    return record


def _decision_day(uow: UnitOfWork, record: ReferralIn, on: date | None) -> date:
    today = uow.clock.today()
    day = on or today
    if not record.received_on <= day <= today:
        raise BadInput(f"The decision must be from {show_date(record.received_on)} to {show_date(today)}.")
    return day

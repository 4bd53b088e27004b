"""Decisions to keep a person's record longer than its rule says."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput
from linkworker.casework.ask import words
from linkworker.casework.people.people import live_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.retention_hold import RetentionHold

_H = RetentionHold.table().c
_LATEST = (
    select(_H.id, _H.until, _H.why, _H.decided_on)
    .where(_H.person_id == bindparam("person"), _H.in_error.is_(False))
    .order_by(_H.decided_on.desc(), _H.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Hold:
    """The latest decision: kept until a day (the first on which somebody looks again), and why."""

    until: date
    why: str
    decided_on: date


def hold_of(connection: Connection, person_id: str) -> Hold | None:
    """Return the latest decision to keep a person's record, or None; one that has run out is still returned."""
    row = connection.execute(_LATEST, {"person": person_id}).first()
    return None if row is None else Hold(row.until, row.why, row.decided_on)


def keep_until(uow: UnitOfWork, person_id: str, until: date, why: str) -> str:
    """Keep a person's record until a day, with a reason; return the decision's id. A later decision takes its place.

    Raises BadInput for a day that is not to come, or no reason; NotFound.
    """
    live_person(uow, person_id)
    today = uow.clock.today()
    said = words(why, "Say why the record is kept.")
    if until <= today:
        raise BadInput(f"Keep it until a day after {show_date(today)}.")
    before = uow.connection.execute(_LATEST, {"person": person_id}).first()
    record = RetentionHold(
        person_id=person_id,
        decided_on=today,
        until=until,
        why=said,
        decided_by=uow.worker_id,
        corrects=before.id if before else None,
    )
    return uow.add(record).id

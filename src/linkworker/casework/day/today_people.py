"""Today: referrals to us, check-ins due, goals to come back to, and release dates near."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.dates import show_date
from linkworker.casework.day.due_rules import due_rules
from linkworker.casework.day.today_parts import PERSON, Asked, Chosen, Item, about
from linkworker.casework.people.stands import STANDS
from linkworker.records.check_in import CheckIn
from linkworker.records.episode import Episode
from linkworker.records.goal import Goal
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.referral_in import ReferralIn

_P, _E, _C, _G = Person.table(), Episode.table(), CheckIn.table(), Goal.table()
_PLAN, _IN = Plan.table(), ReferralIn.table()
_TAKEN = (
    select(_C.c.person_id, func.max(_C.c.on).label("on"))
    .where(_C.c.in_error.is_(False))
    .group_by(_C.c.person_id)
    .subquery()
)
_SUPPORTED = Chosen.of(
    select(*PERSON, _E.c.id, _E.c.opened_on, _E.c.plan_agreed_on, _TAKEN.c.on.label("taken_on"))
    .select_from(_E.join(_P, _P.c.id == _E.c.person_id).outerjoin(_TAKEN, _TAKEN.c.person_id == _E.c.person_id))
    .where(
        _E.c.in_error.is_(False),
        _E.c.ended_on.is_(None),
        _E.c.plan_agreed_on.is_not(None),
        STANDS,
        (_TAKEN.c.on.is_(None)) | (_TAKEN.c.on < _E.c.opened_on) | (_TAKEN.c.on <= bindparam("before")),
    )
)
_WAITING_IN = Chosen.of(
    select(*PERSON, _IN.c.id, _IN.c.received_on)
    .join_from(_IN, _P, _P.c.id == _IN.c.person_id)
    .where(_IN.c.in_error.is_(False), _IN.c.decision == "waiting", STANDS)
)
_REMINDERS = Chosen.of(
    select(*PERSON, _G.c.id, _G.c.words, _G.c.remind_on, _G.c.plan_id)
    .select_from(
        _G.join(_PLAN, (_PLAN.c.person_id == _G.c.person_id) & (_PLAN.c.id == _G.c.plan_id)).join(
            _P, _P.c.id == _G.c.person_id
        )
    )
    .where(
        _G.c.in_error.is_(False),
        _G.c.state == "future",
        _G.c.remind_on <= bindparam("today"),
        _PLAN.c.in_error.is_(False),
        _PLAN.c.closed_on.is_(None),
        STANDS,
    )
)
_RELEASES = Chosen.of(
    select(*PERSON, _P.c.id, _P.c.release_date, _P.c.establishment).where(
        STANDS, _P.c.release_date.between(bindparam("today"), bindparam("until"))
    )
)


def referrals_in(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield referrals to us that nobody has decided."""
    for row in _WAITING_IN.rows(connection, asked.worker_id):
        why = f"Received on {show_date(row.received_on)}, not decided."
        yield about(row, "referrals-in", why, row.received_on, "referral_in")


def check_ins(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield people whose plan is agreed and who have no check-in in this support, or an old one."""
    again = due_rules().check_in_again_days
    for row in _SUPPORTED.rows(connection, asked.worker_id, before=asked.today - timedelta(days=again)):
        since, why = _check_in(row.taken_on, row.opened_on, row.plan_agreed_on, again)
        yield about(row, "check-ins", why, since, "person", row.person_id)


def goals(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield future goals whose reminder date has come."""
    for row in _REMINDERS.rows(connection, asked.worker_id, today=asked.today):
        yield about(row, "goals", f"Come back to: {row.words}", row.remind_on, "plan", row.plan_id)


def releases(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield people whose release is near; the day that has gone is not news."""
    until = asked.today + timedelta(days=asked.ahead("releases"))
    for row in _RELEASES.rows(connection, asked.worker_id, today=asked.today, until=until):
        days = (row.release_date - asked.today).days
        when = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
        yield about(row, "releases", f"Release is {when}.", row.release_date, "person")


def _check_in(taken: date | None, opened: date, agreed: date, again: int) -> tuple[date, str]:
    if taken is None or taken < opened:
        return agreed, f"The plan was agreed on {show_date(agreed)} and there is no first check-in."
    return taken + timedelta(days=again), f"The last check-in was on {show_date(taken)}."

"""Today: reviews to finish, overdue, due and on hold; plans to agree; cases that no manager has looked at."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.day.today_parts import PERSON, Asked, Chosen, Item, about
from linkworker.casework.people.stands import STANDS
from linkworker.casework.reviews.overseeing import without_oversight
from linkworker.casework.reviews.review_due import DueReview, intervals, reviews_due
from linkworker.records.episode import Episode
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.review import Review

_P, _R, _PLAN, _E = Person.table(), Review.table(), Plan.table(), Episode.table()
_UNFINISHED = Chosen.of(
    select(*PERSON, _R.c.id, _R.c.name.label("meeting"), _R.c.held_on)
    .join_from(_R, _P, _P.c.id == _R.c.person_id)
    .where(_R.c.in_error.is_(False), _R.c.finished.is_(False), STANDS)
)
_DRAFTS = Chosen.of(
    select(*PERSON, _PLAN.c.id, _E.c.opened_on)
    .select_from(
        _PLAN.join(_P, _P.c.id == _PLAN.c.person_id).join(
            _E, (_E.c.person_id == _PLAN.c.person_id) & (_E.c.id == _PLAN.c.episode_id)
        )
    )
    .where(
        _PLAN.c.in_error.is_(False),
        _PLAN.c.closed_on.is_(None),
        _PLAN.c.agreement == "draft",
        STANDS,
        _E.c.in_error.is_(False),
        _E.c.ended_on.is_(None),
        _E.c.opened_on <= bindparam("before"),
    )
)


def reviews(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield the items of the groups reviews-overdue, reviews-due and reviews-on-hold."""
    found = reviews_due(
        connection,
        asked.today,
        asked.ahead("reviews-due"),
        worker_id=asked.worker_id,
        team_intervals=intervals(asked.settings),
    )
    for due in found:
        yield Item(_group(due), _why(due), _since(due), "plan", due.plan_id, due.person_id, due.shown_name)


def unfinished(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield reviews that were begun and not finished."""
    for row in _UNFINISHED.rows(connection, asked.worker_id):
        why = f"{row.meeting} of {show_date(row.held_on)} is not finished."
        yield about(row, "reviews-unfinished", why, row.held_on, "review")


def plans_to_agree(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield plans that are still a draft, some days after support began."""
    before = asked.today - timedelta(days=asked.after("plans-to-agree"))
    for row in _DRAFTS.rows(connection, asked.worker_id, before=before):
        why = f"No plan agreed since {show_date(row.opened_on)}."
        yield about(row, "plans-to-agree", why, row.opened_on, "plan")


def oversight(connection: Connection, asked: Asked) -> Iterable[Item]:
    """Yield people at medium or higher risk whom no manager has looked at for the days in the settings."""
    days = asked.settings.oversight_days.value
    for case in without_oversight(connection, asked.today, days, worker_id=asked.worker_id):
        since = case.seen_on or case.risk_date
        seen = f"A manager last looked on {show_date(case.seen_on)}." if case.seen_on else "No manager has looked yet."
        why = f"{coded('risk-level').label(case.risk_level)} risk. {seen}"
        yield Item("oversight", why, since, "person", case.person_id, case.person_id, case.shown_name)


def _group(due: DueReview) -> str:
    if due.hold is not None:
        return "reviews-on-hold"
    return "reviews-overdue" if due.overdue else "reviews-due"


def _why(due: DueReview) -> str:
    if due.hold is not None:
        since = f" since {show_date(due.hold_since)}" if due.hold_since else ""
        return f"On hold{since}: {coded('review-hold').label(due.hold).lower()}."
    return due.why


def _since(due: DueReview) -> date | None:
    return due.due_on if due.hold is None else due.hold_since

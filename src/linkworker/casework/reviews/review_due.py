"""When each person's review falls due, and which are overdue: one pass over a caseload."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, or_, select

from linkworker.base.dates import add_months, show_date
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.base.review_timing import Situation, Window, due_window
from linkworker.base.settings import Settings
from linkworker.casework.day.due_rules import due_rules
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.records.episode import Episode
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.review import Review
from linkworker.records.worker import Team

_P, _PLAN, _E, _R, _T = Person.table(), Plan.table(), Episode.table(), Review.table(), Team.table()
# A person's reviews lie together, so one look per person costs less than grouping everybody's.
_HELD = (
    select(func.max(_R.c.held_on))
    .where(_R.c.person_id == _P.c.id, _R.c.in_error.is_(False), _R.c.finished.is_(True))
    .correlate(_P)
    .scalar_subquery()
    .label("held_on")
)
_FACTS = (
    _P.c.id, _P.c.name, _P.c.known_as, _P.c.release_date, _P.c.release_known, _P.c.legal_stage, _P.c.care_leaver,
    _P.c.arrived_on, _P.c.arrived_by, _T.c.name.label("team"), _PLAN.c.id.label("plan_id"), _PLAN.c.review_on,
    _PLAN.c.agreed_on, _E.c.id.label("episode_id"), _E.c.stage, _E.c.opened_on, _E.c.on_hold, _E.c.on_hold_since,
)  # fmt: skip
_JOINED = (
    _PLAN.join(_P, (_P.c.id == _PLAN.c.person_id) & STANDS)
    .outerjoin(_E, (_E.c.person_id == _PLAN.c.person_id) & (_E.c.id == _PLAN.c.episode_id))
    .outerjoin(_T, _T.c.id == _P.c.team_id)
)
_OPEN = _PLAN.c.in_error.is_(False), _PLAN.c.closed_on.is_(None), _E.c.ended_on.is_(None)
_ALL = select(*_FACTS, _HELD).select_from(_JOINED).where(*_OPEN).order_by(_PLAN.c.person_id, _PLAN.c.id.desc())
_MINE: Select[Any] = _ALL.where(_P.c.worker_id == bindparam("worker"))
_ONE: Select[Any] = (
    select(*_FACTS, _HELD)
    .select_from(
        _P.outerjoin(
            _PLAN,
            (_PLAN.c.person_id == _P.c.id) & _PLAN.c.in_error.is_(False) & _PLAN.c.closed_on.is_(None),
        )
        .outerjoin(
            _E,
            (_E.c.person_id == _P.c.id)
            & or_(_E.c.id == _PLAN.c.episode_id, _PLAN.c.episode_id.is_(None))
            & _E.c.in_error.is_(False)
            & _E.c.ended_on.is_(None),
        )
        .outerjoin(_T, _T.c.id == _P.c.team_id)
    )
    .where(_P.c.id == bindparam("person"))
    .order_by(_PLAN.c.id.desc(), _E.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class DueReview:
    """One open plan's next review. While `hold` (code of review-hold) stands, it is not overdue."""

    person_id: str
    shown_name: str
    plan_id: str
    due_on: date
    why: str
    overdue: bool
    last_on: date | None
    hold: str | None
    hold_since: date | None


def intervals(settings: Settings) -> Mapping[str, int]:
    """Return the teams' own shorter intervals in months, by team name in small letters."""
    return {
        team.name.casefold(): team.review_interval_months
        for team in settings.teams.value
        if team.review_interval_months is not None
    }


def next_window(
    connection: Connection, person_id: str, held_on: date, team_intervals: Mapping[str, int] | None = None
) -> Window:
    """Return the days between which the review after one held on `held_on` falls; raises NotFound."""
    row = _one(connection, person_id)
    return due_window(_situation(row, transferred=False), held_on, interval_months=_interval(row, team_intervals))


def review_due(
    connection: Connection, person_id: str, today: date, team_intervals: Mapping[str, int] | None = None
) -> DueReview | None:
    """Return when a person's open plan is reviewed next, or None without an open plan; raises NotFound."""
    row = _one(connection, person_id)
    return None if row.plan_id is None else _due(row, today, team_intervals)


def reviews_due(
    connection: Connection,
    today: date,
    ahead: int,
    *,
    worker_id: str | None = None,
    team_intervals: Mapping[str, int] | None = None,
) -> list[DueReview]:
    """Return the reviews that are overdue, on hold, or due within `ahead` days; the one due longest ago first.

    With `worker_id`, only that worker's people. One query, whatever the size of the caseload.
    """
    chosen, given = (_ALL, {}) if worker_id is None else (_MINE, {"worker": worker_id})
    by = today + timedelta(days=ahead)
    found = (_due(row, today, team_intervals) for row in _newest(connection.execute(chosen, given).all()))
    return sorted((due for due in found if due.due_on <= by or due.hold), key=lambda due: (due.due_on, due.shown_name))


def _newest(rows: Iterable[Row[Any]]) -> Iterable[Row[Any]]:
    """Yield the newest open plan of each person; rows come by person."""
    last = None
    for row in rows:
        if row.id != last:
            yield row
        last = row.id


def _one(connection: Connection, person_id: str) -> Row[Any]:
    row = connection.execute(_ONE, {"person": person_id}).first()
    if row is None:
        raise NotFound("There is no person with that id here.")
    return row


def _due(row: Row[Any], today: date, team_intervals: Mapping[str, int] | None) -> DueReview:
    due, why = _day(row, today, team_intervals)
    overdue = due < today and row.on_hold is None
    name = shown_name(row.name, row.known_as)
    return DueReview(row.id, name, row.plan_id, due, why, overdue, row.held_on, row.on_hold, row.on_hold_since)


def _day(row: Row[Any], today: date, team_intervals: Mapping[str, int] | None) -> tuple[date, str]:
    """Return the day and why: the date that was set, or the rule's, unless a move or a release comes before it."""
    since = row.held_on or row.agreed_on or row.opened_on
    if _moved_since(row, since):
        window = due_window(_situation(row, transferred=True), row.arrived_on)
        if row.review_on is None or window.latest < row.review_on:
            return window.latest, window.sentence
    if row.review_on is not None:
        due, why = row.review_on, f"The review was set for {show_date(row.review_on)}."
    else:
        situation = _situation(row, transferred=False)
        window = due_window(situation, since or today, interval_months=_interval(row, team_intervals))
        due, why = window.latest, window.sentence
    release = row.release_date
    if release is not None and due >= release and _release_review_missing(row, since, today):
        due = release - timedelta(days=1)
        why = f"Hold the release review before release on {show_date(release)}."
    return due, why


def _moved_since(row: Row[Any], since: date | None) -> bool:
    moved = row.arrived_on is not None and row.arrived_by in {"transfer", "readmission"}
    return moved and (since is None or row.arrived_on > since)


def _release_review_missing(row: Row[Any], since: date | None, today: date) -> bool:
    """Say whether a release still asks for its review: support began before it, and none was held near it."""
    if (since or today) >= row.release_date:
        return False
    near = add_months(row.release_date, -due_rules().release_review_months)
    return row.held_on is None or row.held_on < near


def _situation(row: Row[Any], *, transferred: bool) -> Situation:
    leaver = row.care_leaver is not None and coded("care-leaver-status")[row.care_leaver].is_set("care-leaver")
    return Situation(
        release_date=row.release_date,
        release_date_known=row.release_known,
        legal_stage=row.legal_stage or row.stage or "not-known",
        care_leaver=leaver,
        transferred=transferred,
    )


def _interval(row: Row[Any], team_intervals: Mapping[str, int] | None) -> int | None:
    return (team_intervals or {}).get((row.team or "").casefold())

"""How many reviews were held and fall due, and whose cases a manager has looked at."""

from functools import cache

from sqlalchemy import Connection, bindparam, exists, func, select

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.evidence.counting import NAMED, OWN, Counting, P, people
from linkworker.casework.evidence.figure import Asked, Counted, Figure
from linkworker.records.oversight import Oversight
from linkworker.records.plan import Plan
from linkworker.records.review import Review

_R, _L, _O = Review.table(), Plan.table(), Oversight.table()


@cache
def _held() -> Counting:
    rows = (
        select(*NAMED, _R.c.held_on.label("day"))
        .join_from(_R, P, P.c.id == _R.c.person_id)
        .where(
            *OWN,
            _R.c.in_error.is_(False),
            _R.c.finished.is_(True),
            _R.c.held_on.between(bindparam("year_ago"), bindparam("today")),
        )
        .order_by(_R.c.held_on.desc(), _R.c.id)
    )
    how = "Review meetings that were finished in the last 12 months. One person may have had several."
    return Counting("reviews-held", "Reviews held in 12 months", how, rows, lambda row: show_date(row.day))


@cache
def _due() -> Counting:
    rows = (
        select(*NAMED, _L.c.review_on.label("day"))
        .join_from(_L, P, P.c.id == _L.c.person_id)
        .where(
            *OWN,
            _L.c.in_error.is_(False),
            _L.c.closed_on.is_(None),
            _L.c.review_on.between(bindparam("today"), bindparam("month_on")),
        )
        .order_by(_L.c.review_on, _L.c.id)
    )
    how = "Open plans whose date of review is today or within 30 days."
    return Counting("reviews-due", "Reviews due in 30 days", how, rows, lambda row: show_date(row.day))


@cache
def _watched() -> Counting:
    return Counting("watched", "", "", people(P.c.risk_level.in_(_levels())))


@cache
def _seen() -> Counting:
    latest = (
        select(func.max(_O.c.on))
        .where(_O.c.person_id == P.c.id, _O.c.in_error.is_(False))
        .correlate(P)
        .scalar_subquery()
        .label("day")
    )
    seen = exists().where(_O.c.person_id == P.c.id, _O.c.in_error.is_(False), _O.c.on >= bindparam("seen_since"))
    rows = people(P.c.risk_level.in_(_levels()), seen).add_columns(latest)
    label = "Raised risk, seen by a manager"
    how = "People at medium risk or above whose case a manager looked at within the days that the team set."
    return Counting("seen", label, how, rows, lambda row: show_date(row.day))


def _levels() -> list[str]:
    return [row.code for row in coded("risk-level") if row.is_set("oversight")]


def figures(connection: Connection, asked: Asked) -> tuple[Figure, ...]:
    """Return reviews held and due."""
    return tuple(Figure(one.code, one.label, one.count(connection, asked), 0, one.how) for one in (_held(), _due()))


def oversight_figures(connection: Connection, asked: Asked) -> tuple[Figure, ...]:
    """Return how many of those at a watched risk level a manager has looked at."""
    seen, watched = _seen(), _watched().count(connection, asked)
    return (Figure(seen.code, seen.label, seen.count(connection, asked), watched, seen.how),) if watched else ()


def who(connection: Connection, asked: Asked, code: str) -> tuple[Counted, ...] | None:
    """Return whom a figure counts; None for one that is not of these."""
    found = next((one for one in (_held(), _due(), _seen()) if one.code == code), None)
    return None if found is None else found.who(connection, asked)

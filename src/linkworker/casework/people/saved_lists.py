"""The lists of people that are always at hand: mine, overdue, no check-in yet and so on."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.people.list_names import SAVED_LISTS
from linkworker.records.check_in import CheckIn
from linkworker.records.episode import Episode
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.record import OfPerson
from linkworker.records.referral_in import ReferralIn

_P, _L = Person.table().c, Plan.table().c


def clause(name: str) -> ColumnElement[bool] | None:
    """Return the condition of a list on `person`, None for everyone; raises NotFound.

    It binds `worker`, `today`, `soon` and `seen_since`, as far as it needs them.
    """
    if name not in _clauses():
        raise NotFound(f"There is no list called '{name}'. There is {listed(one.name for one in SAVED_LISTS)}.")
    make = _clauses()[name]
    return None if make is None else make()


@cache
def _clauses() -> dict[str, Callable[[], ColumnElement[bool]] | None]:
    return {
        "everyone": None,
        "mine": lambda: _P.worker_id == bindparam("worker"),
        "overdue": lambda: _has(Plan, _L.closed_on.is_(None), _L.review_on < bindparam("today")),
        "no-check-in": lambda: ~_has(CheckIn),
        "no-oversight": _no_oversight,
        "release-soon": lambda: _P.release_date.between(bindparam("today"), bindparam("soon")),
        "waiting": lambda: _has(ReferralIn, ReferralIn.table().c.decision == "waiting"),
        "no-plan": lambda: ~_has(Plan),
        "safeguarding": lambda: _P.safeguarding.is_(True),
        "supported": lambda: _has(Episode, Episode.table().c.ended_on.is_(None)),
    }


def _has(kind: type[OfPerson], *more: Any) -> ColumnElement[bool]:
    columns = kind.table().c
    return exists().where(columns.person_id == _P.id, columns.in_error.is_(False), *more)


def _no_oversight() -> ColumnElement[bool]:
    watched = [row.code for row in coded("risk-level") if row.is_set("oversight")]
    return _P.risk_level.in_(watched) & ~_has(Oversight, Oversight.table().c.on >= bindparam("seen_since"))

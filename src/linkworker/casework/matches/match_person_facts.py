"""A person's facts for matching, read from the records; what is not recorded stays None."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from linkworker.base.errors import NotFound
from linkworker.base.lists import NOT_ASKED, coded
from linkworker.casework.money.money_reading import budget_of, pots
from linkworker.casework.people.availability import busy_times
from linkworker.casework.people.keeping_apart import kept_apart
from linkworker.matching.facts import (
    ALWAYS,
    DAY,
    NEVER,
    NO_OLDEST,
    ConsentFacts,
    GoalFacts,
    NeedFacts,
    PersonFacts,
    PotFacts,
    TakenTime,
)
from linkworker.matching.rules import rules
from linkworker.records.consent import Consent
from linkworker.records.goal import Goal
from linkworker.records.need import GoalNeed, Need
from linkworker.records.person import Person
from linkworker.records.plan import Plan

UNDER_18S = "under-18s"
"""Code of `exclusion` for sessions with under-18s, which has a test of its own."""

NOT_ASSESSED = "not-assessed"

_P, _N, _G = Person.table(), Need.table(), Goal.table()
_GN, _L, _C = GoalNeed.table(), Plan.table(), Consent.table()

_PERSON = select(_P).where(_P.c.id == bindparam("person"), _P.c.in_error.is_(False))
_NEEDS = (
    select(_N.c.id, _N.c.domain, _N.c.met)
    .join(_L, (_L.c.person_id == _N.c.person_id) & (_L.c.id == _N.c.plan_id))
    .where(
        _N.c.person_id == bindparam("person"), _N.c.in_error.is_(False), _L.c.in_error.is_(False),
        _L.c.closed_on.is_(None),
    )
    .order_by(_N.c.id)
)  # fmt: skip
_GOALS = (
    select(_G.c.id, _GN.c.need_id)
    .join(_L, (_L.c.person_id == _G.c.person_id) & (_L.c.id == _G.c.plan_id))
    .outerjoin(
        _GN, (_GN.c.person_id == _G.c.person_id) & (_GN.c.goal_id == _G.c.id) & _GN.c.in_error.is_(False)
    )
    .where(
        _G.c.person_id == bindparam("person"), _G.c.in_error.is_(False), _L.c.in_error.is_(False),
        _L.c.closed_on.is_(None), _G.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(_G.c.id)
)  # fmt: skip
_CONSENTS = (
    select(_C.c.purpose, _C.c.provider_id, _C.c.with_whom, _C.c.given, _C.c.decided_on, _C.c.withdrawn_on)
    .where(_C.c.person_id == bindparam("person"), _C.c.in_error.is_(False))
    .order_by(_C.c.decided_on, _C.c.id)
)


def person_facts(connection: Connection, person_id: str, today: date) -> PersonFacts:
    """Return what is known of a person for matching today; raises NotFound. Reads nothing but what the tests need."""
    row = connection.execute(_PERSON, {"person": person_id}).one_or_none()
    if row is None:
        raise NotFound("That person is not here.")
    needs, goals = _plan(connection, person_id)
    consents, mentor = _consents(connection, person_id, today)
    budget = budget_of(connection, person_id)
    return PersonFacts(
        apart=frozenset(one.other_id for one in kept_apart(connection, person_id, today)),
        unavailable=_taken(connection, person_id, today),
        # What was asked for is not there to be promised twice.
        budget_left=None if budget is None else max(0, budget.balance.left_pence - budget.balance.asked_pence),
        pots=_pots(connection, today),
        consents=consents,
        mentor_consent=mentor,
        needs=needs,
        goals=goals,
        **_own(row),
    )


def minutes(clock: str | None) -> int | None:
    """Return minutes after midnight of HH:MM; None where it is not known or is not a time."""
    hour, _, minute = (clock or "").partition(":")
    known = hour.isdecimal() and minute[:2].isdecimal()
    return int(hour) * 60 + int(minute[:2]) if known and int(hour) * 60 + int(minute[:2]) <= DAY else None


def _own(row: Row[Any]) -> Mapping[str, Any]:
    """Return the facts that stand on the person's own row."""
    exclusions = frozenset(row.exclusions or ())
    return {
        "id": row.id,
        "who": row.known_as or row.name,
        "born": row.date_of_birth,
        "setting": row.setting,
        "establishment": row.establishment,
        "area": row.area or None,
        "reachable": tuple(row.reachable_areas or ()),
        "release_date": row.release_date if row.release_known == "known" else None,
        "no_release": row.release_known == "none",
        "sex": None if row.sex == NOT_ASKED else row.sex,
        "risk_level": None if row.risk_level == NOT_ASSESSED else row.risk_level,
        "no_under_18s": row.no_under_18s or UNDER_18S in exclusions,
        "exclusions": exclusions - {UNDER_18S},
        "keep_away": row.victim_safety or "",
        "access_needs": frozenset(row.access_needs or ()),
        "language": row.language,
        "interpreter": {"yes": True, "no": False}.get(row.interpreter),
        "asked_for": frozenset(row.asked_for or ()),
        "asked_words": (row.asked_for_words or "").strip(),
        "experiences": frozenset(row.experiences or ()),
    }


def _plan(connection: Connection, person_id: str) -> tuple[tuple[NeedFacts, ...], tuple[GoalFacts, ...]]:
    """Return unmet needs and open goals of plans that are not closed."""
    needs = connection.execute(_NEEDS, {"person": person_id}).all()
    domains = {need.id: need.domain for need in needs}
    serves: dict[str, set[str]] = {}
    states = [row.code for row in coded("goal-state") if row.is_set("open")]
    for goal_id, need_id in connection.execute(_GOALS, {"person": person_id, "states": states}):
        serves.setdefault(goal_id, set()).update({domains[need_id]} if need_id in domains else ())
    return (
        tuple(NeedFacts(need.id, need.domain) for need in needs if not need.met),
        tuple(GoalFacts(goal_id, frozenset(served)) for goal_id, served in serves.items()),
    )


def _taken(connection: Connection, person_id: str, today: date) -> tuple[TakenTime, ...]:
    """Return the times that are taken; one that cannot be read takes the whole day rather than none of it."""
    return tuple(
        TakenTime(
            busy.weekday,
            minutes(busy.starts) or 0,
            DAY if minutes(busy.ends) is None else minutes(busy.ends) or DAY,
            busy.until or NEVER,
        )
        for busy in busy_times(connection, person_id, today)
    )


def _pots(connection: Connection, today: date) -> tuple[PotFacts, ...]:
    return tuple(
        PotFacts(
            pot.name,
            max(0, pot.balance.left_pence - pot.balance.asked_pence),
            (pot.minimum_age or 0, NO_OLDEST if pot.maximum_age is None else pot.maximum_age),
            frozenset(pot.settings),
            pot.starts_on or ALWAYS,
            pot.ends_on or NEVER,
        )
        for pot in pots(connection, today)
    )


def _consents(connection: Connection, person_id: str, today: date) -> tuple[tuple[ConsentFacts, ...], bool]:
    """Return the answers about being referred, oldest first, and whether meeting a mentor is agreed."""
    wanted, mentor_purpose = rules().codes["consent_purposes"], rules().words["mentor_consent"]
    answers: list[ConsentFacts] = []
    mentor = False
    for row in connection.execute(_CONSENTS, {"person": person_id}):
        # Taken back is taken back, though a wrong clock says that the day is to come.
        withdrawn_on = NEVER if row.withdrawn_on is None else min(row.withdrawn_on, today)
        if row.purpose in wanted:
            about = row.provider_id or ((row.with_whom or "").strip().casefold() or None)
            answers.append(ConsentFacts(about, row.given, row.decided_on, withdrawn_on))
        elif row.purpose == mentor_purpose:
            mentor = bool(row.given) and withdrawn_on > today
    return tuple(answers), mentor

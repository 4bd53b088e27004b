"""A fictional person and activity whose every fact is known and fits, to change one fact at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from linkworker.base.lists import coded
from linkworker.matching.facts import (
    ALWAYS,
    NEVER,
    ActivityFacts,
    AgreementFacts,
    CheckFacts,
    ConsentFacts,
    GoalFacts,
    MentorFacts,
    NeedFacts,
    PersonFacts,
    ProviderFacts,
    TakenTime,
    TimeFacts,
)
from linkworker.matching.match import Match, match
from linkworker.matching.verdict import Outcome
from linkworker.matching.wording import Wording

TODAY = date(2026, 8, 6)
"""A Thursday."""

CHECKS = tuple(CheckFacts(row.code, date(2027, 6, 3)) for row in coded("due-diligence-item"))

PROVIDER = ProviderFacts(
    "prov-1",
    "Lewes Rovers Trust",
    approved=True,
    checks=CHECKS,
    agreements=(AgreementFacts("information-sharing", present=True, review_on=date(2027, 1, 1)),),
)

MENTOR = MentorFacts(
    "mentor-1",
    "Sam Okafor",
    kind="peer",
    experiences=frozenset({"care", "prison"}),
    languages=frozenset({"en"}),
    areas=("Lewes",),
    capacity=3,
    supporting=1,
    checks_until=date(2027, 1, 1),
)

ALI = PersonFacts(
    "person-ali",
    "Ali",
    born=date(2007, 5, 3),
    setting="community",
    area="Lewes",
    reachable=("Newhaven",),
    sex="male",
    risk_level="low",
    language="en",
    budget_left=18_200,
    consents=(ConsentFacts(None, given=True, on=date(2026, 8, 1)),),
    asked_for=frozenset({"football"}),
    needs=(NeedFacts("need-1", "isolation"),),
    goals=(GoalFacts("goal-1", frozenset({"isolation"})),),
    experiences=frozenset({"care"}),
    unavailable=(TakenTime("monday", 540, 1020),),
)

FOOTBALL = ActivityFacts(
    "act-football",
    "Walking football",
    kinds=frozenset({"football"}),
    domains=frozenset({"isolation"}),
    settings=frozenset({"community", "on-licence"}),
    areas=("Lewes",),
    venue_area="Lewes",
    venue_name="The Dripping Field",
    ages=(16, 25),
    risk_levels=frozenset({"low", "medium"}),
    has_under_18s=False,
    access=frozenset({"step-free"}),
    languages=frozenset({"en"}),
    interpreter=False,
    dates=(ALWAYS, NEVER),
    times=(TimeFacts("tuesday", 1080, 1170),),
    places=12,
    taken=5,
    waiting=0,
    cost_pence=0,
    victim_check=True,
    confirmed_on=date(2026, 7, 1),
    provider=PROVIDER,
    mentors=(MENTOR,),
)


def ali(**changed: Any) -> PersonFacts:
    """Return Ali with some facts changed."""
    return replace(ALI, **changed)


def football(**changed: Any) -> ActivityFacts:
    """Return the football sessions with some facts changed."""
    return replace(FOOTBALL, **changed)


def provider(**changed: Any) -> ProviderFacts:
    """Return the provider with some facts changed."""
    return replace(PROVIDER, **changed)


def matched(person: PersonFacts, activity: ActivityFacts, today: date = TODAY) -> Match:
    """Return the only match of one activity."""
    (found,) = match(person, [activity], today).all()
    return found


def outcome(test: str, person: PersonFacts, activity: ActivityFacts, today: date = TODAY) -> Outcome:
    """Return what one test answers."""
    return matched(person, activity, today).outcome(test)


def said(test: str, person: PersonFacts, activity: ActivityFacts, today: date = TODAY) -> tuple[str, str, str]:
    """Return what one test answers as words: verdict, reason, sentence."""
    found = outcome(test, person, activity, today)
    return found.verdict.words, found.reason, Wording(person.who).sentence(found)

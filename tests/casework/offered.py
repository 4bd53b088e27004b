"""A fictional person, a provider in order and an activity that fits, for the tests of what is offered to people."""

from datetime import date, time
from typing import Any

from linkworker.base.lists import coded
from linkworker.casework.consent.consenting import record_consent
from linkworker.casework.directory.activity_upkeep import add_activity, add_time
from linkworker.casework.directory.provider_upkeep import add_provider, approve, keep_agreement, keep_check
from linkworker.casework.plans.agreeing import agree
from linkworker.casework.plans.goals import add_goal
from linkworker.casework.plans.needs import add_need
from linkworker.casework.plans.planning import set_words, start_plan
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person

TODAY = date(2026, 8, 6)
NEXT_YEAR = date(2027, 6, 3)


def person(uow: UnitOfWork, **fields: Any) -> str:
    """Add Ali Marsh, 19, in Lewes, about whom everything that the tests ask is known."""
    given: dict[str, Any] = {
        "name": "Ali Marsh", "date_of_birth": date(2007, 5, 3), "setting": "community", "area": "Lewes", "sex": "male",
        "risk_level": "low", "language": "en", "interpreter": "no", "asked_for": ["football"],
        "reachable_areas": ["Lewes"], "worker_id": uow.worker_id,
    }  # fmt: skip
    return uow.add(Person(**{**given, **fields})).id


def provider(uow: UnitOfWork, name: str = "Lewes FC Trust", ends: date = NEXT_YEAR, **fields: Any) -> str:
    """Add a provider with every check in date, the four parts agreed, and approved."""
    made = add_provider(uow, name, type="football-trust", **fields)
    for item in coded("due-diligence-item"):
        keep_check(uow, made, item.code, expires_on=ends if item.is_set("expires") else None)
    for part in coded("agreement-part"):
        keep_agreement(uow, made, part.code, signed_by="Kit Rowe", review_on=NEXT_YEAR)
    approve(uow, made)
    return made


def activity(uow: UnitOfWork, provider_id: str, name: str = "Walking football", **fields: Any) -> str:
    """Add an activity of which everything that the tests ask is known, on Tuesdays from 6:00pm."""
    given: dict[str, Any] = {
        "kinds": ["football"], "provider_id": provider_id, "settings": ["community"], "areas": ["Lewes"],
        "minimum_age": 16, "maximum_age": 25, "risk_levels": ["low", "medium"], "has_under_18s": False,
        "languages": ["en"], "interpreter": True, "places": 12, "taken": 3, "waiting": 0, "cost_pence": 0,
        "domains": ["physical-activity"], "victim_check": True, "plain": "A kick-about at walking pace.",
        "how_to_join": "Turn up.", "group_size": 12,
    }  # fmt: skip
    made = add_activity(uow, name, **{**given, **fields})
    add_time(uow, made, weekday="tuesday", starts=time(18), ends=time(19, 30))
    return made


def consent(uow: UnitOfWork, person_id: str, **fields: Any) -> str:
    """Record that the person agreed to be referred to a provider."""
    return record_consent(uow, person_id, "refer", **{"given": True, "how": "spoken", **fields})


def plan(uow: UnitOfWork, person_id: str) -> tuple[str, str]:
    """Start and agree a plan with one goal; return the ids of plan and goal."""
    made = start_plan(uow, person_id)
    set_words(uow, person_id, made, matters="Getting out of the house.")
    need = add_need(uow, person_id, made, "I get out of breath on the stairs.", domain="physical-activity")
    goal = add_goal(uow, person_id, made, "Play a whole match", needs=[need])
    agree(uow, person_id, made, "agreed")
    return made, goal

"""Risks in a plan, each with what is done about it and who was told."""

from datetime import date
from typing import Any

from linkworker.casework.ask import live_of, maybe, words
from linkworker.casework.plans.planning import open_plan
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.plan_risk import PlanRisk

ASK_HAZARD = "Enter the risk: what could go wrong."


def add_risk(
    uow: UnitOfWork,
    person_id: str,
    plan_id: str,
    hazard: str,
    *,
    action: str | None = None,
    told: str | None = None,
    review_on: date | None = None,
) -> str:
    """Add a risk and return its id; one without an action is kept, and the plan's checks say so.

    Raises BadInput for a blank risk, NotFound, Refused for a closed plan.
    """
    open_plan(uow, person_id, plan_id)
    risk = PlanRisk(
        person_id=person_id, plan_id=plan_id, hazard=words(hazard, ASK_HAZARD), action=maybe(action),
        told=maybe(told), review_on=review_on,
    )  # fmt: skip
    return uow.add(risk).id


def change_risk(uow: UnitOfWork, person_id: str, risk_id: str, **fields: Any) -> None:
    """Change a risk's `hazard`, `action`, `told` or `review_on`; raises BadInput, NotFound, Refused."""
    given = dict(fields)
    if "hazard" in given:
        given["hazard"] = words(given["hazard"], ASK_HAZARD)
    given |= {field: maybe(given[field]) for field in ("action", "told") if field in given}
    uow.change(_risk(uow, person_id, risk_id), **given)


def remove_risk(uow: UnitOfWork, person_id: str, risk_id: str, reason: str) -> None:
    """Mark a risk as entered in error, with the reason."""
    uow.enter_in_error(_risk(uow, person_id, risk_id), reason)


def _risk(uow: UnitOfWork, person_id: str, risk_id: str) -> PlanRisk:
    risk = live_of(uow, PlanRisk, person_id, risk_id)
    open_plan(uow, person_id, risk.plan_id)
    return risk

"""Starting a plan with a person, in their own words first."""

from datetime import date
from typing import Any

from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.plans.plan_reading import OWN_WORDS, current_plan, plan_ids, plan_view
from linkworker.casework.plans.plan_view import GoalView, PlanView
from linkworker.casework.plans.prompts import look_at
from linkworker.casework.support.episodes import current_episode
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.goal import Goal, Step
from linkworker.records.need import GoalNeed, Need
from linkworker.records.plan import Plan
from linkworker.records.plan_risk import PlanRisk


def start_plan(
    uow: UnitOfWork,
    person_id: str,
    *,
    template: str = "health-and-wellbeing",
    together: bool = False,
    copy_forward: bool = False,
) -> str:
    """Start a plan and return its id; `together` says that it is written alongside the person.

    With `copy_forward` what is still open in the last plan (unmet needs, open goals with their open steps, risks) is
    copied and that plan is closed. The person's words are not: they are asked again, beside last time's.
    Raises Refused when a plan is open and is not copied forward, BadInput for a kind of plan that is not listed.
    """
    kind = coded("plan-template").find(template).code
    if not copy_forward and current_plan(uow.connection, person_id) is not None:
        raise Refused("There is a plan already. Copy it forward into a new one, or close it first.")
    before = plan_ids(uow.connection, person_id) if copy_forward else []
    episode = current_episode(uow.connection, person_id)
    plan = Plan(
        person_id=person_id, episode_id=episode.id if episode else None, template=kind, together=together
    )  # fmt: skip
    uow.add(plan)
    if before:
        last = plan_view(uow.connection, person_id, before[0])
        _copy(uow, last, plan)
        if last.closed_on is None:
            close_plan(uow, person_id, last.id)
    return plan.id


def set_words(uow: UnitOfWork, person_id: str, plan_id: str, **said: str | None) -> None:
    """Keep the person's own words under `matters`, `going_well`, `gets_in_the_way`, `ideas` or `strengths`.

    Blank text takes the words away. Whatever is said, "declined" no longer holds. Raises Refused for a closed plan.
    """
    for field in said:
        if field not in OWN_WORDS:
            message = f"a plan keeps no own words under {field}"
            raise TypeError(message)
    given: dict[str, Any] = {field: maybe(text) for field, text in said.items()}
    if any(given.values()):
        given["declined_words"] = False
    uow.change(open_plan(uow, person_id, plan_id), **given)


def decline_words(uow: UnitOfWork, person_id: str, plan_id: str) -> None:
    """Note that the person was asked and declined to say: an answer. Raises Refused when there are words."""
    plan = open_plan(uow, person_id, plan_id)
    if any(getattr(plan, field) for field in OWN_WORDS):
        raise Refused("Their words are in the plan. Take them out before you note that they declined.")
    uow.change(plan, declined_words=True)


def set_together(uow: UnitOfWork, person_id: str, plan_id: str, *, together: bool) -> None:
    """Say whether the plan is written alongside the person."""
    uow.change(open_plan(uow, person_id, plan_id), together=together)


def set_review_date(uow: UnitOfWork, person_id: str, plan_id: str, review_on: date | None) -> None:
    """Set when the plan is reviewed next; raises BadInput for a day that has gone."""
    if review_on is not None and review_on < uow.clock.today():
        raise BadInput("The next review must be today or later.")
    uow.change(open_plan(uow, person_id, plan_id), review_on=review_on)


def no_needs_found(uow: UnitOfWork, person_id: str, plan_id: str) -> None:
    """Note that needs were looked for and none identified. It is never counted as a need. Raises Refused if one is."""
    plan = open_plan(uow, person_id, plan_id)
    if plan_view(uow.connection, person_id, plan_id).needs:
        raise Refused("The plan has needs. Mark them as entered in error first.")
    uow.change(plan, no_needs=True)


def close_plan(uow: UnitOfWork, person_id: str, plan_id: str, on: date | None = None) -> None:
    """Close a plan; it stays readable. Raises Refused when it is closed already."""
    uow.change(open_plan(uow, person_id, plan_id), closed_on=on or uow.clock.today())


def open_plan(uow: UnitOfWork, person_id: str, plan_id: str) -> Plan:
    """Return the record of a plan that can still be changed; raises NotFound, Refused for a closed one."""
    plan = live_of(uow, Plan, person_id, plan_id)
    if plan.closed_on is not None:
        raise Refused("This plan is closed. Start a new one, or copy it forward.")
    return plan


def not_looked_at(view: PlanView) -> tuple[str, ...]:
    """Return the need domains that this kind of plan looks at and that it has no need in yet, as codes."""
    held = {need.domain for need in view.needs}
    return tuple(domain for domain in look_at(view.template) if domain not in held)


def _copy(uow: UnitOfWork, last: PlanView, plan: Plan) -> None:
    needs = {need.number: _need(uow, last, need.number, plan) for need in last.needs if not need.met}
    for number, need_id in needs.items():
        behind = needs.get(last.need(number).sits_behind or 0)
        if behind:
            uow.change(uow.get_of(Need, plan.person_id, need_id), sits_behind=behind)
    for goal in last.goals:
        if goal.open:
            _goal(uow, goal, plan, [needs[number] for number in goal.needs if number in needs])
    for risk in last.risks:
        uow.add(
            PlanRisk(
                person_id=plan.person_id, plan_id=plan.id, hazard=risk.hazard, action=risk.action, told=risk.told,
                review_on=risk.review_on,
            )
        )  # fmt: skip


def _need(uow: UnitOfWork, last: PlanView, number: int, plan: Plan) -> str:
    need = last.need(number)
    copied = Need(
        person_id=plan.person_id, plan_id=plan.id, domain=need.domain, words=need.words, source=need.source,
        since=need.since, no_goal_reason=need.no_goal_reason,
    )  # fmt: skip
    return uow.add(copied).id


def _goal(uow: UnitOfWork, goal: GoalView, plan: Plan, needs: list[str]) -> None:
    copied = uow.add(
        Goal(
            person_id=plan.person_id, plan_id=plan.id, position=goal.number, words=goal.words,
            belonging=goal.belonging, state=goal.state, remind_on=goal.remind_on,
        )
    )  # fmt: skip
    for need_id in needs:
        uow.add(GoalNeed(person_id=plan.person_id, goal_id=copied.id, need_id=need_id))
    for step in goal.steps:
        if coded("step-state")[step.state].is_set("open"):
            uow.add(
                Step(
                    person_id=plan.person_id, goal_id=copied.id, position=step.number, words=step.words, by=step.by,
                    by_name=step.by_name, state=step.state, due_on=step.due_on,
                )
            )  # fmt: skip

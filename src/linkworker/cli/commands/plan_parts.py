"""Steps of `plan` for its parts: needs, goals, steps, risks and notes, each added or changed by its number."""

from argparse import Namespace
from datetime import date
from typing import Any

from linkworker.base.dates import parse_date
from linkworker.base.errors import BadInput
from linkworker.casework.plans import goals, needs, plan_risks, steps
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import GoalView, PlanView
from linkworker.cli.commands.plan_lines import goal_lines, need_line, risk_line
from linkworker.cli.desk import Desk
from linkworker.journal.unit_of_work import UnitOfWork


def _day(desk: Desk, typed: str | None) -> date | None:
    return parse_date(typed, today=desk.today) if typed else None


def _given(**fields: Any) -> dict[str, Any]:
    """Return the fields that were typed."""
    return {name: value for name, value in fields.items() if value is not None}


def _must_change(args: Namespace) -> None:
    if getattr(args, "in_error", None) and args.change is None:
        raise BadInput("Say which one with --change N.")


def _need(args: Namespace, desk: Desk, person_id: str) -> None:
    _must_change(args)
    with desk.unit_of_work() as uow:
        plan = plan_view(uow.connection, person_id)
        fields = _given(
            domain=args.about, source=args.source, since=_day(desk, args.since), no_goal_reason=args.no_goal,
            sits_behind=plan.need(args.behind).id if args.behind else None,
        )  # fmt: skip
        if args.change is None:
            need_id = needs.add_need(uow, person_id, plan.id, args.text or "", **fields)
            if args.met:
                needs.set_met(uow, person_id, need_id)
        elif args.in_error:
            needs.remove_need(uow, person_id, plan.need(args.change).id, args.in_error)
        else:
            needs.change_need(
                uow, person_id, plan.need(args.change).id, **fields, **_given(words=args.text, met=args.met)
            )
        plan = plan_view(uow.connection, person_id)
    desk.answer(plan.needs, [need_line(need) for need in plan.needs] or ["The plan has no needs."])


def _goal(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        plan = plan_view(uow.connection, person_id)
        served = [plan.need(number).id for number in args.need]
        later = _day(desk, args.later)
        if args.change is None:
            goals.add_goal(
                uow, person_id, plan.id, args.text or "", needs=served, belonging=args.belonging, remind_on=later
            )
            number = len(plan.goals) + 1
        else:
            number = args.change
            _change_goal(uow, args, plan, plan.goal(number), later)
        goal = plan_view(uow.connection, person_id).goal(number)
    desk.answer(goal, list(goal_lines(goal)))


def _change_goal(uow: UnitOfWork, args: Namespace, plan: PlanView, goal: GoalView, later: date | None) -> None:
    person_id = plan.person_id
    goals.change_goal(uow, person_id, goal.id, text=args.text, belonging=args.belonging or None)
    for number in args.need:
        needs.tie(uow, person_id, goal.id, plan.need(number).id)
    for number in args.not_need:
        needs.untie(uow, person_id, goal.id, plan.need(number).id)
    state = (
        "future" if later else "achieved" if args.achieved else "removed" if args.removed is not None
        else "active" if args.active else None
    )  # fmt: skip
    if state:
        goals.set_state(uow, person_id, goal.id, state, reason=args.removed, remind_on=later, note=args.note)


def _step(args: Namespace, desk: Desk, person_id: str) -> None:
    _must_change(args)
    with desk.unit_of_work() as uow:
        goal = plan_view(uow.connection, person_id).goal(args.goal)
        fields = _given(by_name=args.name, due_on=_day(desk, args.when))
        if args.change is None:
            steps.add_step(uow, person_id, goal.id, args.text or "", by=args.by or "", **fields)
        else:
            step_id = goal.step(args.change).id
            _change_step(uow, args, person_id, step_id, fields)
        goal = plan_view(uow.connection, person_id).goal(args.goal)
    desk.answer(goal, list(goal_lines(goal)))


def _change_step(uow: UnitOfWork, args: Namespace, person_id: str, step_id: str, fields: dict[str, Any]) -> None:
    if args.in_error:
        steps.remove_step(uow, person_id, step_id, args.in_error)
        return
    steps.change_step(uow, person_id, step_id, **fields, **_given(words=args.text, by=args.by))
    if args.state:
        steps.set_state(uow, person_id, step_id, args.state, reason=args.reason)
    if args.to:
        steps.move_step(uow, person_id, step_id, args.to)


def _risk(args: Namespace, desk: Desk, person_id: str) -> None:
    _must_change(args)
    with desk.unit_of_work() as uow:
        plan = plan_view(uow.connection, person_id)
        fields = _given(action=args.action, told=args.told, review_on=_day(desk, args.review))
        if args.change is None:
            plan_risks.add_risk(uow, person_id, plan.id, args.text or "", **fields)
        elif args.in_error:
            plan_risks.remove_risk(uow, person_id, plan.risk(args.change).id, args.in_error)
        else:
            plan_risks.change_risk(uow, person_id, plan.risk(args.change).id, **fields, **_given(hazard=args.text))
        plan = plan_view(uow.connection, person_id)
    desk.answer(plan.risks, [risk_line(risk) for risk in plan.risks] or ["The plan has no risks."])


def _note(args: Namespace, desk: Desk, person_id: str) -> None:
    with desk.unit_of_work() as uow:
        goal = plan_view(uow.connection, person_id).goal(args.goal)
        goals.add_note(uow, person_id, goal.id, args.text, on=_day(desk, args.on))
        goal = plan_view(uow.connection, person_id).goal(args.goal)
    desk.answer(goal, list(goal_lines(goal)))

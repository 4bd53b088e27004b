"""A frozen version read as a plan again, for whatever shows or prints a plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from linkworker.casework.plans.agreeing import VersionView
from linkworker.casework.plans.plan_view import GoalNoteView, GoalView, NeedView, PlanView, RiskView, StepView


def plan_as_frozen(frozen: VersionView) -> PlanView:
    """Return the plan as it was when a version was frozen."""
    shown, hidden = frozen.snapshot["shown"], frozen.snapshot["worker_only"]
    need_numbers = {need["id"]: need["number"] for need in hidden["needs"]}
    goal_numbers = {goal["id"]: goal["number"] for goal in shown["goals"]}
    needs = tuple(_need(need, need_numbers, goal_numbers) for need in hidden["needs"])
    return PlanView(
        id=frozen.plan_id,
        person_id=frozen.person_id,
        episode_id=hidden["episode"],
        template=shown["template"],
        own_words=shown["own_words"],
        declined_words=shown["declined_words"],
        together=hidden["together"],
        agreement=frozen.agreement,
        agreement_note=frozen.agreement_note,
        agreed_on=frozen.agreed_on,
        no_needs=hidden["no_needs"],
        review_on=_day(shown["review_on"]),
        closed_on=None,
        needs=needs,
        goals=tuple(_goal(goal, needs, frozen.snapshot["notes"]) for goal in shown["goals"]),
        risks=tuple(
            RiskView(risk["id"], risk["number"], risk["hazard"], risk["action"], risk["told"], _day(risk["review_on"]))
            for risk in hidden["risks"]
        ),
    )


def _need(need: Mapping[str, Any], needs: Mapping[str, int], goals: Mapping[str, int]) -> NeedView:
    return NeedView(
        need["id"], need["number"], need["domain"], need["words"], need["source"], need["met"], _day(need["since"]),
        need["no_goal_reason"], needs.get(need["sits_behind"]), tuple(sorted(goals[goal] for goal in need["goals"])),
    )  # fmt: skip


def _goal(goal: Mapping[str, Any], needs: Iterable[NeedView], notes: Iterable[Mapping[str, Any]]) -> GoalView:
    steps = tuple(
        StepView(
            step["id"], step["number"], step["words"], step["by"], step["by_name"], step["state"], _day(step["due_on"])
        )
        for step in goal["steps"]
    )
    own = [
        GoalNoteView(note["id"], note["kind"], date.fromisoformat(note["on"]), note["words"], None)
        for note in notes
        if note["goal"] == goal["id"]
    ]
    return GoalView(
        goal["id"], goal["number"], goal["words"], goal["belonging"], goal["state"], _day(goal["remind_on"]),
        goal["removed_reason"], tuple(need.number for need in needs if goal["number"] in need.goals), steps,
        tuple(reversed(own)),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

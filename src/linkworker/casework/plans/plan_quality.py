"""Checks on the quality of a plan, from what inspections of youth justice and prison plans found missing.

HM Inspectorates rated planning "requires improvement" where needs had no goal, risks no action, the person's view was
missing and no manager had looked at it, above all for people at medium risk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import count, listed, plural
from linkworker.casework.plans.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class Around:
    """What the checks look at beside the plan itself."""

    today: date
    risk_level: str
    """Code of the list risk-level."""
    seen_on: date | None
    """When a manager last looked at the case."""
    oversight_days: int
    """A manager looks at medium and higher risk at least this often (settings)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its code, whether the plan meets it, and a sentence that says so."""

    code: str
    met: bool
    sentence: str


def check_plan(view: PlanView, around: Around) -> tuple[Check, ...]:
    """Return every check of a plan, in the order to put things right."""
    rules: tuple[Callable[[PlanView, Around], Check], ...] = (
        _own_words, _needs_looked_for, _needs_have_goals, _steps, _risks, _review, _together, _manager,
    )  # fmt: skip
    return tuple(rule(view, around) for rule in rules)


def _own_words(view: PlanView, _: Around) -> Check:
    if view.own_words:
        return Check("own-words", met=True, sentence="The person's own words are in the plan.")
    if view.declined_words:
        return Check("own-words", met=True, sentence="The person was asked and declined to say.")
    return Check("own-words", met=False, sentence="Ask the person for their own words. Declined to say is an answer.")


def _needs_looked_for(view: PlanView, _: Around) -> Check:
    if view.needs:
        return Check("needs", met=True, sentence=f"The plan names {count(len(view.needs), 'need')}.")
    if view.no_needs:
        return Check("needs", met=True, sentence="Needs were looked for and none was identified.")
    return Check("needs", met=False, sentence="Add a need, or say that none was identified.")


def _needs_have_goals(view: PlanView, _: Around) -> Check:
    # A goal that was removed serves no need; a met need asks for nothing more.
    open_goals = {goal.number for goal in view.goals if goal.state != "removed"}
    bare = [
        need.number
        for need in view.needs
        if not need.met and not need.no_goal_reason and not open_goals.intersection(need.goals)
    ]
    if not bare:
        said = "Every need has a goal or a reason for none." if view.needs else "There is no need without a goal."
        return Check("needs-have-goals", met=True, sentence=said)
    sentence = f"Give {plural(len(bare), 'need')} {listed(map(str, bare))} a goal, or a reason for none."
    return Check("needs-have-goals", met=False, sentence=sentence)


def _steps(view: PlanView, _: Around) -> Check:
    # A step cannot be without who does it, so what can be missing is the step.
    bare = [goal.number for goal in view.goals if goal.state == "active" and not goal.steps]
    if bare:
        sentence = f"Add a step to {plural(len(bare), 'goal')} {listed(map(str, bare))} and say who does it."
        return Check("steps", met=False, sentence=sentence)
    if not any(goal.open for goal in view.goals):
        return Check("steps", met=bool(view.goals), sentence="No goal is open, so no step is due.")
    return Check("steps", met=True, sentence="Every active goal has a step that says who does it.")


def _risks(view: PlanView, around: Around) -> Check:
    bare = [risk.number for risk in view.risks if not risk.action]
    if bare:
        sentence = f"Say what is done about {plural(len(bare), 'risk')} {listed(map(str, bare))}."
        return Check("risks", met=False, sentence=sentence)
    if not view.risks and _watched(around):
        level = coded("risk-level").label(around.risk_level).lower()
        return Check(
            "risks", met=False, sentence=f"The risk level is {level}. Add each risk and what is done about it."
        )
    said = "Every risk has an action." if view.risks else "The plan names no risk."
    return Check("risks", met=True, sentence=said)


def _review(view: PlanView, around: Around) -> Check:
    if view.review_on is None:
        return Check("review", met=False, sentence="Set the date of the next review.")
    if view.review_on < around.today:
        return Check("review", met=False, sentence=f"The review was due on {show_date(view.review_on)}.")
    return Check("review", met=True, sentence=f"The next review is on {show_date(view.review_on)}.")


def _together(view: PlanView, _: Around) -> Check:
    if view.together:
        return Check("together", met=True, sentence="The plan was done together with the person.")
    return Check("together", met=False, sentence="Go through the plan together with the person.")


def _manager(_: PlanView, around: Around) -> Check:
    if not _watched(around):
        return Check("manager", met=True, sentence="The risk level does not ask for a manager to look at the plan.")
    level = coded("risk-level").label(around.risk_level).lower()
    if around.seen_on is None:
        return Check("manager", met=False, sentence=f"The risk level is {level} and no manager has looked at the plan.")
    days = (around.today - around.seen_on).days
    if days > around.oversight_days:
        sentence = (
            f"A manager last looked {count(days, 'day')} ago. It is every {around.oversight_days} at {level} risk."
        )
        return Check("manager", met=False, sentence=sentence)
    return Check("manager", met=True, sentence=f"A manager looked at the plan on {show_date(around.seen_on)}.")


def _watched(around: Around) -> bool:
    return coded("risk-level")[around.risk_level].is_set("oversight")

"""Which form a line of the plan opens."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from linkworker.casework.plans.plan_view import GoalView, NeedView, PlanView, RiskView, StepView
from linkworker.ui.forms.form import Form
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done
from linkworker.ui.screens.planning.goal_form import goal_form
from linkworker.ui.screens.planning.need_form import need_form
from linkworker.ui.screens.planning.plan_form import end_form, review_date_form
from linkworker.ui.screens.planning.risk_form import risk_form
from linkworker.ui.screens.planning.standing_form import goal_stands_form, step_stands_form
from linkworker.ui.screens.planning.step_form import step_form
from linkworker.ui.screens.planning.words_form import one_answer_form, own_words_form

_Maker = Callable[[AtHand, Part], Form[Done]]


def form_of(at: AtHand, part: Part) -> Form[Done] | None:
    """Return the form that changes what is on a line, or None where there is nothing to change."""
    make = _CHANGE.get(part.kind)
    return make(at, part) if make else None


def new_form(at: AtHand, part: Part) -> Form[Done]:
    """Return the form that adds another of what is on a line: own words, a need, a goal, a step or a risk."""
    make = _NEW.get(part.kind)
    return make(at, part) if make else goal_form(at)


def stands_form(at: AtHand, part: Part) -> Form[Done] | None:
    """Return the form that says how what is on a line stands, or None where that takes no form."""
    make = _STANDS.get(part.kind)
    return make(at, part) if make else None


def goal_of(plan: PlanView, part: Part) -> GoalView | None:
    """Return the goal that a line is of, or is a step of; where there is only one open, that one."""
    for goal in plan.goals:
        if part.kind == "goal" and goal.id == part.which:
            return goal
        if part.kind == "step" and any(step.id == part.which for step in goal.steps):
            return goal
    still_open = [goal for goal in plan.goals if goal.open]
    return still_open[0] if len(still_open) == 1 else None


def _change_step(at: AtHand, part: Part) -> Form[Done]:
    goal, step = _step(at, part)
    return step_form(at, goal, step)


def _step_stands(at: AtHand, part: Part) -> Form[Done]:
    goal, step = _step(at, part)
    return step_stands_form(at, goal, step)


def _add_step(at: AtHand, part: Part) -> Form[Done]:
    return step_form(at, _step(at, part)[0])


def _goal(at: AtHand, part: Part) -> GoalView:
    return next(goal for goal in at.plan.goals if goal.id == part.which)


def _step(at: AtHand, part: Part) -> tuple[GoalView, StepView]:
    return next((goal, step) for goal in at.plan.goals for step in goal.steps if step.id == part.which)


def _need(at: AtHand, part: Part) -> NeedView:
    return next(need for need in at.plan.needs if need.id == part.which)


def _risk(at: AtHand, part: Part) -> RiskView:
    return next(risk for risk in at.plan.risks if risk.id == part.which)


_CHANGE: Mapping[str, _Maker] = MappingProxyType(
    {
        "words": lambda at, part: one_answer_form(at, part.which),
        "need": lambda at, part: need_form(at, _need(at, part)),
        "needs": lambda at, _: need_form(at),
        "goal": lambda at, part: goal_form(at, _goal(at, part)),
        "goals": lambda at, _: goal_form(at),
        "step": _change_step,
        "plan_risk": lambda at, part: risk_form(at, _risk(at, part)),
        "risks": lambda at, _: risk_form(at),
        "review": lambda at, _: review_date_form(at),
        "plan": lambda at, _: end_form(at),
    }
)
_NEW: Mapping[str, _Maker] = MappingProxyType(
    {
        "words": lambda at, _: own_words_form(at),
        "need": lambda at, _: need_form(at),
        "needs": lambda at, _: need_form(at),
        "step": _add_step,
        "plan_risk": lambda at, _: risk_form(at),
        "risks": lambda at, _: risk_form(at),
        "review": lambda at, _: review_date_form(at),
        "plan": lambda at, _: end_form(at),
    }
)
_STANDS: Mapping[str, _Maker] = MappingProxyType(
    {
        "goal": lambda at, part: goal_stands_form(at, _goal(at, part)),
        "step": _step_stands,
        "plan": lambda at, _: end_form(at),
    }
)

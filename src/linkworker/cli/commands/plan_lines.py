"""A plan in plain lines, one thing a line, numbered as the commands take them."""

from collections.abc import Iterable, Iterator

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed, plural, within
from linkworker.casework.plans.agreeing import VersionView
from linkworker.casework.plans.comparing import Side
from linkworker.casework.plans.plan_quality import Check
from linkworker.casework.plans.plan_view import GoalView, NeedView, PlanView, RiskView
from linkworker.casework.plans.prompts import plan_prompts


def plan_lines(plan: PlanView, frozen: VersionView | None, *, changed: bool) -> Iterator[str]:
    """Yield the whole plan: own words first, then goals, needs, risks, what was agreed, and the next review."""
    together = ", done together" if plan.together else ""
    closed = f", closed {show_date(plan.closed_on)}" if plan.closed_on else ""
    yield f"{coded('plan-template').label(plan.template)}{together}{closed}"
    for prompt in plan_prompts(plan.template):
        if prompt.field in plan.own_words:
            yield f"{prompt.heading}: {plan.own_words[prompt.field]}"
    if plan.declined_words:
        yield "Own words: asked, declined to say."
    yield "Goals:" if plan.goals else "No goals yet."
    for goal in plan.goals:
        yield from goal_lines(goal)
    yield "Needs:" if plan.needs else "No needs were identified." if plan.no_needs else "No needs yet."
    yield from (need_line(need) for need in plan.needs)
    if plan.risks:
        yield "Risks:"
        yield from (risk_line(risk) for risk in plan.risks)
    yield f"{version_line(frozen)}{', and changed since' if changed else ''}." if frozen else "Not agreed yet."
    yield f"Next review: {show_date(plan.review_on)}" if plan.review_on else "Next review: no date yet"


def goal_lines(goal: GoalView) -> Iterator[str]:
    """Yield a goal, its steps and its newest note."""
    beside = [
        coded("goal-state").label(goal.state).lower(),
        f"come back {show_date(goal.remind_on)}" if goal.remind_on else "",
        f"because: {goal.removed_reason}" if goal.removed_reason else "",
        f"for {plural(len(goal.needs), 'need')} {listed(map(str, goal.needs))}" if goal.needs else "",
        "about belonging" if goal.belonging else "",
    ]
    yield f"  Goal {goal.number}: {goal.words} ({', '.join(part for part in beside if part)})"
    for step in goal.steps:
        by_when = f", by {show_date(step.due_on)}" if step.due_on else ""
        state = coded("step-state").label(step.state).lower()
        yield f"    Step {step.number}: {within(step.words)}. Who: {step.who()}. {state.capitalize()}{by_when}."
    if goal.last_note:
        note = goal.last_note
        yield f"    {show_date(note.on)}, {coded('goal-note-kind').label(note.note_kind).lower()}: {note.words}"


def need_line(need: NeedView) -> str:
    """Return a need in one line."""
    served = f"{plural(len(need.goals), 'goal')} {listed(map(str, need.goals))}" if need.goals else ""
    beside = [
        coded("need-domain").label(need.domain).lower(),
        coded("need-source").label(need.source).lower(),
        "met" if need.met else "unmet",
        f"since {show_date(need.since)}" if need.since else "",
        f"sits behind need {need.sits_behind}" if need.sits_behind else "",
        served or (f"no goal: {need.no_goal_reason}" if need.no_goal_reason else ""),
    ]
    return f"  Need {need.number}: {need.words} ({', '.join(part for part in beside if part)})"


def risk_line(risk: RiskView) -> str:
    """Return a risk in one line."""
    told = f" Told: {risk.told}." if risk.told else ""
    review = f" Look again {show_date(risk.review_on)}." if risk.review_on else ""
    return f"  Risk {risk.number}: {risk.hazard}. What is done: {risk.action or 'nothing yet'}.{told}{review}"


def version_line(frozen: VersionView) -> str:
    """Return a version's number, answer, day and note."""
    answer = coded("agreement").label(frozen.agreement).lower()
    note = f' ("{frozen.agreement_note}")' if frozen.agreement_note else ""
    return f"Version {frozen.number}, {answer}{note}, {show_date(frozen.agreed_on)}"


def side_lines(sides: Iterable[Side]) -> Iterator[str]:
    """Yield each field with what it was and is."""
    for side in sides:
        if not side.changed:
            yield f"{side.heading}: {side.after or 'nothing'} (the same)"
        else:
            yield f"{side.heading}: before, {side.before or 'nothing'}; after, {side.after or 'nothing'}"


def check_lines(checks: Iterable[Check]) -> Iterator[str]:
    """Yield the checks, those that are not met first."""
    for check in sorted(checks, key=lambda each: each.met):
        yield f"{'Met' if check.met else 'Not met'}: {check.sentence}"

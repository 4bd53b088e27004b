"""A plan as an outline: the person's own words first, then needs, goals with their steps, risks and what was agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed, plural, sentence, within
from linkworker.casework.plans.plan_page import PlanPage
from linkworker.casework.plans.plan_view import GoalView, NeedView, PlanView, RiskView, StepView
from linkworker.casework.plans.prompts import plan_prompts
from linkworker.ui.theme.glyphs import Glyphs
from linkworker.ui.widgets.outline_lines import Item, title
from linkworker.ui.widgets.rows import CellStyle

_NAMES = 27
"""Cells of the column of names: the longest heading of the prompts wraps in it."""
_NUMBER = 4
NO_PLAN = "No plan yet. Press n to begin one: the person's own words come first."


@dataclass(frozen=True, slots=True)
class Part:
    """What a line of the plan is: the kind of record and which (a field of the plan, or a record's id)."""

    kind: str
    which: str = ""

    @property
    def key(self) -> str:
        """Return the key of its line."""
        return f"{self.kind}:{self.which}"

    @classmethod
    def of(cls, key: str | None) -> "Part":
        """Return what a key names; of no line, a part of kind ""."""
        kind, _, which = (key or "").partition(":")
        return cls(kind, which)


def no_plan(page: PlanPage) -> str:
    """Return what stands where there is no open plan."""
    if page.closed_on is None:
        return NO_PLAN
    return f"The last plan was closed on {show_date(page.closed_on)}. Press n to begin the next one."


def plan_items(page: PlanPage, today: date, signs: Glyphs) -> tuple[Item, ...]:
    """Return the lines of an open plan in the order they matter."""
    plan = page.plan
    if plan is None:
        return ()
    return (
        *_own_words(plan),
        *_needs(plan),
        *_goals(plan, today, signs),
        *_risks(plan),
        *_activities(page),
        *_about(plan, page, today),
    )


def _own_words(plan: PlanView) -> Iterator[Item]:
    yield title("In their own words")
    for prompt in plan_prompts(plan.template):
        key = Part("words", prompt.field).key
        said = plan.own_words.get(prompt.field)
        if said:
            yield Item(key, said, prompt.heading, aside=_NAMES)
        else:
            asked = "Asked, and declined to say." if plan.declined_words else f"Ask: {prompt.ask}"
            yield Item(key, asked, prompt.heading, aside=_NAMES, style="muted")


def _needs(plan: PlanView) -> Iterator[Item]:
    yield title("Needs")
    for need in plan.needs:
        yield Item(Part("need", need.id).key, need.words, str(need.number), need_facts(need), _NUMBER)
    if not plan.needs:
        said = (
            "Looked for, and none was found." if plan.no_needs else "None yet. Press t to add one, d if there is none."
        )
        yield Item(Part("needs").key, said, style="muted")


def need_facts(need: NeedView) -> str:
    """Return what is known of a need beside its words."""
    served = f"{plural(len(need.goals), 'goal')} {listed(map(str, need.goals))}" if need.goals else ""
    without = f"no goal: {within(need.no_goal_reason)}" if need.no_goal_reason else "no goal yet"
    facts = (
        coded("need-domain").label(need.domain),
        _small(coded("need-source").label(need.source)),
        f"since {show_date(need.since)}" if need.since else "",
        f"sits behind need {need.sits_behind}" if need.sits_behind else "",
        "met" if need.met else served or without,
    )
    return ", ".join(filter(None, facts))


def _goals(plan: PlanView, today: date, signs: Glyphs) -> Iterator[Item]:
    yield title("Goals and steps")
    for goal in plan.goals:
        yield from _goal(goal, today, signs)
    if not plan.goals:
        yield Item(Part("goals").key, "None yet. Press g to add one.", style="muted")


def _goal(goal: GoalView, today: date, signs: Glyphs) -> Iterator[Item]:
    key = Part("goal", goal.id).key
    style: CellStyle = "strong" if goal.open else "muted"
    yield Item(key, goal.words, str(goal.number), goal_facts(goal), _NUMBER, style=style, apart=True)
    for step in goal.steps:
        yield _step(step, today, signs)
    if not goal.steps and goal.state == "active":
        yield Item(None, "No step yet. Press s to add one.", indent=_NUMBER, style="muted")
    if goal.last_note is not None:
        note = goal.last_note
        kind = coded("goal-note-kind").label(note.note_kind)
        yield Item(None, f"{show_date(note.on)}, {_small(kind)}: {note.words}", indent=_NUMBER, style="muted")


def goal_facts(goal: GoalView) -> str:
    """Return how a goal stands."""
    state = coded("goal-state").label(goal.state)
    facts = (
        f"{state}, back on {show_date(goal.remind_on)}" if goal.remind_on else state,
        f"because: {within(goal.removed_reason)}" if goal.removed_reason else "",
        f"for {plural(len(goal.needs), 'need')} {listed(map(str, goal.needs))}" if goal.needs else "",
        "about belonging" if goal.belonging else "",
    )
    return ", ".join(filter(None, facts))


def _step(step: StepView, today: date, signs: Glyphs) -> Item:
    row = coded("step-state")[step.state]
    box = signs.checked if row.is_set("done") else signs.unchecked if row.is_set("open") else signs.dash
    due = ""
    if step.due_on is not None:
        late = row.is_set("open") and step.due_on < today
        due = f"by {show_date(step.due_on)}{' (past)' if late else ''}"
    facts = ", ".join(filter(None, (step.who(), due, _small(row.label))))
    style: CellStyle = "" if row.is_set("open") else "muted"
    return Item(Part("step", step.id).key, step.words, box, facts, len(signs.unchecked) + 2, _NUMBER, style)


def _risks(plan: PlanView) -> Iterator[Item]:
    yield title("Risks and what is done about them")
    for risk in plan.risks:
        yield Item(Part("plan_risk", risk.id).key, risk.hazard, str(risk.number), risk_facts(risk), _NUMBER)
    if not plan.risks:
        yield Item(Part("risks").key, "None written. Press n here to add one.", style="muted")


def risk_facts(risk: RiskView) -> str:
    """Return what is done about a risk."""
    facts = (
        sentence(risk.action) if risk.action else "Nothing is done about it yet.",
        f"Told: {within(risk.told)}." if risk.told else "",
        f"Look again {show_date(risk.review_on)}." if risk.review_on else "",
    )
    return " ".join(filter(None, facts))


def _activities(page: PlanPage) -> Iterator[Item]:
    if page.activities:
        yield title("Activities")
    for number, activity in enumerate(page.activities):
        facts = ", ".join(filter(None, (activity.when, activity.cost)))
        yield Item(Part("activity", str(number)).key, activity.in_directory, beside=facts)


def _about(plan: PlanView, page: PlanPage, today: date) -> Iterator[Item]:
    yield title("The plan")
    yield Item(Part("agreement").key, agreement_words(page), "Agreed", aside=_NAMES)
    yield Item(Part("review").key, _review(plan, page, today), "Next review", aside=_NAMES)
    together = "Yes" if plan.together else "Not yet. Press Enter when it has been."
    yield Item(Part("together").key, together, "Done together", aside=_NAMES)
    kind = coded("plan-template").label(plan.template)
    yield Item(Part("plan", plan.id).key, kind, "Kind of plan", aside=_NAMES)


def agreement_words(page: PlanPage) -> str:
    """Return what was agreed, when and with whom."""
    frozen = page.version
    if frozen is None:
        return "Not yet. Press a to write down what they say of it."
    answer = coded("agreement").label(frozen.agreement)
    who = frozen.snapshot["version"].get("worker_name")
    said = f"{answer}, {show_date(frozen.agreed_on)}{f', with {who}' if who else ''}. Version {frozen.number}."
    note = f"\n{frozen.agreement_note}" if frozen.agreement_note else ""
    return f"{said}{' Changed since: press a to agree it again.' if page.changed else ''}{note}"


def _review(plan: PlanView, page: PlanPage, today: date) -> str:
    if plan.review_on is not None:
        return f"{show_date(plan.review_on)}{', which has passed' if plan.review_on < today else ''}"
    return f"No date yet. {page.due.why}" if page.due else "No date yet."


def _small(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"

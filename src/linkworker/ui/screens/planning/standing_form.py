"""How a goal or a step stands: achieved, done, dropped with a reason, or put off."""

from collections.abc import Callable

from linkworker.base.lists import Row, coded
from linkworker.casework.plans import goals, steps
from linkworker.casework.plans.plan_view import GoalView, StepView
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done, at_field

_FIRST = {"goal-state": "achieved", "step-state": "completed"}
"""What is most often meant: it stands chosen where it may follow."""


def goal_stands_form(at: AtHand, goal: GoalView) -> Form[Done]:
    """Return the form that moves a goal to another state."""

    async def save(values: Values) -> Done:
        with at_field("remind" if values["remind"] else ""):
            await at.change(
                lambda uow: goals.set_state(
                    uow,
                    at.person_id,
                    goal.id,
                    values["state"],
                    reason=values["reason"],
                    remind_on=values["remind"],
                    note=values["note"],
                ),
                f"the state of goal {goal.number}",
            )
        return Done(Part("goal", goal.id).key, f"Goal {goal.number}: {_label('goal-state', values['state'])}.")

    fields = (
        Field("goal", goal.words, Kind.NOTE),
        _state("goal-state", goal.state, "How does the goal stand?"),
        Field(
            "remind",
            "Come back to it on",
            Kind.DATE,
            needed="Enter the date on which to come back to this goal.",
            what="a day to come back to it",
            shown_if=_asks("goal-state", "date"),
        ),
        _reason("goal-state", "Say why the goal is removed."),
        Field(
            "note",
            "How it went",
            Kind.LONG,
            hint="If there is anything to write down",
            lines=2,
            shown_if=lambda typed: not _asks("goal-state", "reason")(typed),
        ),
    )
    return Form(f"goal-stands:{at.person_id}:{goal.id}", f"Goal {goal.number}", fields, save)


def step_stands_form(at: AtHand, goal: GoalView, step: StepView) -> Form[Done]:
    """Return the form that moves a step to another state."""

    async def save(values: Values) -> Done:
        await at.change(
            lambda uow: steps.set_state(uow, at.person_id, step.id, values["state"], reason=values["reason"]),
            f"the state of a step of goal {goal.number}",
        )
        return Done(Part("step", step.id).key, f"Step: {_label('step-state', values['state'])}.")

    fields = (
        Field("step", step.words, Kind.NOTE),
        _state("step-state", step.state, "How does the step stand?"),
        _reason("step-state", "Say why."),
    )
    title = f"Step {step.number} of goal {goal.number}"
    return Form(f"step-stands:{at.person_id}:{step.id}", title, fields, save)


def _state(states: str, now: str, ask: str) -> Field:
    rows = [coded(states)[code] for code in coded(states)[now].codes("next")]
    first = _FIRST[states] if any(row.code == _FIRST[states] for row in rows) else rows[0].code
    hint = f"Now: {_label(states, now)}"
    return Field(
        "state", ask, Kind.CHOICE, hint=hint, options=tuple(map(_option, rows)), default=first, needed="Choose one."
    )


def _option(row: Row) -> Option:
    return Option(row.code, row.label, row.note)


def _reason(states: str, needed: str) -> Field:
    return Field("reason", "Why?", Kind.LONG, needed=needed, lines=2, shown_if=_asks(states, "reason"))


def _asks(states: str, flag: str) -> Callable[[Typed], bool]:
    rows = coded(states)
    return lambda typed: rows.has(typed.get("state", "")) and rows[typed["state"]].is_set(flag)


def _label(states: str, code: str) -> str:
    return coded(states).label(code).lower()

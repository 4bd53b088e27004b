"""Adding a step to a goal, or changing one."""

from linkworker.base.dates import show_date
from linkworker.casework.plans import steps
from linkworker.casework.plans.plan_view import GoalView, StepView
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done


def step_form(at: AtHand, goal: GoalView, step: StepView | None = None) -> Form[Done]:
    """Return the form of a new step of a goal, or of one that is there."""

    async def save(values: Values) -> Done:
        given = {name: values[name] for name in ("by", "by_name", "due_on")}
        if step is None:
            step_id = await at.change(
                lambda uow: steps.add_step(uow, at.person_id, goal.id, values["words"], **given), "the new step"
            )
            return Done(Part("step", step_id).key, f"Step added to goal {goal.number}. s adds another.")

        def change(uow: UnitOfWork) -> None:
            steps.change_step(uow, at.person_id, step.id, words=values["words"], **given)
            if values["place"] and values["place"] != step.number:
                steps.move_step(uow, at.person_id, step.id, values["place"])

        await at.change(change, f"the change to a step of goal {goal.number}")
        return Done(Part("step", step.id).key, "Step changed.")

    about = Field("goal", f"Goal {goal.number}: {goal.words}", Kind.NOTE)
    if step is None:
        return Form(f"step:{at.person_id}:{goal.id}", "New step", (about, *_fields()), save, "Add the step")
    fields = [about, *_fields(step)]
    place = Field(
        "place", "Place among the steps", Kind.NUMBER, hint="1 is the first", default=str(step.number), what="a place"
    )
    name = f"change-step:{at.person_id}:{step.id}"
    return Form(name, f"Step {step.number} of goal {goal.number}", (*fields, place), save, "Save the step")


def _fields(step: StepView | None = None) -> tuple[Field, ...]:
    return (
        Field(
            "words",
            "What is done?",
            Kind.LONG,
            hint="One thing that somebody does",
            needed=steps.ASK_WORDS,
            default=step.words if step else "",
            lines=2,
        ),
        Field(
            "by",
            "Who does it?",
            Kind.CHOICE,
            options=from_list("step-by"),
            needed="Choose who does it.",
            default=step.by if step else "person",
            what="who does it",
        ),
        Field(
            "by_name",
            "Their name",
            hint="If it helps to say",
            default=(step.by_name or "") if step else "",
            shown_if=lambda typed: typed.get("by") != "person",
        ),
        Field(
            "due_on",
            "By when",
            Kind.DATE,
            default=show_date(step.due_on) if step and step.due_on else "",
            what="a day",
        ),
    )

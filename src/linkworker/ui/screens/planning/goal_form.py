"""Adding a goal to a plan, changing one, and writing how it goes."""

from linkworker.base.dates import show_date
from linkworker.casework.plans import goals
from linkworker.casework.plans.needs import tie, untie
from linkworker.casework.plans.plan_view import GoalView
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.forms.field import NO, YES, Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.screens.person.plan_rows import Part
from linkworker.ui.screens.planning.at_hand import AtHand, Done, at_field


def goal_form(at: AtHand, goal: GoalView | None = None, *, need_id: str = "") -> Form[Done]:
    """Return the form of a new goal, which begins as serving a need, or of one that is there."""

    async def save(values: Values) -> Done:
        if goal is None:
            return await _add(at, values)
        await at.change(lambda uow: _change(uow, at, goal, values), f"the change to goal {goal.number}")
        return Done(Part("goal", goal.id).key, f"Goal {goal.number} changed.")

    if goal is None:
        fields = (*_fields(at, None, need_id), _LATER)
        return Form(f"goal:{at.person_id}", "New goal", fields, save, "Add the goal")
    name = f"change-goal:{at.person_id}:{goal.id}"
    return Form(name, f"Goal {goal.number}", _fields(at, goal, ""), save, "Save the goal")


def goal_note_form(at: AtHand, goal: GoalView) -> Form[Done]:
    """Return the form of a note on how a goal goes."""

    async def save(values: Values) -> Done:
        await at.change(
            lambda uow: goals.add_note(uow, at.person_id, goal.id, values["words"], on=values["on"]),
            f"the note on goal {goal.number}",
        )
        return Done(Part("goal", goal.id).key, f"Note on goal {goal.number} saved.")

    fields = (
        Field("goal", goal.words, Kind.NOTE),
        Field("words", "How is it going?", Kind.LONG, needed="Enter how the goal is going.", lines=4),
        Field("on", "Day", Kind.DATE, default=show_date(at.desk.today), what="the day"),
    )
    name = f"goal-note:{at.person_id}:{goal.id}"
    return Form(name, f"How goal {goal.number} goes", fields, save, "Save the note")


_LATER = Field(
    "remind",
    "Not now, but later: come back to it on",
    Kind.DATE,
    hint="Empty for a goal to begin now",
    what="a day to come back to it",
)


async def _add(at: AtHand, values: Values) -> Done:
    with at_field("remind" if values["remind"] else ""):
        goal_id = await at.change(
            lambda uow: goals.add_goal(
                uow,
                at.person_id,
                at.plan.id,
                values["words"],
                needs=values.get("needs") or (),
                belonging=bool(values["belonging"]),
                remind_on=values["remind"],
            ),
            "the new goal",
        )
    return Done(Part("goal", goal_id).key, "Goal added. s adds a step to it.")


def _change(uow: UnitOfWork, at: AtHand, goal: GoalView, values: Values) -> None:
    goals.change_goal(uow, at.person_id, goal.id, text=values["words"], belonging=bool(values["belonging"]))
    served = {at.plan.need(number).id for number in goal.needs}
    wanted = set(values.get("needs") or ())
    for need_id in sorted(wanted - served):
        tie(uow, at.person_id, goal.id, need_id)
    for need_id in sorted(served - wanted):
        untie(uow, at.person_id, goal.id, need_id)


def _fields(at: AtHand, goal: GoalView | None, need_id: str) -> tuple[Field, ...]:
    served = "\n".join(at.plan.need(number).id for number in goal.needs) if goal else need_id
    fields = [
        Field(
            "words",
            f"What does {at.called} want to reach?",
            Kind.LONG,
            hint="In their own words where you can",
            needed=goals.ASK_WORDS,
            default=goal.words if goal else "",
            lines=2,
        )
    ]
    if at.plan.needs:
        options = tuple(Option(need.id, f"{need.number} {need.words}") for need in at.plan.needs)
        fields.append(Field("needs", "Which needs does it serve?", Kind.CHOICES, options=options, default=served))
    belonging = YES if goal and goal.belonging else NO
    fields.append(Field("belonging", "Is it about friends and belonging?", Kind.YES_NO, default=belonging))
    return tuple(fields)

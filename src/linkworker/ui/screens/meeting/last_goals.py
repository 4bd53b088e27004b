"""Step 3: last time's goals, each with its last note, a new one, and how it stands."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.content import Content

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.casework.plans.plan_view import GoalView, StepView
from linkworker.casework.reviews.meeting_steps import GoalSaid, go_over_goals
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.casework.reviews.review_view import GoalBeside
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Values
from linkworker.ui.screens.meeting.plain_words import goal_state, who_does
from linkworker.ui.screens.meeting.step import Step


class LastGoals(Step):
    """All the goals that are open, in the order of the plan."""

    CODE = "goals"
    NAME = "Goals"
    TITLE = "Last time's goals"

    @staticmethod
    def title(meeting: MeetingView) -> str:
        """Return the title of the first meeting, at which there was no last time."""
        return "Goals so far" if meeting.is_first else ""

    @classmethod
    def has_kept(cls, meeting: MeetingView) -> bool:
        """Say whether a goal has a note of this meeting."""
        return any(each.new for each in (meeting.review.goals if meeting.review else ()))

    def lead(self) -> Content:
        """Say that there is none, where there is none."""
        return Content("") if self.review.goals else Content("There are no goals yet. Step 5 is for new ones.")

    def fields(self) -> Iterable[Field]:
        """Return the questions of each goal."""
        for each in self.meeting.review.goals if self.meeting.review else ():
            yield from _fields(each, self.meeting.called)

    async def keep(self, values: Values) -> None:
        """Keep what was said of each."""
        said = [_goal_said(each.goal, values) for each in self.review.goals]
        person_id, review_id = self.meeting.person_id, self.review.facts.id
        await self.change(lambda uow: go_over_goals(uow, person_id, review_id, said))


def _fields(each: GoalBeside, called: str) -> Iterable[Field]:
    goal, key = each.goal, each.goal.id
    last = f"Last time, {show_date(each.last.on)}: {each.last.words}" if each.last else "No note yet."
    yield Field(f"goal-{key}", f"{goal.number}. {goal.words}", Kind.NOTE, why=last)
    yield Field(f"note-{key}", "How is it going?", Kind.LONG, default=each.new.words if each.new else "", lines=2)
    open_steps = [step for step in goal.steps if coded("step-state")[step.state].is_set("open")]
    if open_steps:
        options = tuple(Option(step.id, step.words, _who(step, called)) for step in open_steps)
        yield Field(f"done-{key}", "Which steps are done?", Kind.CHOICES, options=options)
    yield Field(f"state-{key}", "Where is it now?", Kind.CHOICE, options=_states(goal), default=goal.state)
    yield Field(
        f"later-{key}", "When do we come back to it?", Kind.DATE, what="a day to come back to it",
        needed="Enter a day to come back to it.", shown_if=_moved_to(f"state-{key}", goal, "date"),
    )  # fmt: skip
    yield Field(
        f"why-{key}", "Why not any more?", needed="Say in a few words why not.",
        shown_if=_moved_to(f"state-{key}", goal, "reason"),
    )  # fmt: skip


def _states(goal: GoalView) -> tuple[Option, ...]:
    codes = (goal.state, *coded("goal-state")[goal.state].codes("next"))
    return tuple(Option(code, goal_state(code)) for code in coded("goal-state").codes() if code in codes)


def _moved_to(field: str, goal: GoalView, flag: str) -> Callable[[Typed], bool]:
    return partial(_is_moved, field, goal.state, flag)


def _is_moved(field: str, before: str, flag: str, typed: Typed) -> bool:
    state = typed.get(field, "")
    return bool(state) and state != before and coded("goal-state")[state].is_set(flag)


def _who(step: StepView, called: str) -> str:
    return who_does(step.by, step.by_name, called)


def _goal_said(goal: GoalView, values: Values) -> GoalSaid:
    return GoalSaid(
        goal.id,
        note=values[f"note-{goal.id}"],
        state=values[f"state-{goal.id}"],
        remind_on=values[f"later-{goal.id}"],
        reason=values[f"why-{goal.id}"],
        done=tuple(values.get(f"done-{goal.id}") or ()),
    )

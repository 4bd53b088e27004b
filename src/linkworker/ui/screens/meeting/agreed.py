"""Step 8: the plan in plain words, whether the person agrees to it, and when to meet again."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.words import within
from linkworker.casework.plans.agreeing import check_answer
from linkworker.casework.plans.plan_view import GoalView
from linkworker.casework.plans.prompts import plan_prompts, review_prompts
from linkworker.casework.reviews.meeting_steps import keep_agreed
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.ui.forms.field import Field, Kind, Option, Typed
from linkworker.ui.forms.form import Problem, Values
from linkworker.ui.screens.meeting.plain_words import answer, goal_state, point, who_does
from linkworker.ui.screens.meeting.reading import Reading
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.widgets.one_line import wrapped

_WIDTH = 70


class Agreed(Step):
    """Kept as it stands: the day that is proposed holds unless they say another."""

    CODE = "agreed"
    NAME = "Agree"
    TITLE = "What we agreed"
    ALWAYS = True
    READS_FIRST = True

    @classmethod
    def has_kept(cls, meeting: MeetingView) -> bool:
        """Say whether there is an answer."""
        return meeting.review is not None and coded("agreement")[meeting.review.facts.agreement].is_set("freezes")

    def lead(self) -> Content:
        """Return the plan as one would say it."""
        parts = (_own_words(self.meeting), _goals(self.meeting), _chosen(self.meeting))
        return Content("\n\n").join([Content("\n").join(lines) for part in parts if (lines := list(part))])

    def begin(self) -> None:
        """Read first: the arrows go through the plan, Tab goes to what is asked."""
        self.query_one(Reading).focus()
        self.view.begin_at_the_top()

    def fields(self) -> Iterable[Field]:
        """Return the questions."""
        facts = self.meeting.review.facts if self.meeting.review else None
        if facts is None:
            return
        yield Field(
            "decisions", "What did we decide?", Kind.LONG, hint="One thing on each line",
            default=facts.decisions or "", lines=2,
        )  # fmt: skip
        answers = tuple(Option(row.code, answer(row.code)) for row in coded("agreement") if row.is_set("freezes"))
        yield Field(
            "answer", f"{self.meeting.called}, do you agree with this plan?", Kind.CHOICE, options=answers,
            default=facts.agreement if self.has_kept(self.meeting) else "",
        )  # fmt: skip
        yield Field(
            "note", "What did you say about it?", Kind.LONG, hint="In your own words",
            default=facts.agreement_note or "", lines=2, shown_if=_answered,
        )  # fmt: skip
        by, day = self.meeting.next_by, facts.next_on or self.meeting.next_by
        yield Field(
            "next", "When do we meet again?", Kind.DATE, hint=f"By {show_date(by)}" if by else "",
            default=show_date(day) if day else "", what="the day we meet again",
        )  # fmt: skip

    def check(self, values: Values) -> Iterable[Problem]:
        """Say what a "no" or a "could not say" needs beside it."""
        if values.get("answer"):
            try:
                check_answer(values["answer"], values["note"])
            except BadInput:
                yield Problem("note", "Write in a few words why.")

    async def keep(self, values: Values) -> None:
        """Keep all of it."""
        person_id, review_id = self.meeting.person_id, self.review.facts.id
        await self.change(
            lambda uow: keep_agreed(
                uow, person_id, review_id, decisions=values["decisions"], answer=values["answer"],
                note=values["note"], next_on=values["next"],
            )
        )  # fmt: skip


def _answered(typed: Typed) -> bool:
    return bool(typed.get("answer"))


def _own_words(meeting: MeetingView) -> Iterator[Content]:
    if meeting.plan is None or meeting.review is None:
        return
    if meeting.is_first:
        said, prompts = meeting.plan.own_words, plan_prompts(meeting.plan.template)
    else:
        said, prompts = meeting.review.facts.own_words, review_prompts()
    for prompt in prompts:
        if prompt.field in said:
            yield Content.styled(prompt.heading, "bold $text-accent")
            yield from (Content(f"  {line}") for line in wrapped(said[prompt.field], _WIDTH))


def _goals(meeting: MeetingView) -> Iterator[Content]:
    goals = [goal for goal in meeting.plan.goals if goal.state != "removed"] if meeting.plan else []
    if goals:
        yield Content.styled("Your goals", "bold $text-accent")
    for goal in goals:
        yield from _goal(goal, meeting.called)


def _chosen(meeting: MeetingView) -> Iterator[Content]:
    if meeting.activities:
        yield Content.styled("What you have chosen", "bold $text-accent")
    for each in meeting.activities:
        yield point(", ".join(filter(None, (within(each.name), each.when, each.where, each.cost))))


def _goal(goal: GoalView, called: str) -> Iterator[Content]:
    state = "" if goal.state == "active" else goal_state(goal.state).lower()
    back = f"back on {show_date(goal.remind_on)}" if goal.remind_on else ""
    beside = ", ".join(filter(None, (state, back)))
    lines = "\n  ".join(wrapped(within(goal.words), _WIDTH))
    yield Content.assemble((f"  {lines}", "bold"), f" ({beside})" if beside else "")
    for step in goal.steps:
        row = coded("step-state")[step.state]
        if row.is_set("open") or row.is_set("done"):
            due = f", by {show_date(step.due_on)}" if step.due_on and row.is_set("open") else ""
            done = ", done" if row.is_set("done") else ""
            yield point(f"{within(step.words)} ({who_does(step.by, step.by_name, called)}{due}{done})", deep=2)

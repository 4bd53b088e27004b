"""Step 2: in the person's own words, with what they said last time beside it."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from linkworker.casework.plans import planning
from linkworker.casework.plans.prompts import Prompt, plan_prompts, review_prompts
from linkworker.casework.reviews import reviewing
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Values
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.widgets.one_line import wrapped

_WIDTH = 70


class YourWords(Step):
    """The plan's own questions at the first meeting, a review's at those after it."""

    CODE = "words"
    NAME = "Words"
    TITLE = "In your words"

    @classmethod
    def has_kept(cls, meeting: MeetingView) -> bool:
        """Say whether something was said."""
        return bool(_said(meeting))

    def lead(self) -> Content:
        """Say that it is theirs."""
        return Content("Say it as you would say it. Nobody tidies it up.")

    def fields(self) -> Iterable[Field]:
        """Return the questions."""
        before = self.meeting.review.before if self.meeting.review else None
        last = before.own_words if before else {}
        said = _said(self.meeting)
        return (
            Field(
                prompt.field,
                "\n  ".join(wrapped(prompt.ask, _WIDTH)),
                Kind.LONG,
                why=f"Last time: {last[prompt.field]}" if prompt.field in last else "",
                default=said.get(prompt.field, ""),
                lines=2,
            )
            for prompt in _prompts(self.meeting)
        )

    async def keep(self, values: Values) -> None:
        """Keep the words."""
        person_id, facts = self.meeting.person_id, self.review.facts
        said = {prompt.field: values[prompt.field] for prompt in _prompts(self.meeting)}
        if self.meeting.is_first:
            await self.change(lambda uow: planning.set_words(uow, person_id, facts.plan_id, **said))
        else:
            await self.change(lambda uow: reviewing.set_words(uow, person_id, facts.id, **said))


def _prompts(meeting: MeetingView) -> tuple[Prompt, ...]:
    return plan_prompts(meeting.plan.template) if meeting.is_first and meeting.plan else review_prompts()


def _said(meeting: MeetingView) -> Mapping[str, str]:
    if meeting.is_first:
        return meeting.plan.own_words if meeting.plan else {}
    return meeting.review.facts.own_words if meeting.review else {}

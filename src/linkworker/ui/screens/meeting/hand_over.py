"""Step 4: a check-in, in the person's own hands, or not today."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content

from linkworker.base.words import sentence
from linkworker.casework.reviews.meeting_steps import keep_no_check_in
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.form import Values
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.widgets.press import Press

_BEGINS = "No check-in today: "


class HandOver(Step):
    """Why not today is kept among what was decided, so that the next worker reads it."""

    CODE = "check-in"
    NAME = "Check-in"
    TITLE = "How you have been feeling"

    @classmethod
    def has_kept(cls, meeting: MeetingView) -> bool:
        """Say whether a check-in was taken, or why not."""
        return meeting.checked_in or bool(_why_not(meeting))

    def lead(self) -> Content:
        """Say what a check-in is, or that there is one."""
        if self.meeting.checked_in:
            return Content("Your check-in of today is kept. You can see later how it changed, if you want to.")
        return Content(
            "There are a few questions about how you have been feeling. You answer them yourself, and nobody looks on."
            " You can leave any of them out, or all of them."
        )

    def fields(self) -> Iterable[Field]:
        """Return the question why not, until there is a check-in."""
        if not self.meeting.checked_in:
            said = _why_not(self.meeting).removeprefix(_BEGINS)
            yield Field("why", "If not today, why?", hint="You do not have to say", default=said)

    def presses(self) -> ComposeResult:
        """Yield the press that hands the laptop over first."""
        if not self.meeting.checked_in:
            yield Press("Hand the laptop over", id="hand-over")
        yield from super().presses()

    def begin(self) -> None:
        """Put the focus on what is done here."""
        self.query(Press).first().focus()

    def show(self, meeting: MeetingView) -> None:
        """Say that there is a check-in now, and go on from there."""
        super().show(meeting)
        if meeting.checked_in:
            self.view.without_questions()
            for press in self.query("#hand-over"):
                press.display = False
            self.query_one("#next", Press).focus()

    def pressed(self, press: str) -> None:
        """Hand the laptop over: the check-in has screens of its own."""
        from linkworker.ui.screens.check_in.begin import BeginCheckIn  # noqa: PLC0415 - not before it is asked for

        if press == "hand-over":
            self.app.push_screen(BeginCheckIn(self.meeting.person_id, about=self.meeting.called))

    async def keep(self, values: Values) -> None:
        """Keep why not."""
        person_id, review_id, before = self.meeting.person_id, self.review.facts.id, _why_not(self.meeting)
        why = values.get("why")
        said = sentence(f"{_BEGINS}{why}") if why else ""
        await self.change(lambda uow: keep_no_check_in(uow, person_id, review_id, before, said))


def _why_not(meeting: MeetingView) -> str:
    decided = (meeting.review.facts.decisions or "") if meeting.review else ""
    return next((line for line in decided.splitlines() if line.startswith(_BEGINS)), "")

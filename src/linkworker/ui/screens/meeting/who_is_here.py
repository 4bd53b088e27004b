"""Step 1: what this meeting is called, how it is held, and who is here."""

from collections.abc import Iterable

from textual.content import Content

from linkworker.base.errors import BadInput
from linkworker.casework.reviews.meeting_steps import begin_meeting
from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Values
from linkworker.ui.forms.options import from_list
from linkworker.ui.screens.meeting.step import Step

_MODE = "in-person"


class WhoIsHere(Step):
    """Keeping it begins the meeting, so it is kept as it stands too."""

    CODE = "here"
    NAME = "Here"
    TITLE = "Who is here"
    ALWAYS = True

    @classmethod
    def has_kept(cls, meeting: MeetingView) -> bool:
        """Say whether the meeting has begun."""
        return meeting.review is not None

    def lead(self) -> Content:
        """Say whose meeting it is."""
        first = " This is the first one, so we begin your plan." if self.meeting.plan is None else ""
        return Content(
            f"{self.meeting.called}, this is your meeting.{first} You can leave out anything you do not want to answer."
        )

    def fields(self) -> Iterable[Field]:
        """Return the questions."""
        facts = self.meeting.review.facts if self.meeting.review else None
        here = facts.contributors if facts else ()
        return (
            Field(
                "here",
                "Who else is here?",
                Kind.LONG,
                hint="One on each line, for example: Sam Reed, mentor",
                default="\n".join(f"{name}, {role}" if role else name for name, role in here),
                lines=2,
            ),
            Field(
                "name",
                "What do we call this meeting?",
                default=self.meeting.name,
                needed="Enter what this meeting is called.",
            ),
            Field(
                "mode",
                "How do we meet?",
                Kind.PICK,
                options=from_list("contact-mode"),
                default=facts.mode if facts else _MODE,
                needed="Choose how we meet.",
                what="how we meet",
            ),
        )

    async def keep(self, values: Values) -> None:
        """Begin the meeting, or change who is here."""
        here = [_one(line) for line in (values["here"] or "").splitlines() if line.strip()]
        if any(not name for name, _ in here):
            error = BadInput("Enter the name of each person who is here.")
            error.field = "here"  # type: ignore[attr-defined]  # forms look for it there
            raise error
        person_id = self.meeting.person_id
        await self.change(
            lambda uow: begin_meeting(uow, person_id, name=values["name"], mode=values["mode"], here=here)
        )


def _one(line: str) -> tuple[str, str]:
    name, _, role = line.partition(",")
    return name.strip(), role.strip()

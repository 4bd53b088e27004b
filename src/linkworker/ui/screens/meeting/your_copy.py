"""Step 9: the meeting ends, and the person's own copy is printed if they want one."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from linkworker.printing.from_plan import Wishes
from linkworker.printing.language import other_languages
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Values
from linkworker.ui.screens.meeting.step import Step
from linkworker.ui.widgets.press import Press

_LARGE, _HIDE, _SCORES = "large", "hide-staff", "scores"
_LOOKS = (
    Option(_LARGE, "Extra large type"),
    Option(_HIDE, "No names of staff"),
    Option(_SCORES, "My check-in scores"),
)


class YourCopy(Step):
    """The last step. The meeting is finished first, so that the copy says what was agreed."""

    CODE = "copy"
    NAME = "Copy"
    TITLE = "Your copy"

    class Finish(Message):
        """They want the meeting finished, and a copy if there are `wishes`."""

        def __init__(self, wishes: Wishes | None) -> None:
            super().__init__()
            self.wishes = wishes

    def lead(self) -> Content:
        """Say what the copy is."""
        return Content(
            "You can have your plan on paper, in plain words: what you said, your goals, what you have chosen,"
            " and when we meet again. Nothing else is on it."
        )

    def fields(self) -> Iterable[Field]:
        """Return how the copy is to be."""
        yield Field("looks", "How would you like it?", Kind.CHOICES, options=_LOOKS, hint="Space ticks")
        languages = other_languages()
        if languages:
            options = tuple(Option(each.code, each.name) for each in languages)
            yield Field("second", "A second language under each heading", Kind.PICK, options=options, what="a language")

    def presses(self) -> ComposeResult:
        """Yield the two ways to end."""
        yield Press("Finish and print", id="next")
        yield Press("Finish without a copy", id="no-copy")
        yield Press("Back", id="step-back")

    def pressed(self, press: str) -> None:
        """Finish without a copy."""
        if press == "no-copy":
            self.post_message(self.Finish(None))

    def wishes(self, values: Values) -> Wishes:
        """Return how the copy is to be, from the answers."""
        looks = values["looks"] or ()
        return Wishes(
            hide_staff=_HIDE in looks,
            scores=_SCORES in looks,
            large=_LARGE in looks,
            second_language=values.get("second") or "",
        )

"""One step of a meeting: what is said first, what is asked, and what is kept of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.casework.reviews.review_view import ReviewView
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.ui.forms.field import Field
from linkworker.ui.forms.form import Form, Problem, Values
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.screens.meeting.step_form import StepForm
from linkworker.ui.widgets.press import Press

if TYPE_CHECKING:
    from linkworker.ui.screens.place import Place

T = TypeVar("T")


class Step(Vertical):
    """A step with questions. One that asks in another way yields its own `middle`.

    Nothing is read here: what a step shows comes with the `MeetingView`, and what it keeps goes by the desk.
    """

    CODE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    """One word, for the line of steps."""
    TITLE: ClassVar[str] = ""
    ALWAYS: ClassVar[bool] = False
    """Whether it is kept even if nobody changed what stands in it."""
    READS_FIRST: ClassVar[bool] = False
    """Whether the words above the questions are long, and are read before them."""

    DEFAULT_CSS = """
    Step { height: 1fr; }
    Step > .presses { height: 1; padding-left: 3; margin-top: 1; }
    Step.-low > .presses { margin-top: 0; }
    Step > .presses Press { margin-right: 2; }
    """

    class Next(Message):
        """They are done with this step."""

    class Back(Message):
        """They want the step before."""

    def __init__(self, meeting: MeetingView) -> None:
        super().__init__()
        self.meeting = meeting
        self.form: Form[None] = Form(self.CODE, self.TITLE, tuple(self.fields()), _nothing, check=self.check)
        self.view = StepForm(self.lead(), self.form.fields, reading=self.READS_FIRST)

    # What a step says ------------------------------------------------------------------------------------------------

    @staticmethod
    def title(meeting: MeetingView) -> str:
        """Return its title, where that is another than TITLE."""
        del meeting
        return ""

    @classmethod
    def has_kept(cls, meeting: MeetingView) -> bool:
        """Say whether the record holds something from this step of this meeting."""
        del meeting
        return False

    def lead(self) -> Content:
        """Return what is said before anything is asked."""
        return Content()

    def fields(self) -> Iterable[Field]:
        """Return the questions."""
        return ()

    def check(self, values: Values) -> Iterable[Problem]:
        """Return what does not go together."""
        del values
        return ()

    async def keep(self, values: Values) -> None:
        """Keep what was said; raises a LinkworkerError."""

    def show(self, meeting: MeetingView) -> None:
        """Show the meeting as it is after a save; what is typed stays."""
        self.meeting = meeting
        self.view.lead(self.lead())

    # For the steps ---------------------------------------------------------------------------------------------------

    @property
    def place(self) -> "Place[Any]":
        """Return the screen."""
        return cast("Place[Any]", self.screen)

    @property
    def review(self) -> ReviewView:
        """Return the review; steps after the first have one."""
        if self.meeting.review is None:
            message = "the meeting has not begun"
            raise TypeError(message)
        return self.meeting.review

    async def change(self, do: Callable[[UnitOfWork], T]) -> T:
        """Do something in one unit of work."""
        return await self.place.desk.change(do, f"the step '{self.TITLE}' of the meeting")

    # What is typed ---------------------------------------------------------------------------------------------------

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the questions and is not kept yet; {} when nobody changed anything."""
        return self.form.to_keep(self.view.typed)

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed."""
        self.view.fill(self.form.from_draft(typed))

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Say what stands in the way of going on."""
        self.view.show_problems(problems)

    # On the screen ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the middle, and what to press."""
        yield from self.middle()
        with Horizontal(classes="presses"):
            yield from self.presses()

    def middle(self) -> ComposeResult:
        """Yield what stands above the presses."""
        yield self.view

    def presses(self) -> ComposeResult:
        """Yield what can be pressed."""
        yield Press("Next", id="next")
        yield Press("Back", id="step-back")

    def on_resize(self) -> None:
        """Give up the blank line where there are few."""
        self.set_class(self.app.size.height < 30, "-low")  # noqa: PLR2004 - a console has 24 or 25 lines

    def begin(self) -> None:
        """Put the focus where this step begins: at the first question, or at what goes on."""
        if any(field.is_asked(self.view.typed) for field in self.form.fields):
            self.view.focus_field()
            self.view.begin_at_the_top()
        else:
            self.query_one("#next", Press).focus()

    @on(FormView.Submitted)
    def _asked_all(self, event: FormView.Submitted) -> None:
        event.stop()
        self.query_one("#next", Press).focus()

    @on(Press.Pressed)
    def _pressed(self, event: Press.Pressed) -> None:
        event.stop()
        match event.press.id:
            case "next":
                self.post_message(self.Next())
            case "step-back":
                self.post_message(self.Back())
            case other:
                self.pressed(other or "")

    def pressed(self, press: str) -> None:
        """Do what another press of this step does."""


async def _nothing(values: Values) -> None:
    del values

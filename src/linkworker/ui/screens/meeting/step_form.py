"""The questions of a step: a form without presses of its own, with words above that are read first."""

from collections.abc import Iterable

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from linkworker.ui.forms.field import Field
from linkworker.ui.forms.field_box import FieldBox
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.screens.meeting.reading import Reading
from linkworker.ui.widgets.words import Words

_REFRESHES = 3  # a box finds its size, then lays its answers out in it, then scrolls to itself


class StepForm(FormView):
    """Scrolls as one. Larger spacing where there is room for it."""

    DEFAULT_CSS = """
    StepForm { padding: 0 1 0 1; }
    StepForm > .lead { height: auto; padding: 0 2; margin-bottom: 1; max-width: 90; }
    StepForm > .lead.-none { display: none; }
    StepForm > FieldBox { margin-bottom: 2; max-width: 90; }
    StepForm.-low > FieldBox { margin-bottom: 1; max-width: 76; }
    """

    def __init__(self, lead: Content, fields: Iterable[Field], *, reading: bool = False) -> None:
        super().__init__(fields, submit_label="")
        self._lead = (Reading if reading else Words)(lead, classes="lead")
        self._lead.set_class(not lead.plain, "-none")

    def compose(self) -> ComposeResult:
        """Yield the words, then the form."""
        yield self._lead
        yield from super().compose()

    def lead(self, words: Content) -> None:
        """Say other words above the questions."""
        self._lead.set_class(not words.plain, "-none")
        self._lead.show(words)

    def without_questions(self) -> None:
        """Ask nothing any more."""
        for box in self.query(FieldBox):
            box.display = False

    @work(exclusive=True, group="top")
    async def begin_at_the_top(self) -> None:
        """Show the first words first, once the boxes have found their size and the focus its place."""
        for _ in range(_REFRESHES):
            await self.wait_for_refresh()
        self.scroll_home(animate=False, immediate=True)

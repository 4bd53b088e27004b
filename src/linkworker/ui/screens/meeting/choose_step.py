"""The list of steps, to go to one of them."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from linkworker.casework.reviews.meeting_view import MeetingView
from linkworker.ui.screens.meeting.steps import STEPS
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words

_TITLE = "Go to a step"


class ChooseStep(ModalScreen[int]):
    """Ends with the place of a step, or None. A digit goes at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "dismiss(None)", "Back", show=False),
    ]
    DEFAULT_CSS = """
    ChooseStep { align: center middle; background: $background 60%; }
    ChooseStep > Vertical { width: 56; max-width: 95%; height: auto; padding: 1 2; background: $surface;
        border: $frame $line; }
    ChooseStep .title { text-style: bold; margin-bottom: 1; }
    ChooseStep PagedList { height: 9; }
    ChooseStep .keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, meeting: MeetingView, at: int, seen: frozenset[str], said: frozenset[str]) -> None:
        super().__init__()
        self._meeting, self._at, self._seen, self._said = meeting, at, seen, said
        self._list = PagedList()

    def compose(self) -> ComposeResult:
        """Yield the steps."""
        with Vertical():
            yield Words(_TITLE, classes="title")
            yield self._list
            yield Words("Enter or a digit goes there. Esc stays here.", classes="keys")

    async def on_mount(self) -> None:
        """Point at the step where the meeting is."""
        await self._list.show(FixedRows([self._row(at) for at in range(len(STEPS))]), at=str(self._at))
        self._list.focus()

    def _row(self, at: int) -> Row:
        step = STEPS[at]
        state = "done" if step.CODE in self._said else "left out" if step.CODE in self._seen else ""
        state = "here" if at == self._at else state
        words = f"{at + 1} {step.title(self._meeting) or step.TITLE}{f' - {state}' if state else ''}"
        return Row(str(at), (Cell(words, "strong" if at == self._at else ""),))

    @on(Chosen)
    def _chosen(self, event: Chosen) -> None:
        self.dismiss(int(event.key))

    def on_key(self, event: events.Key) -> None:
        """Go to the step of a digit."""
        if event.character and event.character.isdecimal() and 1 <= int(event.character) <= len(STEPS):
            event.stop()
            self.dismiss(int(event.character) - 1)

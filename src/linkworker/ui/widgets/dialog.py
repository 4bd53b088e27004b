"""The one dialog: asked only before what cannot be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words


class Dialog(ModalScreen[bool]):
    """A question with two answers. The focus is on the safe one, and Esc means it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "no", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]
    AUTO_FOCUS = "#safe"
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; background: $surface;
        border: $frame $line; }
    Dialog #question { text-style: bold; margin-bottom: 1; }
    Dialog #detail { margin-bottom: 1; }
    Dialog Horizontal { height: 1; }
    Dialog Press { margin-right: 2; }
    """

    def __init__(self, question: str, *, detail: str = "", safe: str = "No, go back", other: str = "Yes") -> None:
        super().__init__()
        self._question, self._detail, self._safe, self._other = question, detail, safe, other

    def compose(self) -> ComposeResult:
        """Yield the question, what follows from it, and the answers, the safe one first."""
        with Vertical():
            yield Words(self._question, id="question")
            if self._detail:
                yield Words(self._detail, id="detail")
            with Horizontal():
                yield Press(self._safe, id="safe")
                yield Press(self._other, id="other")

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Answer."""
        self.dismiss(event.press.id == "other")

    def action_answer(self, answer: bool) -> None:
        """Answer by a key."""
        self.dismiss(answer)

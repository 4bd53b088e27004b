"""What stands in the place of a screen that a worker's role does not open."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words


class NotForRole(ModalScreen[Any]):
    """One sentence that says who can, and the way back. It ends with None, as a screen that was left does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back", show=False)]
    AUTO_FOCUS = "Press"
    DEFAULT_CSS = """
    NotForRole { align: center middle; background: $background 60%; }
    NotForRole > Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; background: $surface;
        border: $frame $line; }
    NotForRole Words { margin-bottom: 1; }
    """

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said

    def compose(self) -> ComposeResult:
        """Yield the sentence and the way back."""
        with Vertical():
            yield Words(self._said)
            yield Press("Go back")

    def on_press_pressed(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

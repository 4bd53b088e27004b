"""The first passphrase of a worker who was let in, shown once: to be told to them, or given on paper."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from linkworker.casework.workers.adding import LetIn
from linkworker.ui.widgets.press import Press
from linkworker.ui.widgets.words import Words


class FirstWords(ModalScreen[None]):
    """Five words, and what the worker is to do with them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close", show=False)]
    AUTO_FOCUS = "Press"
    DEFAULT_CSS = """
    FirstWords { align: center middle; background: $background 60%; }
    FirstWords > Vertical { width: 68; max-width: 95%; height: auto; padding: 1 2; background: $surface;
        border: $frame $line; }
    FirstWords Words { margin-bottom: 1; }
    FirstWords .title { text-style: bold; }
    FirstWords .phrase { padding-left: 4; text-style: bold; color: $text-accent; }
    """

    def __init__(self, let_in: LetIn, name: str) -> None:
        super().__init__()
        self._let_in, self._name = let_in, name

    def compose(self) -> ComposeResult:
        """Yield the words, and the way on."""
        with Vertical():
            yield Words(f"{self._name} can unlock this laptop as {self._let_in.user_name}", classes="title")
            yield Words("Their first passphrase, shown only now:")
            yield Words(self._let_in.passphrase, classes="phrase")
            yield Words(
                "Tell them, or write it on paper that they destroy. You have read it, so they choose their own "
                "at once: F10, then p. They are told so each time they unlock until they do."
            )
            yield Press("They have it")

    def on_press_pressed(self) -> None:
        """Go on."""
        self.dismiss()

    def action_close(self) -> None:
        """Go on."""
        self.dismiss()

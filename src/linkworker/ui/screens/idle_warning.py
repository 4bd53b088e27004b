"""A minute before the lock: a word to whoever is still there."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from linkworker.ui.widgets.words import Words


class IdleWarning(ModalScreen[None]):
    """Goes away at any key or click, which counts as being there. The lock itself needs no answer."""

    AUTO_FOCUS = None
    DEFAULT_CSS = """
    IdleWarning { align: center middle; background: $background 60%; }
    IdleWarning > Vertical { width: 60; max-width: 95%; height: auto; padding: 1 2; background: $surface;
        border: $frame $line; }
    IdleWarning #soon { text-style: bold; margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        """Yield the warning."""
        with Vertical():
            yield Words("Locking in one minute.", id="soon")
            yield Words("Press any key to stay. What you have typed is kept.")

    def on_key(self, event: events.Key) -> None:
        """Stay: the program counts idle time anew from this key, which does nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """Stay."""
        self.dismiss()

"""Several lines of typed text."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from linkworker.ui.forms.inputs.messages import Changed

_LETS_THROUGH = {"f6", "f7"}  # Textual selects text with them; here they are places


class LongBox(TextArea, inherit_bindings=False):
    """A box to write in. Long lines are turned over, it grows with the text, Tab leaves it, Ctrl+Z undoes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in TextArea.BINDINGS if not (isinstance(each, Binding) and each.key in _LETS_THROUGH)
    ]

    DEFAULT_CSS = """
    LongBox, LongBox:focus {
        border: none; height: auto; padding: 0; background: $surface; background-tint: transparent;
        scrollbar-size-vertical: 1;
    }
    LongBox .text-area--cursor-line { background: transparent; }
    """

    _GROWS_TO = 14

    def __init__(self, typed: str = "", *, help_text: str = "", lines: int = 4) -> None:
        super().__init__(typed, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self.help_text = help_text
        self.styles.min_height = lines
        self.styles.max_height = max(lines, self._GROWS_TO)

    def on_mount(self) -> None:
        """Put the cursor after what is already written."""
        self.move_cursor(self.document.end)

    @property
    def typed(self) -> str:
        """The text that stands in it, lines parted by newlines."""
        return self.text

    @typed.setter
    def typed(self, text: str) -> None:
        self.text = text
        self.move_cursor(self.document.end)

    @on(TextArea.Changed)
    def _say_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Changed())

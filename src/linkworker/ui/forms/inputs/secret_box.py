"""One line that nobody beside the screen can read."""

from rich.text import Text

from linkworker.ui.forms.inputs.text_box import TextBox


class SecretBox(TextBox):
    """Shows a star for each letter, which every console can draw. It is never copied and never kept in a draft."""

    def __init__(self, typed: str = "", *, help_text: str = "") -> None:
        super().__init__(typed, help_text=help_text, password=True)

    @property
    def _value(self) -> Text:
        # Textual's own bullet is no letter of code page 437.
        return Text("*" * len(self.value), no_wrap=True, overflow="ignore", end="")

    def action_copy(self) -> None:
        """Leave the clipboard alone: a secret on it can be pasted by whoever comes next."""

    def action_cut(self) -> None:
        """Leave the clipboard alone, and the text where it is."""

"""One line of typed text."""

from collections.abc import Sequence

from textual import on
from textual.events import Focus
from textual.suggester import SuggestFromList
from textual.widgets import Input

from linkworker.ui.forms.inputs.messages import Changed, Done


class TextBox(Input):
    """A line to type in: no border, no blinking. Enter is done with it; the right arrow takes a suggestion.

    A text that the program made up, or one that is `whole` (a date, a sum), is chosen when one comes to it: typing puts
    another in its place. Words that somebody wrote are not, so that a key does not wipe them.
    """

    DEFAULT_CSS = """
    TextBox, TextBox:focus {
        border: none; height: 1; padding: 0; background: $surface; background-tint: transparent;
    }
    """

    def __init__(
        self,
        typed: str = "",
        *,
        help_text: str = "",
        suggest: Sequence[str] = (),
        password: bool = False,
        whole: bool = False,
    ) -> None:
        suggester = SuggestFromList(suggest, case_sensitive=False) if suggest else None
        super().__init__(typed, password=password, suggester=suggester, select_on_focus=False)
        self.cursor_blink = False
        self.help_text = help_text
        self._given = typed if whole else ""

    @property
    def typed(self) -> str:
        """The text that stands in it."""
        return self.value

    @typed.setter
    def typed(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)

    def suggest(self, text: str) -> None:
        """Put a text in it that the program made up, and that typing replaces."""
        self.typed = self._given = text

    def on_focus(self, event: Focus) -> None:
        """Choose what typing is to replace."""
        if self._given and self.value == self._given and not event.from_app_focus:
            self.select_all()

    @on(Input.Changed)
    def _say_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Changed())

    @on(Input.Submitted)
    def _say_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Done())

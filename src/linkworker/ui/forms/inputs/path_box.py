"""The path of a file or folder, completed from the disk with Tab."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from linkworker.ui.forms.inputs.edged import Edged
from linkworker.ui.forms.inputs.text_box import TextBox
from linkworker.ui.forms.paths import complete
from linkworker.ui.widgets.words import Words

_NAMED = 5


class PathBox(Widget):
    """A line for a path. Tab completes the name begun and lists what it may become, or else moves on."""

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "complete", "Complete")]

    DEFAULT_CSS = """
    PathBox { height: auto; width: 1fr; layout: vertical; }
    PathBox .names { height: auto; display: none; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, typed: str = "", *, help_text: str = "", folders: bool = False) -> None:
        super().__init__()
        self.help_text = help_text
        self._folders = folders
        self._box = TextBox(typed, help_text=help_text, whole=True)

    @property
    def typed(self) -> str:
        """The path as it stands."""
        return self._box.typed

    @typed.setter
    def typed(self, text: str) -> None:
        self._box.typed = text

    def compose(self) -> ComposeResult:
        """Yield the line and the names it may become."""
        yield Edged(self._box)
        yield Words(classes="names")

    def focus(self, scroll_visible: bool = True, *, from_app_focus: bool = False) -> "PathBox":
        """Put the cursor in the line."""
        self._box.focus(scroll_visible)
        del from_app_focus
        return self

    async def action_complete(self) -> None:
        """Complete the path as far as the disk decides it; go on to the next question when that is no further."""
        typed = self._box.typed
        if typed.strip():
            completed, names = await asyncio.to_thread(complete, typed, folders=self._folders)
        else:
            completed, names = typed, ()
        if completed == typed:
            self._list(())
            self.screen.focus_next()
        else:
            self._box.typed = completed
            self._list(names)

    def on_descendant_blur(self) -> None:
        """Put the names away."""
        self._list(())

    def _list(self, names: tuple[str, ...]) -> None:
        line = self.query_one(".names", Words)
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        line.show("   ".join(names[:_NAMED]) + more)
        line.display = bool(names)

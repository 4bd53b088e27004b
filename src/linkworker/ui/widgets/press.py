"""A word that can be pressed: by Enter, Space or the mouse."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget


class Press(Widget, can_focus=True):
    """A button of one line: `[ Save ]`; the focused one is marked by the pointer and by colour."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", "press", show=False)]
    DEFAULT_CSS = """
    Press { width: auto; height: 1; color: $text; background: $panel; }
    Press:focus { background: $primary; color: $background; text-style: bold; }
    """

    @dataclass
    class Pressed(Message):
        """Somebody pressed it."""

        press: "Press"

    def __init__(self, label: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.label = label

    def render(self) -> Content:
        """Draw it; the pointer says where the focus is without colour."""
        return Content(f"> {self.label} <" if self.has_focus else f"[ {self.label} ]")

    def action_press(self) -> None:
        """Press it."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: Click) -> None:
        """Press it with the mouse."""
        event.stop()
        self.action_press()

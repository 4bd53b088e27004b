"""What radio lines and tick lines share: answers as lines, a place among them, and keys that move it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from linkworker.ui.forms.field import Option
from linkworker.ui.forms.inputs.messages import Changed, Done
from linkworker.ui.forms.inputs.option_line import OptionLine

_FEW = 4


class OptionGroup(Widget, can_focus=True):
    """Answers one under another; few short ones side by side where they fit. `here` is the line the keys act on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up,left", "move(-1)", "Up"),
        ("down,right", "move(1)", "Down"),
        ("home", "go(0)", "First"),
        ("end", "go(-1)", "Last"),
        ("space", "press", "Choose"),
        ("enter", "done", "Next question"),
    ]

    DEFAULT_CSS = """
    OptionGroup { height: auto; width: 1fr; layout: vertical; }
    OptionGroup.-aside { layout: horizontal; }
    OptionGroup.-aside OptionLine { width: auto; margin-right: 2; }
    """

    def __init__(self, options: Sequence[Option], typed: str = "", *, help_text: str = "") -> None:
        super().__init__()
        self.options = tuple(options)
        self.help_text = help_text
        self.here: int | None = None
        self._codes: tuple[str, ...] = self._known(typed)

    # What stands in it -----------------------------------------------------------------------------------------------

    @property
    def typed(self) -> str:
        """The codes chosen, a line each, in the order the answers are shown."""
        return "\n".join(self._codes)

    @typed.setter
    def typed(self, text: str) -> None:
        self._take(self._known(text))

    def _known(self, text: str) -> tuple[str, ...]:
        wanted = set(text.splitlines())
        return tuple(option.code for option in self.options if option.code in wanted)

    def _take(self, codes: tuple[str, ...]) -> None:
        if codes != self._codes:
            self._codes = codes
            self.post_message(Changed())
        self._draw()

    # Drawing ---------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield a line for each answer."""
        yield from (OptionLine(option) for option in self.options)

    def on_mount(self) -> None:
        """Draw the marks, and lay the answers out once there is a width: not every first size is told as a resize."""
        self._draw()
        self.call_after_refresh(self._lay_out)

    def on_resize(self) -> None:
        """Lay the answers out for the new width."""
        self._lay_out()

    def watch_virtual_size(self) -> None:
        """Lay the answers out for a first width that nothing tells, which comes after the first painting."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Put few short answers side by side where they fit."""
        lines = self.query(OptionLine)
        room = sum(line.wide + 2 for line in lines)
        hints = any(option.hint for option in self.options)
        self.set_class(1 < len(self.options) <= _FEW and not hints and room <= self.size.width, "-aside")

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show where the keys act, or that they act elsewhere."""
        super().watch_has_focus(has_focus)
        self._draw()

    def lead(self, option: Option, *, here: bool) -> str:
        """Return what stands before an answer's words, always of one width."""
        raise NotImplementedError

    def _draw(self) -> None:
        for number, line in enumerate(self.query(OptionLine)):
            here = self.has_focus and number == self.here
            line.mark(self.lead(line.option, here=here), here=here)

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to the line before or after, and stop at the ends."""
        last = len(self.options) - 1
        self.action_go(min(max((-1 if self.here is None else self.here) + by, 0), last))

    def action_go(self, number: int) -> None:
        """Go to a line; -1 is the last."""
        if not self.options:
            return
        self.here = number % len(self.options)
        self.arrived()
        self._draw()
        self.query(OptionLine)[self.here].scroll_visible(animate=False)

    def action_press(self) -> None:
        """Choose the line the keys act on; the first if there is none yet."""
        if self.options:
            self.action_go(self.here or 0)
            self.pressed(self.options[self.here or 0])

    def action_done(self) -> None:
        """Say that the person wants the next question."""
        self.post_message(Done())

    def on_key(self, event: events.Key) -> None:
        """Take the digits: 1 is the first answer. Letters are kept from the screen's commands while one answers."""
        if event.character and event.character.isdecimal() and event.character.isascii():
            event.stop()
            number = int(event.character)
            if 1 <= number <= len(self.options):
                self.action_go(number - 1)
                self.pressed(self.options[number - 1])
        elif event.character and event.character.isalpha():
            event.stop()

    @on(OptionLine.Chosen)
    def _clicked(self, event: OptionLine.Chosen) -> None:
        event.stop()
        self.focus()
        self.action_go(self.options.index(event.line.option))
        self.pressed(event.line.option)

    # For the two kinds -----------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Do what coming to a line does."""

    def pressed(self, option: Option) -> None:
        """Do what choosing a line does."""
        raise NotImplementedError

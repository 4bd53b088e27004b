"""The last line of every screen: the keys that matter here, seven at most."""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from linkworker.ui.commands.command import Command
from linkworker.ui.commands.holding import doer

_MOST = 7


class KeyLine(Widget):
    """The keys of a screen. While a text field has the focus only keys that work there are shown."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $panel; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, commands: Callable[[], tuple[Command, ...]], *, back: bool) -> None:
        """Take what gives the commands that hold now: a person's tabs have their own."""
        super().__init__()
        self._commands = commands
        self._back = back

    def on_mount(self) -> None:
        """Draw again when the focus moves: a text field takes the letters."""
        self.watch(self.screen, "focused", self._moved)

    def _moved(self) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw as many as there is room for; F1 is always there, and Esc where it leads anywhere."""
        ends = [("F1", "help")]
        esc = next((command for command in self._commands() if _is_esc(command)), None)
        if self._back or (esc and esc.on_line and _takes_letters(self.screen.focused)):
            ends.insert(0, ("Esc", esc.label if esc else "back"))
        left = self.size.width - _width(ends)
        chosen: list[tuple[str, str]] = []
        for command in self._now():
            one = (command.shown_key, command.label)
            if any(key == command.shown_key for key, _ in chosen):
                continue  # the nearest place has the key
            if len(chosen) + len(ends) >= _MOST or _width([*chosen, one]) > left:
                break
            chosen.append(one)
        parts: list[tuple[str, str]] = []
        for key, label in [*chosen, *ends]:
            parts += [(key, "bold $text"), (f" {label}  ", "")]
        return Content.assemble(*parts)

    def _now(self) -> list[Command]:
        shown = [command for command in self._commands() if command.on_line and not _is_esc(command)]
        shown = [command for command in shown if doer(self.screen, command.action) is not None]
        if _takes_letters(self.screen.focused):
            return [command for command in shown if command.while_typing]
        return shown


def _is_esc(command: Command) -> bool:
    return "escape" in command.key.split(",") and command.shown_key == "Esc"


def _takes_letters(focused: Widget | None) -> bool:
    if focused is None or isinstance(focused, Input):
        return focused is not None
    from textual.widgets import TextArea  # noqa: PLC0415 - large, and the prompt for the passphrase has none

    return isinstance(focused, TextArea)


def _width(keys: list[tuple[str, str]]) -> int:
    return sum(len(key) + len(label) + 3 for key, label in keys)

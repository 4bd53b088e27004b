"""The line in which one types to narrow a list."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.words import Words


class FilterLine(Horizontal):
    """Up and Down move in the list it narrows, Enter opens the row pointed at, Esc clears it and goes to the list.

    With `always` it stands there from the start; else it comes when it is opened, and goes when it is cleared.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear", show=False),
        Binding("up", "in_list(-1)", show=False),
        Binding("down", "in_list(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; padding: 0 1; }
    FilterLine.-open { display: block; }
    FilterLine > .slash { width: 8; color: $text-muted; }
    FilterLine > Input { border: none; height: 1; padding: 0; width: 1fr; background: $surface; }
    FilterLine > Input:focus { border: none; background: $panel; }
    FilterLine > .found { width: auto; padding-left: 2; color: $text-muted; }
    """

    class Narrowed(Message):
        """Other words stand in it."""

    class Entered(Message):
        """The row pointed at should be opened, once it is there."""

    def __init__(self, narrows: PagedList, hint: str, *, always: bool = False) -> None:
        super().__init__()
        self.set_class(always, "-open")
        self._always = always
        self._narrows = narrows
        self._box = Input(placeholder=hint)
        self._box.cursor_blink = False

    @property
    def words(self) -> str:
        """The words that stand in it."""
        return self._box.value.strip()

    def compose(self) -> ComposeResult:
        """Yield what it is, the line, and how many are found."""
        yield Words("/ Find", classes="slash")
        yield self._box
        yield Words(classes="found")

    def narrow(self, other: PagedList) -> None:
        """Narrow another list from now on."""
        self._narrows = other

    def say_found(self, words: str) -> None:
        """Say how many are found."""
        for line in self.query(".found").results(Words):
            line.show(words)

    def open(self) -> None:
        """Show it and put the cursor in it."""
        self.add_class("-open")
        self._box.focus()

    def action_clear(self) -> None:
        """Clear it and go to the list."""
        self.set_class(self._always, "-open")
        self._box.value = ""
        self._narrows.focus()

    def action_in_list(self, step: int) -> None:
        """Move in the list."""
        self._narrows.action_move(step)

    def action_page(self, step: int) -> None:
        """Move a screenful in the list."""
        self._narrows.action_page(step)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Narrowed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered())

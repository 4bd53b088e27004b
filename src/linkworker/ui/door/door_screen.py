"""What every screen before the open store is: a line that names the program, a heading, a body, a status, the keys."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import commands
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.status_line import Status, StatusLine, Tone
from linkworker.ui.widgets.words import Words

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker

_LOW = 30  # a console has 24 or 25 lines
_WIDE = 110


class DoorScreen(Screen[None]):
    """A screen that needs no desk. A subclass names its `PLACE`, and yields its widgets from `body`."""

    PLACE: ClassVar[str] = "unlock"
    HEADING: ClassVar[str] = ""
    AUTO_FOCUS = None
    _explained = False

    DEFAULT_CSS = """
    DoorScreen { layout: vertical; background: $background; }
    DoorScreen > #bar { dock: top; height: 1; background: $panel; color: $text-muted; padding: 0 1; }
    DoorScreen > #heading { height: 1; margin: 2 1 1 3; text-style: bold; color: $text-accent; }
    DoorScreen.-low > #heading { margin: 1 1 1 3; }
    DoorScreen.-roomy > #heading { margin: 5 1 1 22; }
    DoorScreen > #body { height: 1fr; padding: 0 1 0 3; }
    DoorScreen.-roomy > #body { padding: 0 1 0 22; }
    DoorScreen > #body > * { max-width: 74; }
    DoorScreen > #foot { dock: bottom; height: auto; }
    DoorScreen #foot > StatusLine { padding: 0 1 0 3; }
    DoorScreen.-roomy #foot > StatusLine { padding: 0 1 1 22; }
    """

    @property
    def linkworker(self) -> "Linkworker":
        """Return the program."""
        return cast("Linkworker", self.app)

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the heading, the body, the status and the keys."""
        from linkworker.ui.theme.scrollbars import use_scrollbars  # noqa: PLC0415 - the first screen has none

        use_scrollbars()
        self.fit()
        yield Words(self.bar(), id="bar")
        if self.HEADING:
            yield Words(self.HEADING, id="heading")
        with VerticalScroll(id="body", can_focus=False):
            yield from self.body()
        with Vertical(id="foot"):
            yield StatusLine()
            yield KeyLine(self.offered, back=len(self.linkworker.screen_stack) > 1)

    def bar(self) -> Content:
        """Return what stands in the line at the top: the program, and whose laptop it is."""
        whose = self.linkworker.front.settings.organisation.value
        return Content.assemble(("linkworker", "bold $text"), f"  {whose}" if whose else "")

    def body(self) -> ComposeResult:
        """Yield what is particular to this screen."""
        yield from ()

    def offered(self) -> tuple[Command, ...]:
        """Return the commands that the key line shows."""
        return commands(self.PLACE)

    def head(self, words: str) -> None:
        """Say another heading."""
        self.query_one("#heading", Words).show(words)

    def on_resize(self) -> None:
        """Fit the size there is."""
        self.fit()

    def fit(self) -> None:
        """Give up blank lines where there are few; move to the middle where there is room for it.

        Best before there are widgets, which would all be styled anew.
        """
        columns, lines = self.app.size
        self.set_class(lines < _LOW, "-low")
        self.set_class(lines >= _LOW and columns >= _WIDE, "-roomy")

    def explain(self, words: str) -> None:
        """Say what this screen is for, until something else is said or Esc puts it away."""
        self.say(words)
        self._explained = True

    def action_out(self) -> None:
        """Put away what explains the screen; where nothing does, go back."""
        if self._explained:
            self.say("")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Stay: a first screen leads nowhere back."""

    def say(self, words: str) -> None:
        """Say what is being done, or was."""
        self._explained = False
        self.query_one(StatusLine).show(Status(words))

    def trouble(self, words: str) -> None:
        """Say what went wrong, and what to do."""
        self._explained = False
        self.query_one(StatusLine).show(Status(words, Tone.TROUBLE))

"""What every screen over the store is: a body that is read again whenever something was saved, a status, and keys."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input, TextArea

from linkworker.base.errors import LinkworkerError
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import commands
from linkworker.ui.desk import Desk
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.places_line import PlacesLine
from linkworker.ui.widgets.status_line import Status, StatusLine, Tone
from linkworker.ui.widgets.words import Words

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker


class Place(Screen[ScreenResultType]):
    """A screen over the store.

    A subclass names its `PLACE` in the table of commands (and says `BINDINGS = bindings(PLACE)`), yields its widgets
    from `body`, and reads and shows in `load`, which runs in a worker: at mount, and again after any save anywhere.
    """

    PLACE: ClassVar[str] = "everywhere"
    GUIDE: ClassVar[str] = "the-screens"
    """The handbook's topic for this screen."""
    HEADING: ClassVar[str] = ""
    """A line under the places; "" where the body has a heading of its own."""
    PLACES_SHOWN: ClassVar[bool] = True
    """Whether the line of places is there; a meeting and a hand-over show none."""
    AUTO_FOCUS: ClassVar[str | None] = None

    DEFAULT_CSS = """
    Place { layout: vertical; background: $background; }
    Place > #heading { height: 1; margin: 1 1 0 1; text-style: bold; color: $text-accent; }
    Place.-low > #heading { margin: 0; padding: 0 1; background: $surface; }
    Place > #foot { dock: bottom; height: auto; }
    """

    _shown_revision = -1

    @property
    def linkworker(self) -> "Linkworker":
        """Return the program."""
        return cast("Linkworker", self.app)

    @property
    def desk(self) -> Desk:
        """Return the desk: the open store."""
        return self.linkworker.desk

    @property
    def places(self) -> tuple[str, ...]:
        """Return the places whose commands hold here, nearest first."""
        return (self.PLACE,)

    # Parts ---------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Yield the line of places, the heading, the body, the status and the keys."""
        self._heed_height()  # before there are widgets, which would all be styled anew
        if self.PLACES_SHOWN:
            yield PlacesLine(self.linkworker.current_mode)
        if self.HEADING:
            yield Words(self.HEADING, id="heading")
        yield from self.body()
        with Vertical(id="foot"):
            yield StatusLine()
            yield KeyLine(self.offered, back=self._leads_back())

    def offered(self) -> tuple[Command, ...]:
        """Return the commands for the key line; a form calls its save by the words on its button."""
        return commands(*self.places)

    def body(self) -> ComposeResult:
        """Yield what is particular to this screen."""
        yield from ()

    def head(self, words: str | Content) -> None:
        """Say another heading."""
        self.query_one("#heading", Words).show(words)

    def _leads_back(self) -> bool:
        return self.linkworker.screen_stack[:1] != [self]  # counted, it is wrong while one is put over the first

    # Reading -------------------------------------------------------------------------------------------------------

    async def load(self) -> None:
        """Read what is shown, and show it."""

    def on_mount(self) -> None:
        """Read for the first time."""
        self.reload()

    def on_resize(self) -> None:
        """Give up blank lines where there are few."""
        self._heed_height()

    def _heed_height(self) -> None:
        self.set_class(self.app.size.height < 30, "-low")  # noqa: PLR2004 - a console has 24 or 25 lines

    def on_screen_resume(self) -> None:
        """Read again if something was saved while another screen was in front; say only what is news here."""
        self.linkworker.let_go_of_status()
        self.show_status()
        if self._shown_revision != self.desk.revision and self._shown_revision >= 0:
            self.reload()

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Read and show, once at a time; what cannot be read is said in the status line."""
        self._shown_revision = self.desk.revision
        try:
            await self.load()
            for line in self.query(KeyLine):  # a form that is handed over has none
                line.refresh()  # what is read may allow a key, or take it away
        except LinkworkerError as error:
            self.trouble(str(error))
        except NoMatches:
            if self.linkworker.stands(self):
                raise
            # It was left while it was read: its widgets have gone.

    # Saying --------------------------------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Say what was done."""
        self.linkworker.say(Status(words))

    def trouble(self, words: str) -> None:
        """Say what went wrong, and what to do."""
        self.linkworker.say(Status(words, Tone.TROUBLE))

    def show_status(self) -> None:
        """Show the status as it stands."""
        for line in self.query(StatusLine):
            line.show(self.linkworker.status)

    # Leaving -------------------------------------------------------------------------------------------------------

    async def keep_draft(self) -> None:
        """Keep what is typed and not saved. The lock asks every screen for this before it closes the store."""

    def action_back(self) -> None:
        """Go back to the screen before; from a text field, out of it first."""
        if isinstance(self.focused, Input | TextArea) and self.PLACE != "form" and len(self.focus_chain) > 1:
            self.focus_next()
        elif self._leads_back():
            self.dismiss()

"""What a worker looked at and changed, newest first; a manager may look at another worker's."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant
from linkworker.base.words import sentence
from linkworker.casework.history.activity import NEWEST, Done, activity, places_of
from linkworker.casework.workers.workers import worker_names
from linkworker.journal.actions import Action
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Failed
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import ReadPages
from linkworker.ui.widgets.rows import Cell, CellStyle, Row

_COLUMNS = (Column(width=29), Column())
_QUIET = frozenset({Action.VIEWED, Action.PRINTED, Action.EXPORTED, Action.UNLOCKED})
_EMPTY = f"Nothing is there among the newest {NEWEST:,} entries of this laptop."


class OwnActivity(Place[None]):
    """Every entry of one worker, as the journal has it. Nothing in it can be changed."""

    PLACE = "own_activity"
    HEADING = "Your activity"
    GUIDE = "audit"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("own_activity")]
    DEFAULT_CSS = """
    OwnActivity PagedList { margin: 1 0 0 1; }
    OwnActivity.-low PagedList { margin: 0 0 0 1; }
    """

    def __init__(self, worker_id: str | None = None, name: str = "") -> None:
        super().__init__()
        self._worker_id, self._name = worker_id, name
        self._places: tuple[int, ...] = ()
        """Where the entries stand, read once: those written since are in the next reading."""
        self._about: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield PagedList(_COLUMNS, lines=2, empty=_EMPTY)

    async def load(self) -> None:
        """Read the first page."""
        self.head(f"What {self._name} did" if self._name else self.HEADING)
        rows = self.query_one(PagedList)
        await rows.show(ReadPages(self.desk, self._count, self._page))
        if self.focused is None:
            rows.focus()

    def _count(self, connection: Connection) -> int:
        self._places = places_of(connection, self._worker_id or self.desk.worker_id)
        return len(self._places)

    def _page(self, connection: Connection, offset: int, limit: int) -> list[Row]:
        done = activity(connection, self._places[offset : offset + limit])
        self._about.update({one.entry_id: one.person_id for one in done if one.person_id})
        return [_row(one) for one in done]

    def action_open(self) -> None:
        """Open the person whom the line at the pointer is about."""
        self.query_one(PagedList).action_choose()

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        event.stop()
        person_id = self._about.get(event.key)
        if person_id is None:
            self.say("That line is about no person whose record is here.")
        else:
            self.linkworker.open_person(person_id, "history")

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        event.stop()
        self.trouble(str(event.error))

    @work(exclusive=True, group="another")
    async def action_another(self) -> None:
        """Ask whose activity to see, and show it."""
        try:
            names = await self.desk.read(worker_names)
        except LinkworkerError as error:
            self.trouble(str(error))
            return
        chosen = await self.app.push_screen_wait(FormScreen(_whose(names)))
        if chosen is not None:
            self.app.push_screen(OwnActivity(chosen, names[chosen]))


def _whose(names: dict[str, str]) -> Form[str]:
    async def chosen(values: Values) -> str:
        return str(values["worker"])

    options = tuple(Option(worker_id, name) for worker_id, name in names.items())
    field = Field("worker", "Whose?", Kind.PICK, options=options, what="a worker", needed="Choose a worker.")
    return Form("own-activity:whose", "See what another worker did", (field,), chosen, "Show it")


def _row(done: Done) -> Row:
    """Return a line: when and about whom, below it what was done; looking and printing are quieter than changes."""
    style: CellStyle = "muted" if done.action in _QUIET else "strong"
    about = done.about or "This laptop"
    cells = (Cell(show_instant(done.at), "muted"), Cell(about, style))
    return Row(done.entry_id, cells, detail=sentence(done.what))

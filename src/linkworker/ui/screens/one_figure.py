"""One figure: how it is counted, and whom it counts."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_day
from linkworker.casework.evidence.evidence import counted, figure
from linkworker.casework.evidence.figure import Counted, Figure
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.screens.evidence_asked import asked_of
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column(weight=1, least=20), Column(weight=2, least=20))


class OneFigure(Place[None]):
    """Enter opens the person on the line."""

    PLACE = "one_figure"
    HEADING = "A figure"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("one_figure")]
    DEFAULT_CSS = """
    OneFigure > .how { padding: 0 2 0 1; margin-bottom: 1; color: $text-muted; max-width: 90; }
    OneFigure > PagedList { margin: 0 0 0 1; }
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def body(self) -> ComposeResult:
        """Yield how it is counted, and whom it counts."""
        yield Words(classes="how")
        yield PagedList(_COLUMNS, empty="It counts nobody.")

    async def load(self) -> None:
        """Count again, and read whom."""
        desk = self.desk
        held, whom = await desk.read(lambda connection: _read(connection, desk, self.code))
        self.head(f"{held.label}: {held.words}")
        self.query_one(".how", Words).show(f"{held.how} As of {show_day(desk.today)}.")
        await self.query_one(PagedList).show(FixedRows(_rows(whom)))

    def action_open(self) -> None:
        """Open the person on this line."""
        self.query_one(PagedList).action_choose()

    @on(Chosen)
    def _open(self, event: Chosen) -> None:
        self.linkworker.open_person(event.key.partition("/")[0])


def _read(connection: Connection, desk: Desk, code: str) -> tuple[Figure, tuple[Counted, ...]]:
    asked = asked_of(connection, desk)
    return figure(connection, asked, code), counted(connection, asked, code)


def _rows(whom: tuple[Counted, ...]) -> list[Row]:
    """Return a row for each; one person may stand there several times."""
    return [Row(f"{one.person_id}/{at}", (Cell(one.name, "strong"), one.said)) for at, one in enumerate(whom)]

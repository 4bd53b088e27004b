"""The place 'Evidence': the figures of a caseload for now, each with a bar, and each explained."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_day
from linkworker.casework.evidence.evidence import evidence
from linkworker.casework.evidence.figure import Asked, Figure, Group
from linkworker.ui.commands.table import bindings
from linkworker.ui.desk import Desk
from linkworker.ui.screens.evidence_asked import asked_of
from linkworker.ui.screens.one_figure import OneFigure
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.bars import Bar, bar
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs, drawing_glyphs_of
from linkworker.ui.widgets.list_messages import Chosen
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row, heading
from linkworker.ui.widgets.words import Words

_WIDE = 100
_BARS = (10, 30)
"""How long a whole bar is, in a narrow screen and in a wide one."""
_CAUTION = "They stay on this laptop: a small figure can show who somebody is."


class Evidence(Place[None]):
    """Every figure is counted from what the records hold now. Enter says how, and lists whom it counts."""

    PLACE = "evidence"
    HEADING = "Evidence"
    AUTO_FOCUS = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("evidence")]
    DEFAULT_CSS = """
    Evidence > .caution { padding: 0 1; margin-bottom: 1; color: $text-muted; }
    Evidence > PagedList { margin: 0 0 0 1; }
    """

    def body(self) -> ComposeResult:
        """Yield what to bear in mind, and the figures."""
        yield Words(_CAUTION, classes="caution")
        columns = (
            Column(weight=1, least=24),
            Column(width=10, align="right"),
            Column(width=13),
            Column(width=self._bar, drop=1),
        )
        yield PagedList(columns, empty="There is nobody to count yet. Press F3, then n, to add somebody.")

    @property
    def _bar(self) -> int:
        return _BARS[self.app.size.width >= _WIDE]

    async def load(self) -> None:
        """Count."""
        desk = self.desk
        asked, groups = await desk.read(lambda connection: _read(connection, desk))
        whose = "Your own people" if asked.worker_id else "Everybody on this laptop"
        self.head(f"{whose}, as of {show_day(asked.today)}")
        total = groups[0].figures[0].value
        rows = _rows(groups, self._bar, drawing_glyphs_of(self)) if total else []
        await self.query_one(PagedList).show(FixedRows(rows))

    def action_explain(self) -> None:
        """Explain the figure on this line."""
        self.query_one(PagedList).action_choose()

    def action_keeping(self) -> None:
        """Show how long records are kept."""
        from linkworker.ui.screens.erasing.keeping import Keeping  # noqa: PLC0415 - seldom asked for

        self.app.push_screen(Keeping())

    @on(Chosen)
    def _explain(self, event: Chosen) -> None:
        self.app.push_screen(OneFigure(event.key))


def _read(connection: Connection, desk: Desk) -> tuple[Asked, tuple[Group, ...]]:
    asked = asked_of(connection, desk)
    return asked, evidence(connection, asked)


def _rows(groups: tuple[Group, ...], room: int, glyphs: DrawingGlyphs) -> list[Row]:
    rows: list[Row] = []
    for group in groups:
        rows.append(heading(group.title))
        rows += [_row(figure, room, glyphs) for figure in group.figures]
    return rows


def _row(figure: Figure, room: int, glyphs: DrawingGlyphs) -> Row:
    value, _, total = figure.words.partition(" of ")
    drawn = bar(Bar(figure.label, figure.value, figure.total), room, glyphs) if figure.total else ()
    cells = (
        figure.label,
        Cell(value, "strong"),
        Cell(f"of {total}" if total else "", "muted"),
        Cell("".join(text for text, _ in drawn).replace(glyphs.rest, glyphs.leader), "accent"),  # one colour: calmer
    )
    return Row(figure.code, cells)

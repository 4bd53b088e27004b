"""The tab 'Check-ins' of a person: those held, newest first, and the line that they make."""

from typing import ClassVar

from sqlalchemy import Connection
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.dates import show_date
from linkworker.casework.check_ins.check_in_list import Listed, check_in_list
from linkworker.casework.check_ins.trend_marks import Mark, trend_marks
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.check_in.result import CheckInResult
from linkworker.ui.screens.in_error import InError
from linkworker.ui.screens.person.list_panel import ListPanel
from linkworker.ui.widgets.chart import Chart
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, Row
from linkworker.ui.widgets.trend import series_of
from linkworker.ui.widgets.words import Words

_EMPTY = "No check-in yet. Press c to take the first one: the later ones are compared with it."
COLUMNS = (
    Column("Date", width=17),
    Column("Score", width=14),
    Column("Since the one before", weight=3, least=24),
    Column("Moment", width=11),
    Column("How", weight=3, least=18, drop=1),
)
_MOST_ROWS, _MOST_ROWS_LOW = 10, 5


class CheckInsPanel(ListPanel, can_focus=False):
    """The list is the table of the same figures as the chart below it, which follows the questionnaire pointed at."""

    PLACE = "check_in"
    GUIDE = "check-ins"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("check_in")]
    DEFAULT_CSS = """
    CheckInsPanel > PagedList { height: 1fr; }
    CheckInsPanel > .name { height: 1; margin-top: 1; color: $text-accent; text-style: bold; padding: 0 2; }
    CheckInsPanel > Chart { height: 1fr; padding: 0 2; max-width: 150; }
    """

    def __init__(self, person_id: str) -> None:
        super().__init__(person_id)
        self._held: dict[str, Listed] = {}
        self._marks: dict[str, tuple[tuple[Mark, ...], ...]] = {}
        self._chart: Chart | None = None

    def compose(self) -> ComposeResult:
        """Yield the list, and the name of the chart that is mounted once there is one."""
        yield PagedList(COLUMNS, empty=_EMPTY)
        yield Words(classes="name")

    async def load(self) -> None:
        """Read them all: there is one every few weeks."""
        held, marks = await self.desk.read(self._read)
        self._held = {each.view.id: each for each in held}
        self._marks = marks
        await self.rows.show(FixedRows([_row(each) for each in held]), empty=_EMPTY)
        self._fit()
        await self._draw(self.rows.highlighted_key)

    def _read(self, connection: Connection) -> tuple[tuple[Listed, ...], dict[str, tuple[tuple[Mark, ...], ...]]]:
        held = check_in_list(connection, self.person_id, self.desk.today)
        return held, {each.view.id: trend_marks(connection, self.person_id, each.result) for each in held}

    def on_resize(self) -> None:
        """Give the chart what the list leaves."""
        super().on_resize()
        self._fit()

    def _fit(self) -> None:
        most = _MOST_ROWS if self.has_class("-roomy") else _MOST_ROWS_LOW
        self.rows.styles.height = min(len(self._held), most) + 1 if self._held else "1fr"

    # The chart -----------------------------------------------------------------------------------------------------

    @on(PagedList.Moved)
    async def _moved(self, event: Moved) -> None:
        event.stop()
        await self._draw(event.key)

    async def _draw(self, key: str | None) -> None:
        """Draw the whole line of the questionnaire pointed at."""
        name = self.query_one(".name", Words)
        chosen = self._held.get(key or "")
        latest = chosen and next(each for each in self._held.values() if each.view.instrument == chosen.view.instrument)
        name.display = latest is not None
        if latest is None:
            if self._chart is not None:
                self._chart.display = False
            return
        trend, marks = latest.result.trends[0], self._marks[latest.view.id][0]
        name.show(f"{trend.name} over time")
        series = series_of(trend, marks)
        if self._chart is None:
            self._chart = Chart(series)
            await self.mount(self._chart)
        else:
            self._chart.display = True
            self._chart.show(series)

    # Doing ---------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the one pointed at."""
        self.rows.action_choose()

    @on(PagedList.Chosen)
    def _open(self, event: Chosen) -> None:
        event.stop()
        self.app.push_screen(CheckInResult(self.person_id, event.key, about=self.who))

    def action_in_error(self) -> None:
        """Mark the one pointed at as entered in error."""
        chosen = self._held.get(self.rows.highlighted_key or "")
        if chosen is None:
            self.person.say("There is no check-in here to mark as entered in error.")
            return
        words = f"the {chosen.view.name} check-in of {show_date(chosen.view.on)}"
        self.app.push_screen(InError("check_in", self.person_id, chosen.view.id, words, about=self.who))


def _row(each: Listed) -> Row:
    held = each.view
    moved = Cell(each.moved or (held.partial_label or ""), "warning" if each.worsened else "")
    if each.undecided:
        moved = Cell("safety: no decision yet", "warning")
    cells = (
        Cell(show_date(held.on), "strong"),
        Cell(each.score, "strong"),
        moved,
        Cell(held.moment_label, "muted"),
        Cell(held.mode_label, "muted"),
    )
    return Row(held.id, cells)

"""What a directory would bring, or has brought: the counts, what to know, and every row that is wrong."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count, listed
from linkworker.imports.report import Outcome, Report, ReportRow
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.directory_run import bring_in
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.list_messages import Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, CellStyle, Row, heading
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column(least=16), Column(least=20, weight=2), Column(least=24, weight=3))
_GROUPS: tuple[tuple[Outcome, str, str, CellStyle], ...] = (
    (Outcome.REFUSED, "Cannot be taken in", "Could not be taken in", "error"),
    (Outcome.WARNED, "Can be taken in, with something to check", "Taken in, with something to check", "warning"),
    (Outcome.TAKEN, "Can be taken in", "Taken in", ""),
    (Outcome.SAME, "Here already, and stays as it is", "Here already, and stayed as it is", "muted"),
)
"""Each outcome with its heading before and after, those that ask for a look first."""
_NEWS = ("new", "changed", "withdrawn", "back")
_STORE = (("new", "new"), ("changed", "changed"), ("same", "as before"), ("withdrawn", "gone from the feed"))


class DirectoryReport(Place[Report]):
    """Ends with the report once it was brought in, else with None. Nothing is kept before that."""

    PLACE = "directory_report"
    GUIDE = "matching"
    PLACES_SHOWN = False
    HEADING = "Bring in a directory"
    AUTO_FOCUS: ClassVar[str | None] = "PagedList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("directory_report")]
    DEFAULT_CSS = """
    DirectoryReport > #sum { height: auto; max-height: 8; padding: 0 1; margin-bottom: 1; }
    DirectoryReport > PagedList { margin-left: 1; }
    DirectoryReport > #whole {
        height: auto; min-height: 2; max-height: 5; padding: 0 1 0 3; color: $text-muted; background: $surface;
    }
    """

    def __init__(self, path: Path, report: Report) -> None:
        super().__init__()
        self.path = path
        self.report = report
        self.brought = False
        self._busy = False

    def body(self) -> ComposeResult:
        """Yield what it comes to, the rows, and the whole of what is said of the row pointed at."""
        yield Words(id="sum")
        yield PagedList(_COLUMNS, empty="There is no activity in it.")
        yield Words(id="whole")

    async def load(self) -> None:
        """Show the report as it stands; nothing of it comes from the store."""
        one, many = self.report.what
        self.head(f"{self.path.name}: {count(len(self.report.rows), one, many)}")
        self.query_one("#sum", Words).show("\n".join(self._sum()))
        await self.query_one(PagedList).show(FixedRows(self._rows()))

    def offered(self) -> tuple[Command, ...]:
        """Return the commands for the key line; what is brought in is not brought in again."""
        return tuple(each for each in super().offered() if not (self.brought and each.action == "bring_in"))

    def _sum(self) -> list[str]:
        report = self.report
        counts = [f"{report.counts[name]:,} {words}" for name, words in _STORE if report.counts.get(name)]
        stored = f"Of {report.counted}: {listed(counts)}." if counts else ""
        first = "It is in. Esc goes back." if self.brought else "Nothing is kept yet. Press b to bring it in."
        return [line for line in (first, stored, *report.notes) if line]

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for outcome, before, after, style in _GROUPS:
            found = [row for row in self.report.rows if row.outcome is outcome]
            if found:
                rows.append(heading(f"{after if self.brought else before} ({len(found):,})"))
                rows += [_row(number, row, style) for number, row in enumerate(found, len(rows))]
        return rows

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        self.query_one("#whole", Words).show(event.row.detail if event.row else "")

    @work(exclusive=True, group="save")
    async def action_bring_in(self) -> None:
        """Bring it in, all of it or nothing; it goes on to its end even if one leaves."""
        if self.brought or self._busy:
            return
        if not any(self.report.counts.get(name) for name in _NEWS):
            self.trouble("There is nothing new to bring in. Press Esc to go back.")
            return
        self._busy = True
        self.say(f"Bringing in {count(len(self.report.rows), *self.report.what)}. A long list takes a minute.")
        try:
            self.report = await bring_in(self.desk, self.path)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.brought = True
            self.query_one(KeyLine).refresh()
            self.say(self._result())
            self.reload()
        finally:
            self._busy = False

    def _result(self) -> str:
        refused = self.report.of(Outcome.REFUSED)
        came = len(self.report.rows) - refused
        said = f"Brought in {count(came, *self.report.what)}."
        return f"{said} {count(refused, 'row was', 'rows were')} left out." if refused else said

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(self.report if self.brought else None)


def _row(number: int, row: ReportRow, style: CellStyle) -> Row:
    words = " ".join(row.notes)
    return Row(
        str(number), (row.where, Cell(row.name or "no name", "strong"), Cell(words, style)),
        detail=f"{row.where}: {words}" if words else "",
    )  # fmt: skip

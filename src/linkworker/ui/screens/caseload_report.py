"""What each row of a list of people would become, or has become; and bringing them in."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from linkworker.base.errors import LinkworkerError
from linkworker.base.words import count
from linkworker.casework.people.look_alikes import LookAlike
from linkworker.imports.caseload_import import NEW, SAME
from linkworker.imports.report import Outcome, Report, ReportRow
from linkworker.ui.commands.command import Command
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.caseload_run import CaseloadRun
from linkworker.ui.screens.look_alikes import LookAlikes, Told
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.key_line import KeyLine
from linkworker.ui.widgets.list_messages import Chosen, Moved
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import Cell, CellStyle, Row, heading
from linkworker.ui.widgets.words import Words

_COLUMNS = (Column(width=8), Column(least=20), Column(least=30, weight=3))
_OFTEN = 0.3  # seconds between two looks at how far it is
_GROUPS: tuple[tuple[Outcome, str, str, CellStyle], ...] = (
    (Outcome.ASK, "May be somebody who is here: Enter decides", "May be somebody who is here: left out", "warning"),
    (Outcome.REFUSED, "Cannot be taken in", "Could not be taken in", "error"),
    (Outcome.WARNED, "Comes in, with something to check", "Brought in, with something to check", "warning"),
    (Outcome.TAKEN, "Comes in", "Brought in", ""),
    (Outcome.SAME, "Here already, and stays as it is", "Here already, and stayed as it is", "muted"),
)
"""Each outcome with its heading before and after, those that ask for a look first."""


class CaseloadReport(Place[bool]):
    """Ends with True once the people were brought in. Nothing is kept before that."""

    PLACE = "caseload_report"
    PLACES_SHOWN = False
    HEADING = "Bring in a list of people"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("caseload_report")]
    DEFAULT_CSS = """
    CaseloadReport > #sum { height: auto; padding: 0 1; margin-bottom: 1; }
    CaseloadReport > PagedList { margin-left: 1; }
    CaseloadReport > #whole { height: auto; max-height: 4; padding: 0 1 0 3; color: $text-muted; display: none; }
    CaseloadReport > #whole.-shown { display: block; }
    """

    def __init__(self, path: Path, report: Report) -> None:
        super().__init__()
        self.path = path
        self.report = report
        self.decisions: dict[str, str] = {}
        self.brought = False
        self._run: CaseloadRun | None = None

    def body(self) -> ComposeResult:
        """Yield what it comes to, the rows, and the whole of what is said of the highlighted one."""
        yield Words(id="sum")
        yield PagedList(_COLUMNS, id="rows")
        yield Words(id="whole")

    def on_mount(self) -> None:
        """Let the keys act on the rows."""
        self.query_one(PagedList).focus()

    async def load(self) -> None:
        """Show the report as it stands; nothing of it comes from the store."""
        self.head(f"{self.path.name}: {count(len(self.report.rows), 'person', 'people')}")
        self.query_one("#sum", Words).show(self._sum())
        await self.query_one(PagedList).show(FixedRows(list(self._rows())), empty="There is nobody in this file.")

    def offered(self) -> tuple[Command, ...]:
        """Return the commands for the key line: none that has nothing to act on."""
        idle = {"bring_in", "decide"} if self.brought else set() if self.report.of(Outcome.ASK) else {"decide"}
        return tuple(each for each in super().offered() if each.action not in idle)

    @property
    def coming(self) -> int:
        """How many people come in as it stands."""
        decided = sum(1 for said in self.decisions.values() if said == NEW)
        return self.report.of(Outcome.TAKEN) + self.report.of(Outcome.WARNED) + decided

    def _sum(self) -> str:
        if self.brought:
            return "They are in. Esc goes back."
        notes = " ".join(self.report.notes)
        said = f"{count(self.coming, 'person comes', 'people come')} in when you press b. Nobody is in yet."
        return f"{said} {notes}".strip()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for outcome, before, after, style in _GROUPS:
            found = [row for row in self.report.rows if row.outcome is outcome]
            if found:
                rows.append(heading(f"{after if self.brought else before} ({len(found)})"))
                rows += [self._row(row, style) for row in found]
        return rows

    def _row(self, row: ReportRow, style: CellStyle) -> Row:
        said = self._decided(row) or " ".join((*(f"{told}: {why}." for _, told, why in row.may_be), *row.notes))
        return Row(row.where, (row.where, Cell(row.name or "no name", "strong"), Cell(said, style)), detail=said)

    def _decided(self, row: ReportRow) -> str:
        said = self.decisions.get(row.key, "") if row.outcome is Outcome.ASK else ""
        if said == NEW:
            return "You said: somebody else. Comes in."
        told = next((told for person_id, told, _ in row.may_be if said == f"{SAME}{person_id}"), "")
        return f"You said: the same as {told}." if told else ""

    @on(PagedList.Moved, "#rows")
    def _moved(self, event: Moved) -> None:
        words = self.query_one("#whole", Words)
        said = event.row.detail if event.row else ""
        words.set_class(len(said) > self.app.size.width // 2, "-shown")
        words.show(said)

    # Deciding --------------------------------------------------------------------------------------------------------

    def action_decide(self) -> None:
        """Say whether the highlighted row is somebody who is here already."""
        self.query_one(PagedList).action_choose()

    @on(PagedList.Chosen, "#rows")
    def _chosen(self, event: Chosen) -> None:
        row = next((row for row in self.report.rows if row.where == event.key), None)
        if row is None or row.outcome is not Outcome.ASK or self.brought:
            self.say("They are in. Esc goes back." if self.brought else "There is nothing to decide about this one.")
            return
        alike = [LookAlike(person_id, told, why, same=False) for person_id, told, why in row.may_be]

        def told(said: Told | None) -> None:
            if said is not None:
                self.decisions[row.key] = f"{SAME}{said.person_id}" if said.person_id else NEW
                self.reload()

        self.app.push_screen(LookAlikes(row.name, alike, choose="same"), told)

    # Bringing in -----------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="save")
    async def action_bring_in(self) -> None:
        """Bring in everybody who can be, all or nobody."""
        if self.brought or self._run is not None:
            return
        if not self.coming and not self.decisions:
            self.trouble("There is nobody to bring in. Press Esc to go back.")
            return
        self._run = run = CaseloadRun(self.desk, self.path)
        timer = self.set_interval(_OFTEN, lambda: self.say(run.words("Brought in")))
        try:
            self.report = await run.bring_in(self.decisions)
        except LinkworkerError as error:
            self.trouble(str(error))
        else:
            self.brought = True
            self.query_one(KeyLine).refresh()
            self.say(self._result())
            self.reload()
        finally:
            timer.stop()
            self._run = None

    def _result(self) -> str:
        came = self.report.of(Outcome.TAKEN) + self.report.of(Outcome.WARNED)
        left = self.report.of(Outcome.ASK) + self.report.of(Outcome.REFUSED)
        said = f"{count(came, 'person is', 'people are')} brought in. u takes them back."
        return f"{said} {count(left, 'row was', 'rows were')} left out." if left else said

    def action_back(self) -> None:
        """Stop what is under way; else go back."""
        if self._run is not None:
            self._run.stop()
        else:
            self.dismiss(self.brought)

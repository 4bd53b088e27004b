"""Bringing in people from a sheet: which file; then what each row would become, before anything is kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from linkworker.imports.columns import Template
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.parsing import existing_file
from linkworker.ui.screens.bring_in import BringIn, EmptySheet, LookedAt
from linkworker.ui.screens.caseload_report import CaseloadReport
from linkworker.ui.screens.caseload_run import CaseloadRun

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker

_OFTEN = 0.3  # seconds between two looks at how far it is
_WHAT = "You see first who comes in and which rows cannot. Nothing is kept yet."
_NO_SHEET = "No sheet yet? Ctrl+T writes an empty one to fill in, with an example."


def bring_in_people(app: "Linkworker", then: Callable[[], None] | None = None) -> None:
    """Ask which file, show what it would bring, and bring it in when the worker says so; `then` is called after."""

    def ended(brought: bool | None) -> None:
        if brought and then is not None:
            then()

    def looked(found: LookedAt | None) -> None:
        if found is not None:
            app.push_screen(CaseloadReport(found.path, found.report), ended)

    app.push_screen(ImportCaseload(), looked)


class ImportCaseload(BringIn[LookedAt]):
    """Ends with the file that was looked at. A long look can be stopped with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("import_caseload")]
    SHEET = EmptySheet(Template.CASELOAD, "people-to-bring-in", "caseload-template")
    FILE = "file"

    def __init__(self) -> None:
        self._run: CaseloadRun | None = None
        fields = (
            Field("what", _WHAT, Kind.NOTE),
            Field(
                self.FILE,
                "The filled-in sheet",
                Kind.FILE,
                "A CSV or Excel file. Tab completes its name.",
                needed="Enter the name of a file.",
                parse=existing_file,
            ),
            Field("sheet", _NO_SHEET, Kind.NOTE),
        )
        form = Form("import-caseload", "Bring in a list of people", fields, self._look, "Look at it first")
        super().__init__(form)

    @property
    def places(self) -> tuple[str, ...]:
        """Return the places whose commands hold here."""
        return ("form", "import_caseload")

    async def _look(self, values: Values) -> LookedAt:
        """Look at the file; nothing is kept. Raises a LinkworkerError for the form to show."""
        self._run = run = CaseloadRun(self.desk, values[self.FILE])
        timer = self.set_interval(_OFTEN, lambda: self._say_kept(run.words("Looked at")))
        try:
            return LookedAt(run.path, await run.look({}))
        finally:
            timer.stop()
            self._run = None

    def action_back(self) -> None:
        """Stop a look that is under way; else go back."""
        if self._run is not None:
            self._run.stop()
        else:
            super().action_back()

"""Bringing in a directory of activities: which file or folder; then what it would bring, before anything is kept."""

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from linkworker.base.errors import BadInput
from linkworker.imports.columns import Template
from linkworker.imports.report import Report
from linkworker.ui.commands.table import bindings
from linkworker.ui.forms.field import Field, Kind
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.screens.bring_in import BringIn, EmptySheet, LookedAt
from linkworker.ui.screens.directory_report import DirectoryReport
from linkworker.ui.screens.directory_run import look_at

_WHAT = "Nothing is kept yet: you see first what it would bring, and every row that is wrong."
_NO_SHEET = "No list yet? Ctrl+T writes an empty sheet to fill in, with an example."


class ImportDirectory(BringIn[LookedAt | Report]):
    """Ends with the report of what was brought in, or None. After a look, Esc leads back here for another file."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("import_directory")]
    SHEET = EmptySheet(Template.ACTIVITIES, "activities-to-bring-in", "directory-template")
    FILE = "path"

    def __init__(self) -> None:
        fields = (
            Field("what", _WHAT, Kind.NOTE),
            Field(
                self.FILE,
                "The file or folder",
                Kind.FILE,
                "A sheet, JSON, a zip or a folder. Tab completes its name.",
                needed="Enter the name of a file or folder.",
                parse=_there,
            ),
            Field("sheet", _NO_SHEET, Kind.NOTE),
        )
        form: Form[LookedAt | Report] = Form(
            "import-directory", "Bring in a directory", fields, self._look, "Look at it first"
        )
        super().__init__(form)

    @property
    def places(self) -> tuple[str, ...]:
        """Return the places whose commands hold here."""
        return ("form", "import_directory")

    async def _look(self, values: Values) -> LookedAt:
        """Look at it; nothing is kept. Raises a LinkworkerError for the form to show."""
        path: Path = values[self.FILE]
        self._say_kept(f"Reading {path.name}")
        return LookedAt(path, await look_at(self.desk, path))

    def _end_with(self, result: LookedAt | Report) -> None:
        """Show what was found; only what was brought in ends this."""
        self._say_kept("")
        if isinstance(result, LookedAt):
            self.app.push_screen(DirectoryReport(result.path, result.report), self._brought)
        else:
            super()._end_with(result)

    def _brought(self, report: Report | None) -> None:
        if report is not None:
            self.call_later(self._leave, report)

    def _leave(self, report: Report) -> None:
        self.dismiss(report)  # not returned: a callback that awaits its own screen's end never ends


def _there(path: Path) -> Path:
    """Return the path if there is something at it; raises BadInput."""
    if not path.exists():
        raise BadInput("There is no file or folder of that name. Press Tab to complete a name.")
    return path

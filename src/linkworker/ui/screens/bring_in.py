"""Asking for a file to bring in, looked at before anything is kept; and writing an empty sheet to fill in."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from linkworker.imports.columns import Template
from linkworker.imports.report import Report
from linkworker.imports.templates import write_template
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Form, Values
from linkworker.ui.forms.form_screen import FormScreen
from linkworker.ui.forms.parsing import existing_folder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What was looked at, and what would become of each row."""

    path: Path
    report: Report


@dataclass(frozen=True, slots=True)
class EmptySheet:
    """An empty sheet of one template: its file's name without the ending, and the name of the form for it."""

    template: Template
    file: str
    form: str


class BringIn(FormScreen[T]):
    """A subclass says which sheet its files are like, and which field of its form takes the name of one."""

    SHEET: ClassVar[EmptySheet]
    FILE: ClassVar[str]

    def action_template(self) -> None:
        """Write an empty sheet to fill in."""
        self.app.push_screen(FormScreen(_form_of(self.SHEET)), self._written)

    def _written(self, path: Path | None) -> None:
        """Say where it is, and put its name in the line: it is brought in under that name once it is filled in."""
        if path is not None:
            self._view.fill({self.FILE: str(path)})
            self.say(f"The empty sheet is in {path}. Its example row is never taken in.")


def _form_of(sheet: EmptySheet) -> Form[Path]:
    async def save(values: Values) -> Path:
        path: Path = values["folder"] / f"{sheet.file}.{values['kind']}"
        write_template(sheet.template, path)
        return path

    fields = (
        Field("folder", "Which folder to write it in", Kind.FOLDER, "Tab completes its name.", default=str(Path.home()),
              needed="Enter the name of a folder.", parse=existing_folder),
        Field("kind", "What to write", Kind.CHOICE, default="xlsx", needed="Choose one.",
              options=(Option("xlsx", "An Excel workbook"), Option("csv", "A CSV file"))),
    )  # fmt: skip
    return Form(sheet.form, "An empty sheet to fill in", fields, save, "Write it")

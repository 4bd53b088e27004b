"""Our own templates for activities and for a caseload: headings, what each column means, and a worked example."""

import csv
import io
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.imports.columns import Column, Template, columns_of

HELP_MARK = "What to write:"
"""Begins the help row of a CSV template; such a row is never taken in."""
EXAMPLE_MARK = "EXAMPLE"
"""The reference of the worked example; such a row is never taken in."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MOST_CHOICES = 40
_WIDEST = 40


def write_template(template: Template, path: Path) -> None:
    """Write a template as CSV or XLSX, by the ending of the file's name. Raises BadInput for others or a file there."""
    writers = {".csv": template_csv, ".xlsx": template_workbook}
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise BadInput("Name the template with .csv or .xlsx at the end.")
    try:
        with path.open("xb") as file:
            file.write(writer(template))
    except FileExistsError:
        raise BadInput(f"There is a file called {path.name} already. Choose another name.") from None
    except OSError:
        raise BadInput(f"{path.name} could not be written there.") from None


def template_csv(template: Template) -> bytes:
    """Return a template as CSV: headings, a row of help and an example. UTF-8 with a mark, so that Excel reads it."""
    columns = columns_of(template)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([escaped(column.header) for column in columns])
    helps = [_help(column) for column in columns]
    writer.writerow([escaped(cell) for cell in (f"{HELP_MARK} {helps[0]}", *helps[1:])])
    writer.writerow([escaped(column.example) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def template_workbook(template: Template) -> bytes:
    """Return a template as a workbook: the sheet to fill in with an example, and a sheet that explains each column."""
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:  # a new workbook always has one
        sheet = book.create_sheet()
    sheet.title = str(template).capitalize()
    columns = columns_of(template)
    for place, column in enumerate(columns, 1):
        heading = sheet.cell(1, place, column.header)
        heading.font = Font(bold=True)
        # Text, always: a cell that begins with = would be a formula, and 01632 would lose its nought.
        cell = sheet.cell(2, place)
        cell.number_format = "@"
        cell.value, cell.data_type = column.example or None, "s" if column.example else "n"
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, max(14, len(column.header) + 2))
    sheet.freeze_panes = "B2"
    help_sheet = book.create_sheet("What each column means")
    help_sheet.append(["Column", "What to write", "Choices"])
    for column in columns:
        help_sheet.append([column.header, column.help, _choices(column)])
    for letter, width in (("A", 28), ("B", 70), ("C", 70)):
        help_sheet.column_dimensions[letter].width = width
        for cells in help_sheet[letter]:
            cells.alignment = Alignment(wrap_text=True, vertical="top")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def escaped(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: an apostrophe before = + - @ tab and CR."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def is_marked(first_cell: str) -> bool:
    """Say whether a row is the template's own help or example, by its first cell."""
    plain = first_cell.casefold().strip()
    return plain == EXAMPLE_MARK.casefold() or plain.startswith(HELP_MARK.casefold())


def _help(column: Column) -> str:
    needed = "Always fill this in. " if column.needed else ""
    choices = _choices(column)
    return f"{needed}{column.help}" + (f" Choices: {choices}" if choices else "")


def _choices(column: Column) -> str:
    name = column.list_name()
    if name is None:
        return "yes; no" if column.kind == "yes-no" else ""
    rows = coded(name).rows
    shown = "; ".join(row.code for row in rows[:_MOST_CHOICES])
    return shown if len(rows) <= _MOST_CHOICES else f"{shown}; and {len(rows) - _MOST_CHOICES} more"

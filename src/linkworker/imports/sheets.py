"""CSV files and workbooks as rows of text, under caps."""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl

from linkworker.base.errors import BadInput
from linkworker.imports.limits import Limits
from linkworker.imports.source import Content, Member
from linkworker.imports.texts import clean, decode
from linkworker.imports.zips import open_zip, unpack

_DELIMITERS = (",", ";", "\t", "|")
_ESCAPED = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: headings, and rows with the number each had in the file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    note: str = ""


def read_sheet(member: Member, limits: Limits) -> Sheet:
    """Return a CSV file, or the first sheet of a workbook, as text; empty rows are left out. Raises BadInput."""
    if member.content is Content.WORKBOOK:
        return _sheet(member.name, _workbook_rows(member, limits), "", limits)
    if member.content is not Content.TABLE:
        raise BadInput(f"{member.name} is not a table. Save it as CSV or XLSX.")
    text = decode(member.name, member.data)
    if any(len(line) > limits.line for line in text.text.splitlines()):
        raise BadInput(f"{member.name} has a line that is too long for a table, so nothing was taken in.")
    return _sheet(member.name, _csv_rows(member.name, text.text), text.note, limits)


def _sheet(name: str, rows: Iterable[tuple[str, ...]], note: str, limits: Limits) -> Sheet:
    kept: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in enumerate(rows, 1):
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise BadInput(f"{name} has too many columns. The most is {limits.columns}.")
        if any(len(cell) > limits.cell for cell in cells):
            raise BadInput(f"{name}, row {number}, has a cell that is too long.")
        if any(cells):
            kept.append((number, cells))
        if len(kept) > limits.rows:
            raise BadInput(f"{name} has too many rows. The most is {limits.rows:,}.")
    if not kept:
        raise BadInput(f"{name} is empty.")
    return Sheet(kept[0][1], tuple(kept[1:]), note)


def _csv_rows(name: str, text: str) -> Iterator[tuple[str, ...]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield tuple(_unescaped(clean(cell).strip()) for cell in cells)
    except csv.Error:
        raise BadInput(
            f"{name} stops making sense at line {reader.line_num}. Look for a stray quotation mark."
        ) from None


def _unescaped(cell: str) -> str:
    """Take off the apostrophe that we (and spreadsheet programs) put before what could be read as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_ESCAPED) else cell


def _workbook_rows(member: Member, limits: Limits) -> Iterator[tuple[str, ...]]:
    _check_parts(member, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles it does not know; they do not matter here
            book = openpyxl.load_workbook(io.BytesIO(member.data), read_only=True, data_only=True, keep_links=False)
            try:
                sheet = book.worksheets[0]
                # A cell at the far end would otherwise make a million empty rows before it.
                sheet.reset_dimensions()
                found = sheet.iter_rows(max_row=limits.rows + 100, max_col=limits.columns, values_only=True)
                rows = [tuple(_text(cell) for cell in cells) for cells in found]
            finally:
                book.close()
    except BadInput:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its parsers do; for the user they are all one
        raise BadInput(f"{member.name} is a damaged workbook. Save it again as XLSX or CSV.") from None
    yield from rows


def _check_parts(member: Member, limits: Limits) -> None:
    """Refuse a workbook that unpacks to too much, or whose XML brings its own definitions (they can multiply)."""
    with open_zip(member.name, io.BytesIO(member.data), limits) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > limits.workbook:
            raise BadInput(f"{member.name} is too big once unpacked, so nothing was taken in.")
        for entry in entries:
            if entry.filename.casefold().endswith((".xml", ".rels")):
                part = unpack(member.name, archive, entry)
                if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                    raise BadInput(f"{member.name} is not an ordinary workbook. Save it again as XLSX or CSV.")


def _text(cell: Any) -> str:  # noqa: PLR0911 - one line a type reads better than any table of them
    """Return a cell as somebody would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return _unescaped(clean(str(cell)).strip())

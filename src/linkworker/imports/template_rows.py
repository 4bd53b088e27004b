"""Rows of a filled-in template as typed values, with what could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.base.words import listed
from linkworker.imports.cells import parse_cell
from linkworker.imports.columns import Matched, Template, match
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.sheets import Sheet, read_sheet
from linkworker.imports.source import Member
from linkworker.imports.templates import is_marked


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row: values by record.field, cells under headings that nothing is known of, and what was left out and why."""

    number: int
    values: dict[str, Any]
    unknown: dict[str, str]
    warnings: tuple[str, ...]

    def of(self, record: str) -> dict[str, Any]:
        """Return the values of one record, by field."""
        start = f"{record}."
        return {name.removeprefix(start): value for name, value in self.values.items() if name.startswith(start)}

    def where(self) -> str:
        """Return where the row stood, for the report."""
        return f"row {self.number}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in template: its rows, and what is to be said of the whole file."""

    rows: tuple[TemplateRow, ...]
    notes: tuple[str, ...]


def read_filled(template: Template, member: Member, today: date, limits: Limits = LIMITS) -> Filled:
    """Return the rows of a filled-in template, without its help and example rows.

    Raises BadInput if the file is not a table, is too big, or has none of the template's headings.
    """
    sheet = read_sheet(member, limits)
    matched = match(template, sheet.headings, member.name)
    rows = tuple(_rows(sheet, matched, today))
    notes = [sheet.note] if sheet.note else []
    if matched.unknown:
        names = listed(f"'{heading[:40]}'" for heading in matched.unknown.values())
        kept = "Kept as they are" if template is Template.ACTIVITIES else "Not taken in"
        notes.append(f"{kept}, because nothing is known of these headings: {names}.")
    return Filled(rows, tuple(notes))


def _rows(sheet: Sheet, matched: Matched, today: date) -> Iterator[TemplateRow]:
    for number, cells in sheet.rows:
        if is_marked(cells[0]) or not any(cells):
            continue
        values: dict[str, Any] = {}
        warnings: list[str] = []
        for place, column in matched.columns.items():
            cell = cells[place] if place < len(cells) else ""
            try:
                value = parse_cell(column, cell, today)
            except BadInput as problem:
                warnings.append(f"{column.header} was left out. {problem}")
                continue
            if value is not None:
                values[column.field] = value
        unknown = {heading: cells[at] for at, heading in matched.unknown.items() if at < len(cells) and cells[at]}
        yield TemplateRow(number, values, unknown, tuple(warnings))

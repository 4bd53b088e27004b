"""Values as cells of a CSV file: ISO dates, codes beside their labels, and nothing that a spreadsheet would run."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from linkworker.base.lists import coded, names
from linkworker.hub.exports.tables.declared import Column
from linkworker.hub.exports.tables.pseudonym import Pseudonyms

_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""
BETWEEN = "; "
"""Stands between several values of one cell."""
_CODED = frozenset({"code", "codes"})
_NUMBERS = frozenset({"number", "decimal", "pence"})


def escaped(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before what would begin a formula.

    Line ends become spaces, so that a line of the file is a row for every reader.
    """
    flat = " ".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return f"'{flat}" if text.startswith(_STARTS) or flat.startswith(_STARTS) else flat


def headings(columns: Sequence[Column]) -> list[str]:
    """Return the first line: a coded column is followed by one with what people read for the code."""
    return [name for column in columns for name in _names(column)]


def cells(column: Column, value: Any, pseudonyms: Pseudonyms | None) -> list[str]:
    """Return the cells of one value: one, or the code and its label."""
    if column.type in _CODED:
        held = [value] if isinstance(value, str) else list(value or ())
        return [escaped(BETWEEN.join(held)), escaped(BETWEEN.join(_label(column.list, code) for code in held))]
    return [_cell(column, value, pseudonyms)]


def _cell(column: Column, value: Any, pseudonyms: Pseudonyms | None) -> str:
    if value is None or value == "":
        return ""
    if column.type == "id":
        return str(value) if pseudonyms is None else pseudonyms.of(str(value))
    return _plain(column, value)


def _plain(column: Column, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if column.type in _NUMBERS:
        return str(value)  # a minus sign before digits is a number, and stays one
    if isinstance(value, list | tuple):
        return escaped(BETWEEN.join(str(each) for each in value))
    return escaped(str(value))


def _names(column: Column) -> list[str]:
    return [column.name, f"{column.name}_label"] if column.type in _CODED else [column.name]


def _label(name: str, code: str) -> str:
    return coded(name).label(code) if name in names() and coded(name).has(code) else code

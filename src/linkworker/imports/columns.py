"""The columns of our own templates, as rows of data: heading, field, how it is read, help and an example."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.base.lists import ListFault, coded, names
from linkworker.imports.word_map import folded

_KINDS = frozenset({"text", "name", "whole", "yes-no", "date", "birth", "money", "cost", "list", "times"})
_LISTED = ("code:", "codes:")
_ENOUGH = 2


class Template(StrEnum):
    """The templates there are, each named as its data file is."""

    ACTIVITIES = "activities"
    CASELOAD = "caseload"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` is record.field; `kind` says how a cell is read; `also` are other headings it goes by."""

    header: str
    field: str
    kind: str
    help: str
    example: str = ""
    also: tuple[str, ...] = ()
    needed: bool = False

    def list_name(self) -> str | None:
        """Return the coded list that its cells hold codes of, or None."""
        return self.kind.partition(":")[2] or None


@dataclass(frozen=True, slots=True)
class Matched:
    """Which cell of a row holds which column, and the headings that nothing is known of."""

    columns: Mapping[int, Column]
    unknown: Mapping[int, str]


@cache
def columns_of(template: Template) -> tuple[Column, ...]:
    """Return a template's columns in order; raises ListFault naming what is wrong with its file."""
    file = f"{template}-columns.toml"
    text = (files("linkworker.imports") / "data" / file).read_text(encoding="utf-8")
    try:
        return make_columns(file, tomllib.loads(text).get("column", []))
    except tomllib.TOMLDecodeError as error:
        raise ListFault(file, str(error)) from error


def make_columns(file: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Check the rows of a template's file and return its columns; raises ListFault naming the file and the row."""
    made: list[Column] = []
    headings: set[str] = set()
    for number, row in enumerate(rows, 1):
        try:
            column = Column(**{**row, "also": tuple(row.get("also", ()))})
        except TypeError:
            raise ListFault(file, f"column {number} lacks a field, or has one that is not known") from None
        if not _is_kind(column.kind):
            raise ListFault(file, f"column {number} ({column.header}): '{column.kind}' is not a kind of cell")
        for heading in map(folded, (column.header, *column.also)):
            if heading in headings:
                raise ListFault(file, f"column {number} ({column.header}): '{heading}' is there already")
            headings.add(heading)
        made.append(column)
    if not made:
        raise ListFault(file, "it has no columns")
    return tuple(made)


def match(template: Template, headings: tuple[str, ...], name: str) -> Matched:
    """Tell columns by their headings, whatever case and spacing; raises BadInput for a table of something else."""
    by_heading = {folded(heading): column for column in columns_of(template) for heading in _headings(column)}
    columns: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    for place, heading in enumerate(headings):
        column = by_heading.get(folded(heading))
        if column is not None and column not in columns.values():
            columns[place] = column
        elif heading:
            unknown[place] = heading
    if len(columns) < _ENOUGH:
        raise BadInput(f"{name} has none of the headings of our {template} template, so nothing was taken in.")
    return Matched(columns, unknown)


def _headings(column: Column) -> tuple[str, ...]:
    return (column.header, *column.also)


def _is_kind(kind: str) -> bool:
    listed = next((kind.removeprefix(prefix) for prefix in _LISTED if kind.startswith(prefix)), None)
    return kind in _KINDS if listed is None else listed in names() and len(coded(listed)) > 0

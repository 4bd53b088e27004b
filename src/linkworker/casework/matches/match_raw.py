"""Stored values read as they lie: each different text of codes, names or dates is turned into facts once."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Column, String, Table, type_coerce
from sqlalchemy.sql.elements import Label

from linkworker.records.record import Record


class Made(dict[Any, Any]):
    """What was made of a stored value, kept, so that ten thousand rows with the same codes share one set."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, raw: Any) -> Any:
        made = self[raw] = self._make(raw)
        return made


def raw(kind: type[Record], *fields: str) -> list[Label[Any]]:
    """Return columns that are read as stored: JSON and dates as text, which `Made` then turns into facts."""
    table: Table = kind.table()
    return [_as_stored(table.c[name]).label(name) for name in fields]


def codes() -> Made:
    """Return what makes a frozen set of a stored list of codes."""
    return Made(lambda value: frozenset(_list(value)))


def names() -> Made:
    """Return what makes a tuple of a stored list of names, in alphabetical order."""
    return Made(lambda value: tuple(sorted(_list(value), key=str.casefold)))


def days() -> Made:
    """Return what makes a date of a stored one; None stays None."""
    return Made(lambda value: date.fromisoformat(value) if isinstance(value, str) else value)


def _as_stored(column: Column[Any]) -> Any:
    return type_coerce(column, String)


def _list(value: str | None) -> list[str]:
    return [item for item in json.loads(value or "[]") or [] if isinstance(item, str)]

"""Lists and maps that a field holds, as lines that people read, and every text in them."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from linkworker.base.dates import show_date

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)


def lines_of(value: Any, path: str = "") -> Iterator[str]:
    """Yield a line for each plain value inside, with the way to it: "goals 2, words: Sleep more"."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from lines_of(inside, _joined(path, str(key).replace("_", " ")))
    elif isinstance(value, list | tuple):
        for number, inside in enumerate(value, 1):
            yield from lines_of(inside, f"{path} {number}".strip())
    elif value not in (None, "") and not is_machine_id(value):
        yield f"{path}: {_said(value)}" if path else _said(value)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text inside a plain value, names of maps left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from texts_in(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from texts_in(inside)


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Return the same plain value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(inside, change) for key, inside in value.items()}
    return [each_text(inside, change) for inside in value] if isinstance(value, list | tuple) else value


def is_machine_id(value: Any) -> bool:
    """Say whether a value is the id of a record, which says nothing to people."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):  # 30 February only looks like a day: it stays as it is
            return show_date(date.fromisoformat(value))
    return str(value)


def _joined(path: str, key: str) -> str:
    return f"{path}, {key}" if path else key

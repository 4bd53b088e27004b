"""The fields that show the more cautious value while nobody has chosen between two, read from a data file."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.errors import LinkworkerError

_FILE = "cautious.toml"
_SHOWS: Mapping[str, Callable[[Any], int]] = {
    "filled": lambda value: int(bool(value)),
    "empty": lambda value: int(not value),
    "more": lambda value: len(value) if isinstance(value, list) else 0,
}


class CautiousFault(LinkworkerError):
    """The file of cautious fields cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Caution:
    """How cautious the values of one field are. One of the two is set."""

    order: tuple[Any, ...] = ()
    shows: str | None = None

    def of(self, value: Any) -> int:
        """Return how cautious a value is: the greater of two is shown."""
        if self.shows is not None:
            return _SHOWS[self.shows](value)
        return self.order.index(value) if value in self.order else -1


def caution_of(kind: str, field: str) -> Caution | None:
    """Return how cautious the values of a record kind's field are; None where the later one is shown."""
    return cautious_fields().get((kind, field))


@cache
def cautious_fields() -> Mapping[tuple[str, str], Caution]:
    """Return every cautious field by (kind, field); raises CautiousFault for a file that does not say it rightly."""
    return read_cautious((files("linkworker.base") / "data" / _FILE).read_text("utf-8"))


def read_cautious(text: str) -> Mapping[tuple[str, str], Caution]:
    """Return the rules of a file's text; raises CautiousFault."""
    try:
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise CautiousFault(str(error)) from error
    found: dict[tuple[str, str], Caution] = {}
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        place, caution = _read(number, row)
        if place in found:
            raise CautiousFault(f"rule {number} names a field that an earlier one names")
        found[place] = caution
    return found


def _read(number: int, row: Any) -> tuple[tuple[str, str], Caution]:
    match row:
        case {"kind": str(kind), "field": str(field), "order": [_, _, *_] as order, **rest} if not rest:
            return (kind, field), Caution(order=tuple(order))
        case {"kind": str(kind), "field": str(field), "shows": str(shows), **rest} if not rest and shows in _SHOWS:
            return (kind, field), Caution(shows=shows)
    raise CautiousFault(f"rule {number} needs a kind, a field, and either an order of values or what it shows")

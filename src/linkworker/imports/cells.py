"""One cell of a sheet as a typed value, by the same parsers that forms use."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from linkworker.base.dates import Years, parse_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.money import parse_money
from linkworker.base.times import parse_time
from linkworker.imports.columns import Column
from linkworker.imports.feed_costs import parse_cost
from linkworker.imports.feed_times import TimeFact
from linkworker.imports.texts import one_line

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_NOT_KNOWN = frozenset({"", "not known", "unknown", "n/a", "na", "-", "?"})
_MIDNIGHT_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2})?")
_UNTIL = re.compile(r"\s*(?:-|\u2013|\bto\b|\buntil\b)\s*")
_MOST = 100_000
_LONGEST_NAME = 200


def parse_cell(column: Column, cell: str, today: date) -> Any:
    """Return the value of a cell, or None where it is empty or says that it is not known.

    Raises BadInput with a sentence that says what to enter. Lists are split at semicolons, or at line ends.
    """
    if cell.casefold() in _NOT_KNOWN and column.list_name() is None:
        return None
    if not cell:
        return None
    if column.kind.startswith("code:"):
        return coded(column.kind.removeprefix("code:")).find(cell).code
    if column.kind.startswith("codes:"):
        found = coded(column.kind.removeprefix("codes:"))
        return list(dict.fromkeys(found.find(part).code for part in parts_of(cell)))
    return _PARSERS[column.kind](column, cell, today)


def parts_of(cell: str) -> list[str]:
    """Return the parts of a cell that holds several things: split at semicolons and line ends."""
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]


def parse_times(cell: str) -> list[TimeFact]:
    """Read weekly times: "Tue 6:00pm to 7:30pm; Thu 10:00-11:00; Monday". Raises BadInput."""
    return [_one_time(part) for part in parts_of(cell)]


def _one_time(part: str) -> TimeFact:
    day, _, hours = part.partition(" ")
    moments = [moment for moment in _UNTIL.split(hours.strip()) if moment]
    try:
        weekday = coded("weekday").find(day.rstrip(":,")).code
        clock = [f"{parse_time(moment):%H:%M}" for moment in moments]
    except BadInput:
        raise BadInput("Enter days and times like Tue 6:00pm to 7:30pm; Thu 10:00am to 11:00am.") from None
    starts, ends = (*clock, None, None)[:2]
    return TimeFact(weekday, starts, ends, None, None, None)


def _whole(column: Column, cell: str, _today: date) -> int:
    digits = cell.replace(",", "").removesuffix("+").strip()
    if not (digits.isascii() and digits.isdigit() and int(digits[:9]) < _MOST):
        raise BadInput(f"Enter {column.header.lower()} as a whole number.")
    return int(digits)


def _yes_no(column: Column, cell: str, _today: date) -> bool:
    plain = cell.casefold().strip()
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise BadInput(f"Enter yes or no for {column.header.lower()}.")


def _date(column: Column, cell: str, today: date) -> date:
    return parse_date(_day_alone(cell), today=today, what=f"{column.header.lower()} as a date")


def _birth(_column: Column, cell: str, today: date) -> date:
    born = parse_date(_day_alone(cell), today=today, what="a date of birth", years=Years.BIRTH)
    if born > today:
        raise BadInput("A date of birth is before today.")
    return born


def _day_alone(cell: str) -> str:
    found = _MIDNIGHT_STAMP.fullmatch(cell)
    return found[1] if found else cell


_PARSERS: dict[str, Callable[[Column, str, date], Any]] = {
    "text": lambda _column, cell, _today: cell,
    "name": lambda _column, cell, _today: one_line(cell)[:_LONGEST_NAME],
    "whole": _whole,
    "yes-no": _yes_no,
    "date": _date,
    "birth": _birth,
    "money": lambda _column, cell, _today: parse_money(cell),
    "cost": lambda _column, cell, _today: parse_cost(cell),
    "list": lambda _column, cell, _today: parts_of(cell),
    "times": lambda _column, cell, _today: parse_times(cell),
}

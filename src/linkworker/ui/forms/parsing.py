"""From what was typed to the value of a field, by kind; errors are the sentences shown under the field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from linkworker.base.dates import Years, parse_date
from linkworker.base.errors import BadInput
from linkworker.base.money import parse_money
from linkworker.base.times import parse_time
from linkworker.base.words import listed
from linkworker.ui.forms.field import YES, Field, Kind
from linkworker.ui.forms.options import meant

_FEW = 6
_MOST_DIGITS = 9
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+|\d+", re.ASCII)


def value_of(field: Field, typed: str, today: date) -> Any:
    """Return the value of what stands in a field: None (or ()) when empty, else as its Kind says, then its own parse.

    Raises a LinkworkerError, whose sentence is for the screen, for an empty field that is needed or text that
    cannot be read. A secret is taken exactly as typed.
    """
    if not typed.strip():
        if field.needed:
            raise BadInput(field.needed)
        return () if field.kind is Kind.CHOICES else None
    value = _READERS[field.kind](field, typed, today)
    return value if field.parse is None else field.parse(value)


def existing_file(path: Path) -> Path:
    """Return the path if there is a file at it; raises BadInput. For `Field.parse` of a file to read."""
    if not path.is_file():
        raise BadInput("There is no file of that name. Press Tab to complete a name.")
    return path


def existing_folder(path: Path) -> Path:
    """Return the path if there is a folder at it; raises BadInput. For `Field.parse` of a folder to use."""
    if not path.is_dir():
        raise BadInput("There is no folder of that name. Press Tab to complete a name.")
    return path


def _text(field: Field, typed: str, today: date) -> str:
    del field, today
    return typed.strip()


def _secret(field: Field, typed: str, today: date) -> str:
    # A space at either end may be part of a passphrase.
    del field, today
    return typed


def _date(field: Field, typed: str, today: date) -> date:
    return parse_date(typed, today=today, what=field.what or "a date")


def _birth(field: Field, typed: str, today: date) -> date:
    what = field.what or "a date of birth"
    born = parse_date(typed, today=today, what=what, years=Years.BIRTH)
    if born > today:
        raise BadInput(f"Enter {what} that is not after today.")
    return born


def _number(field: Field, typed: str, today: date) -> int:
    del today
    what = field.what or "a whole number"
    words = "".join(typed.split())
    if not _NUMBER.fullmatch(words):
        raise BadInput(f"Enter {what}, for example 12.")
    digits = words.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise BadInput(f"Enter {what} of {_MOST_DIGITS} digits at most.")
    return int(digits)


def _one_code(field: Field, typed: str, today: date) -> str:
    del today
    options = field.offered()
    found = meant(options, typed)
    if found is None:
        what = field.what or "one"
        few = len(options) <= _FEW
        raise BadInput(
            f"Choose {what}: {listed((o.label for o in options), 'or')}." if few else f"Choose {what} from the list."
        )
    return found.code


def _codes(field: Field, typed: str, today: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_one_code(field, line, today) for line in typed.splitlines() if line.strip()))


def _yes_no(field: Field, typed: str, today: date) -> bool:
    return _one_code(field, typed, today) == YES


def _path(field: Field, typed: str, today: date) -> Path:
    # Windows puts quotes round a path that is copied from a folder's window.
    del field, today
    text = typed.strip().strip('"')
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)  # "~nobody" has no home to stand for


_READERS: Mapping[Kind, Callable[[Field, str, date], Any]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LONG: _text,
        Kind.NOTE: _text,
        Kind.SECRET: _secret,
        Kind.DATE: _date,
        Kind.BIRTH: _birth,
        Kind.TIME: lambda field, typed, _: parse_time(typed, what=field.what or "a time"),
        Kind.MONEY: lambda field, typed, _: parse_money(typed, what=field.what or "an amount"),
        Kind.NUMBER: _number,
        Kind.CHOICE: _one_code,
        Kind.PICK: _one_code,
        Kind.CHOICES: _codes,
        Kind.YES_NO: _yes_no,
        Kind.FILE: _path,
        Kind.FOLDER: _path,
    }
)

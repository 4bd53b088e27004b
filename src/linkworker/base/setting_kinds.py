"""How each kind of setting is read from a file or a flag, and the words that say what it must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.base.money import parse_money, show_money
from linkworker.base.words import listed


class Unfit(Exception):
    """A value is not what the setting must be."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: what it must be, in words after "must be", and how it is read (raising Unfit)."""

    must: str
    read: Callable[[Any], Any]
    show: Callable[[Any], str] = str
    """How a value of this kind is shown."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table of values that make one thing: the kinds of its keys, and those it cannot do without."""

    make: type[Any]
    """The frozen dataclass whose fields are the keys."""
    kinds: Mapping[str, Kind]
    needed: tuple[str, ...] = ()
    several: bool = False
    """Whether the file holds several, each headed [[name]]."""
    strict: bool = False
    """Whether anything wrong in it means that none of it is used, rather than the usual value of that key."""
    check: Callable[[Any], str] = lambda _made: ""
    """What is wrong with the whole, as a sentence, or ""."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unfit
    return " ".join(value.split())


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Unfit
    return tuple(dict.fromkeys(_text(item) for item in value))


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise Unfit from None


def _pence(value: Any) -> int:
    try:
        return parse_money(_text(value) if not isinstance(value, int) or isinstance(value, bool) else str(value))
    except BadInput:
        raise Unfit from None


def _prison_code(value: Any) -> str:
    from linkworker.base.identifiers import is_prison_code  # noqa: PLC0415 - the prompt needs no lists to be there

    code = _text(value).upper()
    if not is_prison_code(code):
        raise Unfit
    return code


def _code_of(name: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        from linkworker.base.lists import coded  # noqa: PLC0415 - as above

        try:
            return coded(name).find(_text(value)).code
        except BadInput:
            raise Unfit from None

    return read


def _age_recipient(value: Any) -> str:
    from pyrage import RecipientError, x25519  # noqa: PLC0415 - a compiled module, for those who set one

    text = _text(value)
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        raise Unfit from None
    return text


def _web_address(value: Any) -> str:
    from urllib.parse import urlsplit  # noqa: PLC0415 - for those who set one

    text = _text(value).rstrip("/")
    try:
        parts = urlsplit(text)
        tried_here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
        named = bool(parts.hostname) and parts.port != 0  # looking at the port raises for one that is none
    except ValueError:
        raise Unfit from None
    if not named or "@" in parts.netloc or parts.query or parts.fragment or not (parts.scheme == "https" or tried_here):
        raise Unfit
    return text


def whole(least: int, most: int, unit: str) -> Kind:
    """Return the kind of a whole number between two bounds, both included; a flag gives it as digits."""

    def read(value: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Unfit
        return value

    return Kind(f"a whole number of {unit} from {least} to {most}", read)


def one_of(choices: type[StrEnum]) -> Kind:
    """Return the kind of one of a few words, whatever its case, with spaces or hyphens."""

    def read(value: Any) -> StrEnum:
        try:
            return choices(_text(value).casefold().replace("-", " "))
        except ValueError:
            raise Unfit from None

    return Kind(listed((f'"{choice}"' for choice in choices), "or"), read)


TEXT = Kind("text", _text)
TEXTS = Kind("a list of texts", _texts)
DAY = Kind("a date, for example 2026-08-06", _day)
PENCE = Kind(f'a sum, for example "{show_money(50_000)}"', _pence, show_money)
PRISON_CODE = Kind("three letters, for example MDI", _prison_code)
SETTING = Kind('"custody", "on-licence" or "community"', _code_of("setting"))
LANGUAGE = Kind('a language, for example "en" or "Welsh"', _code_of("language"))
AGE_RECIPIENT = Kind("an age recipient, which begins age1 and has 62 characters", _age_recipient)
WEB_ADDRESS = Kind("an address that begins https://, with no name or password in it", _web_address)
FILE = Kind("a path", lambda value: value if isinstance(value, Path) else Path(_text(value)).expanduser())

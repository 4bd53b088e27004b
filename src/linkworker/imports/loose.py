"""Values of a feed read leniently: what is missing, empty, of another type or "not set" becomes None."""

import json
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, TypeAlias

from linkworker.base.errors import BadInput
from linkworker.imports.limits import Limits
from linkworker.imports.plain_text import plain_text
from linkworker.imports.texts import clean, one_line
from linkworker.records.types import WHOLE_NUMBERS

Item: TypeAlias = Mapping[str, Any]
"""One JSON object of a feed."""

_NUMBER = re.compile(r"\s*(-?\d+)(?:\.\d+)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NOT_SET = frozenset({"", "null", "none", "n/a", "na", "not set", "undefined", "unknown", "-", "0000-00-00"})
_LONGEST_NAME = 200


def load_json(name: str, text: str, limits: Limits) -> Any:
    """Return the JSON of a file with every text in it cleaned; raises BadInput.

    Numbers with a point are kept as text: the journal holds no floats. NaN and infinities become null.
    """
    try:
        value = json.loads(text, parse_float=str, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise BadInput(f"{name} is not whole JSON. Copy it again.") from None
    return _cleaned(name, value, limits.nesting)


def _cleaned(name: str, value: Any, depth: int) -> Any:
    if depth < 0:
        raise BadInput(f"{name} has more layers than a directory has, so nothing was taken in.")
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(name, item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(name, item, depth - 1) for key, item in value.items()}
    return value


def text_of(item: Item, *names: str) -> str | None:
    """Return the first of the named fields that holds words, on one line and without HTML; None if none does."""
    for name in names:
        value = item.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            words = " ".join(plain_text(value).split())
            if words.casefold() not in _NOT_SET:
                return words
    return None


def name_of(item: Item, *names: str) -> str | None:
    """Return the first of the named fields that holds words, cut to 200 letters."""
    words = text_of(item, *(names or ("name",)))
    return None if words is None else words[:_LONGEST_NAME]


def id_of(item: Item, name: str = "id") -> str | None:
    """Return an id as text: a UUID, a number or any word; None if it is missing or blank."""
    value = item.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    words = one_line(str(value))[:_LONGEST_NAME]
    return words or None


def number_of(value: Any) -> int | None:
    """Return a whole number from a number or from text that begins with one ("16+", "18.0"); None otherwise.

    One that no record could hold is none: a feed is not put aside for it.
    """
    if isinstance(value, bool) or value is None:
        return None
    found = _NUMBER.match(str(value)[:20])
    return int(found[1]) if found and int(found[1]) in WHOLE_NUMBERS else None


def date_of(value: Any) -> date | None:
    """Return the date that ISO text begins with, or of 31/12/2026; None if there is none."""
    if not isinstance(value, str):
        return None
    words = value.strip()
    try:
        if found := _ISO_DATE.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def object_of(value: Any) -> Item:
    """Return an object, or an empty one where the feed has null, a word or a list."""
    return value if isinstance(value, dict) else {}


def objects_of(value: Any) -> list[Item]:
    """Return the objects of a list; one object alone counts as a list of one; anything else as empty."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def unknown(item: Item, known: Collection[str]) -> dict[str, Any]:
    """Return the fields that we have no place for, without those that hold nothing."""
    return {name: value for name, value in item.items() if name not in known and value not in (None, "", [], {})}


def unknown_within(item: Item, parts: Mapping[str, Collection[str]]) -> dict[str, list[dict[str, Any]]]:
    """Return, for each named list of objects, what its objects hold that we have no place for."""
    found = {name: [unknown(part, known) for part in objects_of(item.get(name))] for name, known in parts.items()}
    return {name: [part for part in rest if part] for name, rest in found.items() if any(rest)}

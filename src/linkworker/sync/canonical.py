"""The one way in which a value is written as JSON bytes, so that the same value has the same hash everywhere."""

import json
import unicodedata
from typing import Any, NoReturn

from linkworker.sync.problems import WrongFacts


def _no_float(_text: str) -> NoReturn:
    raise WrongFacts("it holds a number with a point")


# Made once: making them anew for each line took a third of the time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def canonical(value: object) -> bytes:
    r"""Return the canonical bytes of a JSON value.

    UTF-8, object keys sorted by code point, no spaces, strings in NFC, no floats. Escaped are only the quotation mark,
    the backslash and the characters below U+0020 (short forms for \b \f \n \r \t, otherwise \u00xx, lower case).
    Raises WrongFacts for what has no canonical form: floats, half a surrogate pair, keys that are the same in NFC.
    """
    _check(value)
    return written(value)


def written(value: object) -> bytes:
    """Return the canonical bytes of a value that `parse` gave, which is known to hold no float."""
    try:
        text = _dump(value)
        # Every part of a text in NFC is in NFC (Unicode Annex 15), so one look at the whole is enough, and quick.
        if not unicodedata.is_normalized("NFC", text):
            text = _dump(_composed(value))
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise WrongFacts("a text holds half a character") from error
    except (TypeError, ValueError, RecursionError) as error:
        raise WrongFacts("a value has no canonical form") from error


def parse(raw: bytes) -> Any:
    """Return the value of canonical JSON bytes. Raises WrongFacts when the bytes are not the canonical ones."""
    try:
        value = _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise WrongFacts("it is not JSON text") from error
    if written(value) != raw:
        raise WrongFacts("it is not written in the canonical way")
    return value


def _dump(value: object) -> str:
    return _ENCODER.encode(value)


def _check(value: object) -> None:
    """Raise WrongFacts for a float or for a name that is not text; `json` would write both."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(inner if isinstance(key, str) else 0.0)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif isinstance(value, float):
        raise WrongFacts("a value has no canonical form")


def _composed(value: object) -> object:
    """Return the value with every string in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_composed(inner) for inner in value]
    if isinstance(value, dict):
        named = {unicodedata.normalize("NFC", key): _composed(inner) for key, inner in value.items()}
        if len(named) != len(value):
            raise WrongFacts("two names are the same in NFC")
        return named
    return value

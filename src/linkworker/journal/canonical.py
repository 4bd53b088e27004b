"""One spelling of every value, so that the same thing always has the same bytes and the same hash."""

import json
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from linkworker.base.errors import BadInput

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def plain(value: Any) -> Any:  # noqa: PLR0911 - one line a type reads better than any table of them
    """Return a value as JSON holds it: NFC text, ISO dates, decimals as text, whole numbers, lists and maps of these.

    Raises TypeError for a float: scores are decimals and money is pence, so a float is always a mistake. Raises
    BadInput for a text that cannot be kept everywhere: UTF-8 has no half characters, PostgreSQL no zero character.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(name)): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    message = f"the journal has no spelling for {type(value).__name__}"
    raise TypeError(message)


def _text(value: str) -> str:
    if "\0" not in value:
        if value.isascii():
            return value
        with suppress(UnicodeEncodeError):
            value.encode()
            return unicodedata.normalize("NFC", value)
    raise BadInput("A character of that text cannot be kept. Type it again without it.")


def canonical(value: Any) -> str:
    """Return the one JSON text of a plain value: keys sorted, no spaces, letters as themselves."""
    return _ENCODER.encode(value)


def instant_text(instant: datetime) -> str:
    """Return an aware moment as UTC text to the millisecond, for example `2026-08-06T10:15:00.000Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"

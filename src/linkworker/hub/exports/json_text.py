"""Plain values as JSON text in which a decimal stands with its own digits, never as a binary float."""

from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

_FIXED = {None: "null", True: "true", False: "false"}


def json_text(value: Any) -> str:
    """Return the JSON of a value on one line, letters as themselves; `Decimal("21.50")` is `21.50`.

    Raises TypeError for a float: what it stands for was never one.
    """
    if isinstance(value, str):
        return str(encode_basestring(value))
    if isinstance(value, dict):
        return "{" + ", ".join([f"{encode_basestring(name)}: {json_text(one)}" for name, one in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([json_text(one) for one in value]) + "]"
    if value is None or isinstance(value, bool):
        return _FIXED[value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    message = f"an export has no spelling for {type(value).__name__}"
    raise TypeError(message)

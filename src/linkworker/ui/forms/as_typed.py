"""From a stored value to the text that stands in a field when a form opens on it."""

from datetime import date
from typing import Any

from linkworker.base.dates import show_date
from linkworker.ui.forms.field import NO, YES


def as_typed(value: Any) -> str:
    """Return a value as it would be typed: "" for None, yes or no, a date in words, a line for each code."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return show_date(value)
    return "\n".join(value) if isinstance(value, list | tuple) else str(value)

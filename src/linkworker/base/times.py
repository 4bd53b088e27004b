"""Times of day as people write them and as we show them: 5:30pm, always in London."""

import re
from datetime import datetime, time

from linkworker.base.clock import london
from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput

EXAMPLE = "5:30pm"

_NAMED = {"midday": time(12), "noon": time(12), "midnight": time(0)}
_TWELVE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\.?", re.ASCII)
_TWENTY_FOUR = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?", re.ASCII)
_NOON = 12


def parse_time(text: str, *, what: str = "a time") -> time:
    """Read a time of day: 5:30pm, 5.30pm, 5pm, 17:30, 09:00, midday, midnight.

    An hour of one digit with no am or pm (5:30) could be either, so it is asked for again. Raises BadInput.
    """
    words = " ".join(text.casefold().split())
    if words in _NAMED:
        return _NAMED[words]
    if found := _TWELVE.fullmatch(words):
        return _twelve_hour(int(found[1]), int(found[2] or 0), found[3], what)
    if found := _TWENTY_FOUR.fullmatch(words):
        hour, minute = int(found[1]), int(found[2])
        if len(found[1]) == 1 and hour:
            raise BadInput(f"Say morning or afternoon: {hour}:{found[2]}am or {hour}:{found[2]}pm.")
        return _real_time(hour, minute, what)
    raise BadInput(time_sentence(what))


def time_sentence(what: str = "a time") -> str:
    """Return the sentence that asks for a time: "Enter a time, for example 5:30pm."."""
    return f"Enter {what}, for example {EXAMPLE}."


def show_time(moment: time) -> str:
    """Return the time as people read it: 5:30pm, midday, midnight."""
    if (moment.hour, moment.minute) in {(0, 0), (_NOON, 0)}:
        return "midday" if moment.hour else "midnight"
    half = "am" if moment.hour < _NOON else "pm"
    return f"{moment.hour % _NOON or _NOON}:{moment.minute:02}{half}"


def show_instant(instant: datetime) -> str:
    """Return an aware instant as London read it: 6 August 2026 at 5:30pm."""
    there = instant.astimezone(london())
    return f"{show_date(there.date())} at {show_time(there.time())}"


def _twelve_hour(hour: int, minute: int, half: str, what: str) -> time:
    if not 1 <= hour <= _NOON:
        raise BadInput(time_sentence(what))
    return _real_time(hour % _NOON + (_NOON if half == "p" else 0), minute, what)


def _real_time(hour: int, minute: int, what: str) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise BadInput(time_sentence(what)) from None

"""When something happens and what it costs in the fewest words, for a column of a list."""

from collections.abc import Iterable
from datetime import time

from linkworker.base.lists import coded
from linkworker.base.times import show_time
from linkworker.matching.rules import rules

_NAMED_DAYS = 2
_SHORT = 3
_ANY_DAY = "any day"


def brief_when(times: Iterable[tuple[str | None, time | None]], item: str) -> str:
    """Return when it happens in at most 11 letters: "Tue 6:00pm", "Mon, Thu", "Mon to Fri", "3 days", "any day".

    Each time is a weekday (its code, None where not known) and when it starts.
    """
    held = list(times)
    if not held:
        return _ANY_DAY if item in rules().codes["no_times"] else "not known"
    if len(held) == 1:
        day, starts = held[0]
        said = " ".join(part for part in (_day(day), show_time(starts) if starts else "") if part)
        return said or "not known"
    week = coded("weekday").codes()
    days = [day for day in week if any(day == each for each, _ in held)]
    if not days:
        return "not known"
    if len(days) <= _NAMED_DAYS:
        return ", ".join(_day(day) for day in days)
    places = [week.index(day) for day in days]
    if places == list(range(places[0], places[-1] + 1)):
        return f"{_day(days[0])} to {_day(days[-1])}"
    return f"{len(days)} days"


def brief_cost(pence: int | None, per: str | None, words: str | None = None) -> str:
    """Return what it costs in at most 12 letters where it can: "free", "£25 month", "£90", "not known"."""
    if pence is None:
        return "in words" if words else "not known"
    if pence <= 0:
        return "free"
    pounds, rest = divmod(pence, 100)
    said = f"£{pounds:,}" if not rest else f"£{pounds:,}.{rest:02}"
    return said if per in {None, "once"} else f"{said} {per}"


def _day(code: str | None) -> str:
    return coded("weekday").label(code)[:_SHORT] if code else ""

"""How long ago or how far ahead a day is, in words that are read at a glance."""

from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.words import count

_DAYS_UP_TO = 14
_WEEKS_UP_TO = 70
_MONTHS_UP_TO = 730


def span(days: int) -> str:
    """Return days as "3 days", "5 weeks", "4 months" or "2 years": whole ones only, whichever way."""
    long = abs(days)
    if long < _DAYS_UP_TO:
        return count(long, "day")
    if long < _WEEKS_UP_TO:
        return count(long // 7, "week")
    return count(long * 12 // 365, "month") if long < _MONTHS_UP_TO else count(long // 365, "year")


def overdue(day: date, today: date) -> str:
    """Return "3 weeks overdue", "due today", or "due 12 August 2026"."""
    if day < today:
        return f"{span((today - day).days)} overdue"
    return "due today" if day == today else f"due {show_date(day)}"


def overdue_in_short(day: date, today: date) -> str:
    """Return the same for a narrow column: "3 weeks late", "due today", "in 6 days"."""
    if day < today:
        return f"{span((today - day).days)} late"
    return "due today" if day == today else f"in {span((day - today).days)}"


def since(day: date, today: date) -> str:
    """Return "for 3 weeks", "today", or "in 3 weeks" for a day to come."""
    if day == today:
        return "today"
    return f"for {span((today - day).days)}" if day < today else f"in {span((day - today).days)}"


def ended(day: date, today: date) -> str:
    """Return "3 weeks ago", "today", or "in 3 weeks" for a day to come."""
    if day == today:
        return "today"
    return f"{span((today - day).days)} ago" if day < today else f"in {span((day - today).days)}"

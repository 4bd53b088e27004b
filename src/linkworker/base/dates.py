"""Dates as people write them, day first, and as we show them: 6 August 2026."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from linkworker.base.errors import BadInput

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

EXAMPLE = "6 August 2026"
BIRTH_EXAMPLE = "6 August 1998"
FIRST_YEAR, LAST_YEAR = 1900, 2199

_TODAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ /.-]+(\d{1,2}|[a-z]+)[ /.-]+(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[ /.-](\d{1,2})[ /.-](\d{1,2})", re.ASCII)
_SHORTEST_MONTH = 3


class Years(StrEnum):
    """How a year of two digits is read."""

    NEAR = "near"
    """The century that brings it nearest to today (up to 50 years ago, up to 49 ahead): meetings, releases, expiry."""

    BIRTH = "birth"
    """The latest century that is not after today: nobody is born tomorrow. Over 99, type four digits."""


def parse_date(text: str, *, today: date, what: str = "a date", years: Years = Years.NEAR) -> date:
    """Read a date, day first, or year first if the year has four digits.

    Takes 6 August 2026, 6 Aug 2026, 6th August 2026, 6/8/26, 6/8/2026, 6 8 2026, 6-8-2026, 2026-08-06, a weekday's name
    before any of them, and today, yesterday, tomorrow. `what` names the answer in the sentence, for example
    "a date of birth". Raises BadInput.
    """
    words = " ".join(re.sub(r"[,\s]+", " ", text.casefold()).split())
    if words in _TODAY_WORDS:
        return today + timedelta(days=_TODAY_WORDS[words])
    words = _without_weekday(words)
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
        return _real_date(year, month, day, what, years)
    found = _DAY_FIRST.fullmatch(words)
    month_number = _month(found[2]) if found else None
    if found is None or month_number is None:
        raise BadInput(date_sentence(what, years))
    if len(found[3]) == len("2026"):
        return _real_date(int(found[3]), month_number, int(found[1]), what, years)
    return _two_digit_date(
        int(found[3]), lambda y: _real_date(y, month_number, int(found[1]), what, years), today, years
    )


def date_sentence(what: str = "a date", years: Years = Years.NEAR) -> str:
    """Return the sentence that asks for a date, for example "Enter a date, for example 6 August 2026."."""
    return f"Enter {what}, for example {BIRTH_EXAMPLE if years is Years.BIRTH else EXAMPLE}."


def show_date(day: date) -> str:
    """Return the date as people read it: 6 August 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_day(day: date) -> str:
    """Return the date with its weekday: Thursday 6 August 2026."""
    return f"{DAYS[day.weekday()]} {show_date(day)}"


def add_months(day: date, months: int) -> date:
    """Return the same day of the month so many calendar months on; the month's last day where it is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Return whole years of age on a day; someone born on 29 February turns on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _without_weekday(words: str) -> str:
    """Drop a weekday's name from the front; a slip in it should not stop a date that says itself."""
    first, _, rest = words.partition(" ")
    is_weekday = len(first) >= _SHORTEST_MONTH and any(name.casefold().startswith(first) for name in DAYS)
    return rest if is_weekday and rest else words


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    # "sept" is common and is a prefix of September as well.
    hits = [number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(text)]
    return hits[0] if len(text) >= _SHORTEST_MONTH and len(hits) == 1 else None


def _real_date(year: int, month: int, day: int, what: str, years: Years) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(f"Enter {what} with a year from {FIRST_YEAR} to {LAST_YEAR}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadInput(f"That day is not in the calendar. {date_sentence(what, years)}") from None


def _two_digit_date(year: int, make: Callable[[int], date], today: date, years: Years) -> date:
    this_century = today.year - today.year % 100
    if years is Years.BIRTH:
        # 29 February exists in one century and not in another, so the year decides before the day does.
        later = this_century + year
        if later > today.year:
            return make(later - 100)
        born = make(later)
        return make(later - 100) if born > today else born
    nearest = min(
        (this_century - 100 + year, this_century + year, this_century + 100 + year), key=_distance(today.year)
    )
    return make(nearest)


def _distance(this_year: int) -> Callable[[int], int]:
    # The tie at exactly 50 years goes to the past, which is where most dates people type lie.
    return lambda year: 2 * abs(year - this_year) + (year > this_year)

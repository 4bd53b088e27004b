"""Sentences made from reasons and their figures, when they are shown."""

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from datetime import time as time_of_day
from types import MappingProxyType
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.lists import coded, names
from linkworker.base.money import show_money
from linkworker.base.times import show_time
from linkworker.base.words import count, listed
from linkworker.matching.activity_facts import TimeFacts
from linkworker.matching.open_ends import DAY, NO_OLDEST
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Outcome

_NO_PLACES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wording:
    """Who the sentences are about, and how prisons are called."""

    who: str = "This person"
    places: Mapping[str, str] = field(default_factory=lambda: _NO_PLACES)
    """Names of establishments by code; a code without a name stands as it is."""

    def sentence(self, outcome: Outcome) -> str:
        """Return what the test found, to read aloud: "Insurance ended 3 June 2026."."""
        return self._fill(rules().reason(outcome).says, outcome)

    def condition(self, outcome: Outcome) -> str:
        """Return the words after the activity in "Fits if"; "" where there is none."""
        return self._fill(rules().reason(outcome).condition, outcome)

    def fix(self, outcome: Outcome) -> str:
        """Return what would make it fit, as a sentence; "" where nothing stands in the way."""
        return self._fill(rules().reason(outcome).fix, outcome)

    def _fill(self, template: str, outcome: Outcome) -> str:
        text = _Words(self.places).vformat(template, outcome.args, {"who": self.who})
        return text[:1].upper() + text[1:] if not template.startswith("if ") else text


def label(list_name: str, code: str) -> str:
    """Return a code's label; the code's own words where its list does not hold it."""
    if list_name in names() and coded(list_name).has(code):
        return coded(list_name).label(code)
    return code.replace("-", " ").capitalize()


def lower_first(text: str) -> str:
    """Return the text for the middle of a sentence: "DBS checks" keeps its capitals."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def show_times(times: Iterable[TimeFacts]) -> str:
    """Return weekly times as "Tuesday 6:00pm and Thursday 5:00pm"."""
    shown = []
    for time in times:
        day = "a day not yet known" if time.weekday is None else label("weekday", time.weekday)
        shown.append(day if time.starts is None else f"{day} {show_time(_clock(time.starts))}")
    return joined(shown, "and")


def _clock(minutes: int) -> time_of_day:
    hour, minute = divmod(minutes % DAY, 60)
    return time_of_day(hour, minute)


def show_price(price: tuple[int, str | None]) -> str:
    """Return pence and what one payment is for as "£25.00 a month"."""
    pence, per = price
    return " ".join(filter(None, (show_money(pence), rules().cost_words.get(per or "", ""))))


def joined(words: Iterable[str], by: str) -> str:
    """Return words as "one, two and three", or "nothing"."""
    return listed(words, by) or "nothing"


def _ages(ages: tuple[int, int]) -> str:
    youngest, oldest = ages
    if oldest >= NO_OLDEST:
        return f"people of {youngest} and over"
    return f"people up to {oldest}" if youngest <= 0 else f"people of {youngest} to {oldest}"


def _waiting(number: int, *, clause: bool) -> str:
    if number == 0:
        return "nobody is waiting" if clause else "nobody waits"
    if clause:
        return "1 person is waiting" if number == 1 else f"{number} people are waiting"
    return "1 waits" if number == 1 else f"{number} wait"


def _in_order(list_name: str, codes: Iterable[str]) -> list[str]:
    """Return the codes in the order of their list, so that a sentence is always the same."""
    order = coded(list_name).codes() if list_name in names() else ()
    return sorted(codes, key=lambda code: (order.index(code) if code in order else len(order), code))


_PLAIN: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "date": show_date,
        "money": show_money,
        "price": show_price,
        "ages": _ages,
        "weeks": lambda number: count(number, "week", "weeks"),
        "free places": lambda number: count(number, "free place", "free places"),
        "waiting": lambda number: _waiting(number, clause=True),
        "wait": lambda number: _waiting(number, clause=False),
        "times": show_times,
        "names": lambda words: joined(words, "and"),
        "one": lambda words: joined(words, "or"),
    }
)

_MANY = 3
"""More things than this are counted, not listed, where a row has to stay short."""


def _some(list_name: str, codes: Iterable[str]) -> str:
    """Return a few codes as a list, more of them as "9 of its checks"."""
    held = _in_order(list_name, codes)
    if len(held) > _MANY:
        return f"{len(held)} of its checks"
    return joined((lower_first(label(list_name, code)) for code in held), "and")


_LISTS: Mapping[str, Callable[[str, Any], str]] = MappingProxyType(
    {
        "label": label,
        "word": lambda name, code: lower_first(label(name, code)),
        "labels": lambda name, codes: joined((label(name, code) for code in _in_order(name, codes)), "and"),
        "all": lambda name, codes: joined((lower_first(label(name, code)) for code in _in_order(name, codes)), "and"),
        "some": _some,
        "either": lambda name, codes: joined((lower_first(label(name, code)) for code in _in_order(name, codes)), "or"),
    }
)


class _Words(string.Formatter):
    """Fills {0:date}, {0:money}, {0:word LIST} and their like."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one figure in words; a kind that is not known is the data file's fault."""
        if not format_spec:
            return str(value)
        if format_spec == "place":
            return self._places.get(value, value)
        if format_spec == "places":
            return joined(sorted(self._places.get(code, code) for code in value), "or")
        kind, _, list_name = format_spec.partition(" ")
        if list_name and kind in _LISTS:
            return _LISTS[kind](list_name, value)
        return _PLAIN[format_spec](value)


def show_start(start: date, today: date) -> str:
    """Return when something starts, in a few words."""
    return "starts today" if start == today else f"starts {show_date(start)}"

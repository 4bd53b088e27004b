"""When a service runs: the calendar rules of a feed, and the many ways they are written, as weekly times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.imports.loose import Item, date_of, number_of, objects_of, text_of

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?", re.IGNORECASE)
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[T ]")
_DAY = re.compile(r"([+-]?\d)?\s*(?<![A-Za-z])([A-Za-z]{2,9})\b")
_RANGE = re.compile(r"\b([A-Za-z]{3,9})\s*(?:-|to|until)\s*([A-Za-z]{3,9})\b")
_WHOLE_DAY = {("00:00", "00:00"), ("00:00", "23:59"), ("00:00", "24:00")}
_NTH = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "5": "Fifth", "-1": "Last"}
_EVERY_DAY = frozenset({"daily", "everyday"})
_NOON, _LAST_HOUR, _LAST_MINUTE = 12, 24, 59
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class TimeFact:
    """One weekly time; times of day are HH:MM in London, None where they are not known."""

    weekday: str | None
    starts: str | None
    ends: str | None
    from_on: date | None
    to_on: date | None
    words: str | None


def times_of(item: Item, today: date, notes: list[str]) -> list[TimeFact]:
    """Return the weekly times of a service and of its places; adds to `notes` what was odd about them."""
    places = objects_of(item.get("service_at_locations"))
    schedules = [rule for owner in (item, *places) for rule in objects_of(owner.get("schedules"))]
    facts = list(dict.fromkeys(fact for rule in schedules for fact in _times(rule, notes)))
    ended = [fact.to_on for fact in facts if fact.to_on and fact.to_on < today]
    if ended and len(ended) == len(facts):
        notes.append(f"Its times ended on {show_date(max(ended))}.")
    return facts


def time_of(value: Any) -> str | None:
    """Return HH:MM from 10:00:00, 10:00+01:00, 2026-01-05T10:00Z, 10.30, 6pm; None if it is not a time.

    A time without a zone is London's, and so is one with a zone: what a door says is what counts.
    """
    words = _STAMP.sub("", str(value).strip()) if isinstance(value, str) else ""
    found = _CLOCK.match(words)
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
        return None
    return f"{hour:02}:{minute:02}"


def days_of(value: Any) -> list[tuple[str, str]]:
    """Return (which week, weekday code) for MO,TU or 2MO or Monday - Friday or a list; "" is every week."""
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value or "")
    days: dict[tuple[str, str], None] = {}
    for first, last in _RANGE.findall(text):
        days.update(dict.fromkeys(("", code) for code in _between(_weekday(first), _weekday(last))))
    for nth, word in _DAY.findall(text):
        days.update(dict.fromkeys((nth.removeprefix("+"), code) for code in _named(word)))
    return list(days)


def _named(word: str) -> Iterable[str]:
    week = coded("weekday").codes()
    plain = word.casefold()
    if plain in _EVERY_DAY:
        return week
    if plain in {"weekday", "weekdays"}:
        return week[:5]
    if plain in {"weekend", "weekends"}:
        return week[5:]
    found = _weekday(word)
    return (found,) if found else ()


def _between(first: str | None, last: str | None) -> tuple[str, ...]:
    week = coded("weekday").codes()
    if first is None or last is None or week.index(first) > week.index(last):
        return ()
    return week[week.index(first) : week.index(last) + 1]


def _weekday(word: str) -> str | None:
    plain = word.casefold()
    for row in coded("weekday"):
        names = {name.casefold() for name in row.words()}
        if plain in names or plain.removesuffix("s") in names:
            return row.code
    return None


def _times(rule: Item, notes: list[str]) -> list[TimeFact]:
    opens, closes = _hours(rule, notes)
    from_on = date_of(rule.get("valid_from")) or date_of(rule.get("dtstart"))
    to_on = date_of(rule.get("valid_to"))
    if from_on and to_on and from_on > to_on:
        notes.append("A time of it ends before it begins, so its dates were left out.")
        from_on = to_on = None
    days = days_of(rule.get("byday"))
    if rule.get("byday") and not days:
        notes.append("A day of the week could not be read.")
    said = text_of(rule, "description", "notes", "attending_type")
    facts = [TimeFact(day, opens, closes, from_on, to_on, _words(rule, nth, said)) for nth, day in days]
    if facts or not (opens or closes or said):
        return facts
    return [TimeFact(None, opens, closes, from_on, to_on, _words(rule, "", said))]


def _hours(rule: Item, notes: list[str]) -> tuple[str | None, str | None]:
    opens, closes = time_of(rule.get("opens_at")), time_of(rule.get("closes_at"))
    if any(rule.get(name) and time_of(rule[name]) is None for name in ("opens_at", "closes_at")):
        notes.append("A time of day could not be read.")
    if (opens, closes) in _WHOLE_DAY:
        return None, None
    if opens and closes and closes <= opens:
        notes.append("A time of it ends before it begins, so its end was left out.")
        return opens, None
    return opens, "23:59" if closes == "24:00" else closes


def _words(rule: Item, nth: str, said: str | None) -> str | None:
    parts = []
    interval = number_of(rule.get("interval")) or 1
    monthly = str(rule.get("freq") or "").strip().upper() == "MONTHLY"
    if nth in _NTH:
        parts.append(f"{_NTH[nth]} of the month.")
    elif monthly:
        days = text_of(rule, "bymonthday")
        parts.append(f"Monthly, on day {days}." if days and not rule.get("byday") else "Monthly.")
    if interval > 1:
        parts.append(f"Every {interval} {'months' if monthly else 'weeks'}.")
    if said:
        parts.append(said)
    return " ".join(parts)[:_LONGEST] or None

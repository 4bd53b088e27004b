"""What is shown of an activity: who it is for, when, where, cost, how to join, and how old the facts are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.times import show_time
from linkworker.base.words import count, listed
from linkworker.casework.money.money_view import ages_words
from linkworker.matching.rules import rules


@dataclass(frozen=True, slots=True)
class TimeView:
    """One weekly time. Times are HH:MM; None: not known."""

    id: str
    weekday: str | None
    starts: str | None
    ends: str | None
    words: str | None

    def said(self) -> str:
        """Return it as people say it: "Tuesday 6:00pm to 7:30pm"."""
        day = coded("weekday").label(self.weekday) if self.weekday else "any day"
        hours = " to ".join(show_time(time.fromisoformat(hour)) for hour in (self.starts, self.ends) if hour)
        note = f" ({self.words})" if self.words else ""
        return f"{day} {hours}".strip() + note


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in a list."""

    id: str
    name: str
    kinds: tuple[str, ...]
    provider: str | None
    where: str | None
    when: str
    cost: str
    confirmed_on: date | None
    stale: bool
    running: bool

    def words(self) -> str:
        """Return the activity as one line to read aloud."""
        parts = (self.name, self.where, self.when, self.cost, self.provider)
        ended = "" if self.running else ", no longer running"
        said = f"{', '.join(part for part in parts if part)}{ended}".rstrip(".")  # a name may end in "Inc."
        return f"{said}. {confirmed_words(self.confirmed_on, self.stale)}"


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity whole. Labels are in words; `needs` are for the worker, `plain` is what the person reads."""

    id: str
    name: str
    plain: str | None
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    item: str
    attributes: tuple[str, ...]
    provider_id: str | None
    provider: str | None
    provider_status: str | None
    contact: str | None
    """The provider's: who to ask for, phone and email."""
    phone: str | None
    """Its own, as are email and website."""
    email: str | None
    website: str | None
    venue_id: str | None
    venue: str | None
    area: str | None
    travel: str | None
    access: tuple[str, ...]
    settings: tuple[str, ...]
    establishments: tuple[str, ...]
    areas: tuple[str, ...]
    areas_in_words: str | None
    anywhere: bool
    who_for: str | None
    risk_levels: tuple[str, ...]
    excludes: tuple[str, ...]
    times: tuple[TimeView, ...]
    starts_on: date | None
    ends_on: date | None
    weeks: int | None
    places: int | None
    taken: int | None
    waiting: int | None
    cost: str
    how_to_join: str | None
    group_size: int | None
    confirmed_on: date | None
    stale: bool
    running: bool
    withdrawn_on: date | None
    feed: str | None
    not_known: tuple[str, ...]
    """What the directory should say of it and does not: "who for", "when" and so on."""


def confirmed_words(day: date | None, stale: bool) -> str:
    """Return how old the facts are, with a warning once they are old or were never confirmed."""
    if day is None:
        return "Nobody has confirmed these details."
    return f"Last confirmed {show_date(day)}{': old, check it' if stale else ''}."


def fresh_from(today: date) -> date:
    """Return the earliest day of confirming that is not old yet, by the rules of matching (365 days)."""
    return today - timedelta(days=rules().limits["stale_after_days"])


def is_stale(day: date | None, today: date) -> bool:
    """Say whether the details were never confirmed, or too long ago."""
    return day is None or day < fresh_from(today)


def when_words(times: Iterable[TimeView], item: str, starts_on: date | None, today: date) -> str:
    """Return when it happens in a few words; a start to come is said too."""
    said = [each.said() for each in times]
    when = listed(said) if said else ("any day" if item in rules().codes["no_times"] else "times not known")
    return f"{when}, from {show_date(starts_on)}" if starts_on is not None and starts_on > today else when


def cost_words(pence: int | None, per: str | None, words: str | None) -> str:
    """Return what it costs: "free", "£25.00 a month", or that it is not known."""
    if pence is None:
        return words or "cost not known"
    if pence == 0:
        return "free"
    return " ".join(part for part in (show_money(pence), coded("cost-per").label(per) if per else "") if part)


def who_words(row: Any) -> str | None:
    """Return who it is for; None where nothing is said. Its own words of eligibility come last."""
    sex = f"for one sex: {coded('sex').label(row.single_sex).lower()}" if row.single_sex else ""
    settings = listed((coded("setting").label(code).lower() for code in row.settings or ()), "or")
    said = (ages_words(row.minimum_age, row.maximum_age), sex, settings, row.eligibility or "")
    return ", ".join(part for part in said if part) or None


def places_words(view: ActivityView) -> str:
    """Return its places in words: "12 places, 3 free" or "full, 3 waiting"."""
    if view.places is None:
        return "places not known"
    if view.taken is None:
        return count(view.places, "place")
    free = view.places - view.taken
    waits = f", {view.waiting} waiting" if view.waiting else ""
    return f"{count(view.places, 'place')}, {free} free{waits}" if free > 0 else f"full{waits}"

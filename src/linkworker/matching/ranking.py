"""The order within a group: asked for, needs and goals, lived experience, own area, soonest start, cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial

from linkworker.base.lists import coded
from linkworker.matching.activity_facts import MentorFacts, TimeFacts
from linkworker.matching.directory import Directory
from linkworker.matching.mentors import can_be_suggested
from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.rules import rules

_LATEST = (1 << 12) - 1  # days: eleven years on, or not known
_DEAREST = (1 << 24) - 1  # pence
_MOST = (1 << 6) - 1  # of anything counted


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the ranking: what it reads, how it orders (0 is first), and its width in bits."""

    name: str
    reads: tuple[str, ...]
    bits: int
    place: Callable[[PersonFacts, date], Callable[..., int]]


def asked_kinds(person: PersonFacts, kinds: frozenset[str]) -> frozenset[str]:
    """Return the kinds the person asked for that this activity is."""
    return person.asked_for & kinds


def needs_served(person: PersonFacts, domains: frozenset[str]) -> int:
    """Return how many of the person's unmet needs the activity serves."""
    return sum(need.domain in domains for need in person.needs)


def goals_served(person: PersonFacts, domains: frozenset[str]) -> int:
    """Return how many of the person's open goals rest on a need that the activity serves."""
    return sum(not goal.domains.isdisjoint(domains) for goal in person.goals)


def shared_experience(person: PersonFacts, mentors: tuple[MentorFacts, ...], today: date) -> frozenset[str]:
    """Return the experiences that both the person and a mentor who could be suggested are willing to share."""
    if not person.experiences:
        return frozenset()
    willing = [mentor.experiences for mentor in mentors if can_be_suggested(mentor, today)]
    return person.experiences & frozenset().union(*willing)


def is_own_area(person: PersonFacts, areas: tuple[str, ...] | None, venue_area: str | None) -> bool:
    """Say whether it happens in the person's own area or, where the venue is not known, serves it."""
    if person.area is None:
        return False
    home = person.area.casefold()
    return any(name.casefold() == home for name in ((venue_area,) if venue_area else areas or ()))


def soonest(
    dates: tuple[date, date] | None, times: tuple[TimeFacts, ...] | None, item: str, today: date
) -> date | None:
    """Return the first day it could be started, today at the earliest; None where nobody knows."""
    days = _soonest_place(None, today)(dates, times, item)
    return None if days == _LATEST else today + timedelta(days=days)


@cache  # the weekly times of a whole directory are few
def _waits(times: tuple[TimeFacts, ...]) -> tuple[int, ...]:
    """Return, for each weekday from Monday, the days until the next time; empty when no day is known."""
    numbers = [coded("weekday")[time.weekday].number("number") for time in times if time.weekday is not None]
    days = [number - 1 for number in numbers if number is not None]
    return tuple(min((day - weekday) % 7 for day in days) for weekday in range(7)) if days else ()


def _soonest_place(_person: PersonFacts | None, today: date) -> Callable[..., int]:
    any_time = rules().codes["no_times"]
    now, weekday = today.toordinal(), today.weekday()

    def place(dates: tuple[date, date] | None, times: tuple[TimeFacts, ...] | None, item: str) -> int:
        """Return days from today, up to the latest that is told apart."""
        later = 0 if dates is None else max(0, dates[0].toordinal() - now)
        waits = _waits(times) if times and item not in any_time else ()
        if waits:
            later += waits[(weekday + later) % 7]
        elif not later and item not in any_time:
            return _LATEST
        return min(later, _LATEST - 1)

    return place


def _own_area_place(person: PersonFacts, _today: date) -> Callable[..., int]:
    is_own = cache(partial(is_own_area, person))
    return lambda areas, venue_area, *_: 0 if is_own(None if venue_area else areas, venue_area) else 1


# Where a part reads fields beside its own, it shares the index of the test that reads them all.
PARTS = (
    Part("asked for", ("kinds",), 6, lambda person, _: lambda kinds: _fewer(len(asked_kinds(person, kinds)))),
    Part(
        "needs and goals",
        ("domains",),
        6,
        lambda person, _: lambda domains: _fewer(needs_served(person, domains) + goals_served(person, domains)),
    ),
    Part(
        "lived experience",
        ("mentors",),
        6,
        lambda person, today: lambda mentors: _fewer(len(shared_experience(person, mentors, today))),
    ),
    Part("own area", ("areas", "venue_area", "anywhere", "settings"), 1, _own_area_place),
    Part("soonest start", ("dates", "times", "item"), 12, _soonest_place),
    Part(
        "cost",
        ("cost_pence", "cost_per", "weeks"),
        24,
        lambda _person, _today: lambda pence, *_: _DEAREST if pence is None else min(pence, _DEAREST - 1),
    ),
)


def rank_keys(person: PersonFacts, directory: Directory, groups: Sequence[int], today: date) -> list[int]:
    """Return one whole number for each activity, smaller is earlier; it orders and is never shown."""
    shift = sum(part.bits for part in PARTS)
    columns: list[list[int]] = [[group << shift for group in groups]]
    for part in PARTS:
        shift -= part.bits
        column = directory.column(part.reads)
        places = column.worked_out(part.place(person, today))
        columns.append(column.spread([place << shift for place in places]))
    return list(map(sum, zip(*columns, strict=True)))


def _fewer(number: int) -> int:
    """Return the place of a count: more comes first."""
    return _MOST - min(number, _MOST)

"""Activities' facts for matching, ten thousand with a handful of selects."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from linkworker.casework.matches.match_person_facts import UNDER_18S, minutes
from linkworker.casework.matches.match_provider_facts import (
    IN_HOUSE,
    NO_VENUE,
    UNKNOWN_VENUE,
    VenueFacts,
    mentor_facts,
    provider_facts,
    venue_facts,
)
from linkworker.casework.matches.match_raw import Made, codes, days, names, raw
from linkworker.matching.collector import collector_at_rest
from linkworker.matching.facts import (
    ALWAYS,
    NEVER,
    NO_OLDEST,
    ActivityFacts,
    MentorFacts,
    ProviderFacts,
    TimeFacts,
)
from linkworker.matching.rules import rules
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.referral import Referral

_SAID_SEX = {"women-only": "female", "men-only": "male"}

_A, _T, _R = Activity.table(), ActivityTime.table(), Referral.table()
_ACTIVITIES = select(
    _A.c.id, _A.c.name, _A.c.item, _A.c.prison_category, _A.c.provider_id, _A.c.venue_id, _A.c.anywhere,
    _A.c.minimum_age, _A.c.maximum_age, _A.c.single_sex, _A.c.has_under_18s, _A.c.interpreter, _A.c.weeks, _A.c.places,
    _A.c.waiting, _A.c.taken, _A.c.cost_pence, _A.c.cost_per, _A.c.victim_check, _A.c.needs_consent, _A.c.active,
    *raw(
        Activity, "kinds", "domains", "attributes", "settings", "establishments", "areas", "risk_levels", "excludes",
        "access", "languages", "starts_on", "ends_on", "status_on", "assured_on", "withdrawn_on",
    ),
).where(_A.c.in_error.is_(False))  # fmt: skip
_TIMES = select(_T.c.activity_id, _T.c.weekday, _T.c.starts, _T.c.ends).where(
    _T.c.in_error.is_(False), or_(_T.c.to_on.is_(None), _T.c.to_on >= bindparam("today"))
)
_MEMBERS = select(_R.c.activity_id, _R.c.person_id).where(
    _R.c.in_error.is_(False), _R.c.state.in_(bindparam("states", expanding=True))
)


def activity_facts(connection: Connection, today: date) -> list[ActivityFacts]:
    """Return the facts of every activity not entered in error; withdrawn ones too, so that nothing is hidden."""
    with collector_at_rest():
        reading = _Reading(connection, today)
        return [reading.facts(row) for row in connection.execute(_ACTIVITIES)]


class _Reading:
    """What all the rows share: providers, venues, mentors, groups, times, and values made once."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._providers = provider_facts(connection, today)
        self._venues = venue_facts(connection)
        self._mentors = _by_provider(mentor_facts(connection))
        self._members = _members(connection)
        self._times = _times(connection, today)
        self._codes, self._names, self._days = codes(), names(), days()
        self._joined = Made(lambda both: both[0] | both[1])
        self._timeless = rules().codes["no_times"]
        self._custody = frozenset({rules().words["custody"]})

    def facts(self, row: Any) -> ActivityFacts:
        """Return one activity's facts."""
        attributes, excludes = self._codes[row.attributes], self._codes[row.excludes]
        settings = self._codes[row.settings] or None
        times = self._times.get(row.id)
        venue = self._venue(row, settings)
        return ActivityFacts(
            id=row.id,
            name=row.name,
            kinds=self._codes[row.kinds],
            item=row.item,
            domains=self._codes[row.domains],
            attributes=attributes,
            settings=settings,
            establishments=self._establishments(row, venue),
            areas=self._names[row.areas] or None,
            anywhere=row.anywhere,
            venue_area=venue.area,
            venue_name=venue.name,
            ages=_ages(row),
            only_sex=_only_sex(row.single_sex, attributes),
            risk_levels=self._codes[row.risk_levels] or None,
            excludes=excludes,
            has_under_18s=_under_18s(row.has_under_18s, excludes, attributes),
            access=self._joined[self._codes[row.access], venue.access] or None,
            languages=self._codes[row.languages] or None,
            interpreter=row.interpreter,
            dates=self._dates(row, times),
            weeks=row.weeks,
            times=times,
            places=row.places,
            taken=row.taken,
            waiting=row.waiting,
            cost_pence=0 if row.cost_pence is None and "free" in attributes else row.cost_pence,
            cost_per=row.cost_per,
            victim_check=row.victim_check,
            needs_consent=row.needs_consent,
            active=row.active,
            withdrawn_on=self._days[row.withdrawn_on] or NEVER,
            confirmed_on=self._confirmed(row),
            provider=self._provider(row),
            mentors=self._mentors.get(row.provider_id, ()),
            members=self._members.get(row.id, frozenset()),
        )

    def _provider(self, row: Any) -> ProviderFacts | None:
        if row.provider_id is None:
            return IN_HOUSE if row.prison_category is not None else None
        return self._providers.get(row.provider_id)

    def _venue(self, row: Any, settings: frozenset[str] | None) -> VenueFacts:
        if row.venue_id is not None:
            return self._venues.get(row.venue_id, UNKNOWN_VENUE)
        nowhere = row.anywhere or row.item == "equipment" or settings == self._custody
        return NO_VENUE if nowhere else UNKNOWN_VENUE

    def _establishments(self, row: Any, venue: VenueFacts) -> frozenset[str] | None:
        own: frozenset[str] = self._codes[row.establishments]
        if venue.establishment is not None and not own:
            return frozenset({venue.establishment})
        return own or None

    def _dates(self, row: Any, times: tuple[TimeFacts, ...] | None) -> tuple[date, date] | None:
        """Return first and last day; what runs weekly or can be used at any time and states none runs on."""
        start, end = self._days[row.starts_on], self._days[row.ends_on]
        if start is None and end is None and times is None and row.item not in self._timeless:
            return None
        return start or ALWAYS, end or NEVER

    def _confirmed(self, row: Any) -> date | None:
        return max(filter(None, (self._days[row.status_on], self._days[row.assured_on])), default=None)


def _ages(row: Any) -> tuple[int, int] | None:
    """Return youngest and oldest; a service that states one of them has stated its ages, and the other lies open."""
    if row.minimum_age is None and row.maximum_age is None:
        return None
    return row.minimum_age or 0, NO_OLDEST if row.maximum_age is None else row.maximum_age


def _only_sex(code: str | None, attributes: frozenset[str]) -> str:
    if code in rules().codes["certain_sexes"]:
        return code or ""
    return next((sex for attribute, sex in _SAID_SEX.items() if attribute in attributes), "")


def _under_18s(said: bool | None, excludes: frozenset[str], attributes: frozenset[str]) -> bool | None:
    """Return whether under-18s are there; anything that says so counts."""
    return True if UNDER_18S in excludes or "children-welcome" in attributes else said


def _by_provider(mentors: tuple[MentorFacts, ...]) -> dict[str | None, tuple[MentorFacts, ...]]:
    found: defaultdict[str | None, list[MentorFacts]] = defaultdict(list)
    for mentor in mentors:
        if mentor.provider_id is not None:
            found[mentor.provider_id].append(mentor)
    return {provider_id: tuple(theirs) for provider_id, theirs in found.items()}


def _members(connection: Connection) -> dict[str, frozenset[str]]:
    """Return who has a place or an open referral, by activity."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    states = sorted(rules().codes["live_states"])
    for activity_id, person_id in connection.execute(_MEMBERS, {"states": states}):
        found[activity_id].add(person_id)
    return {activity_id: frozenset(people) for activity_id, people in found.items()}


def _times(connection: Connection, today: date) -> dict[str, tuple[TimeFacts, ...]]:
    """Return the weekly times that have not ended, by activity, in the order of the week."""
    made = Made(lambda row: TimeFacts(row[0], minutes(row[1]), minutes(row[2])))
    found: defaultdict[str, list[TimeFacts]] = defaultdict(list)
    for activity_id, weekday, starts, ends in connection.execute(_TIMES, {"today": today}).all():
        found[activity_id].append(made[weekday, starts, ends])
    return {activity_id: tuple(sorted(set(times), key=_in_week)) for activity_id, times in found.items()}


_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _in_week(time: TimeFacts) -> tuple[int, int, int]:
    day = _WEEK.index(time.weekday) if time.weekday in _WEEK else len(_WEEK)
    return day, -1 if time.starts is None else time.starts, -1 if time.ends is None else time.ends

"""The rows of a large directory: activities as different from each other as those of real feeds are."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import Any

from benchmarks.fictional import Writer, chance, ids, name
from benchmarks.person_rows import AREAS, DOMAINS, TODAY, Row
from linkworker.base.lists import coded
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.mentor import Mentor
from linkworker.records.person import Person
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck
from linkworker.records.record import Record
from linkworker.records.referral import Referral
from linkworker.records.venue import Venue

PLACES = tuple(f"{area}, {part}" for area in AREAS for part in ("Town", "Park", "Docks", "Hill", "Green"))
PRISONS = ("FWK", "MSH", "LEA", "HRT", "OAK")
DISTRICTS = tuple(PLACES[start : start + 5] for start in range(0, len(PLACES), 5))
WHOLE_PEOPLE = 400
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ActivityRows:
    """All rows of a directory of so many activities; two of the same number are the same."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.people = list(islice(ids("people of activities"), WHOLE_PEOPLE))
        self._chance, self._writer = chance(f"activities {count}"), Writer("activities")
        self._activities = list(islice(ids("activities"), count))
        self._providers = list(islice(ids("providers"), max(1, count // 12)))
        self._venues = list(islice(ids("venues"), max(1, count // 8)))

    def tables(self) -> Iterator[tuple[type[Record], Iterator[Row]]]:
        """Yield each kind of record with its rows."""
        made = ids("around activities")
        yield Person, ({"id": one, "name": name(self._chance)} for one in self.people)
        yield Provider, ({"id": one, **self._provider(self._chance)} for one in self._providers)
        for kind, fill, most in (
            (ProviderCheck, self._check, 6),
            (ProviderAgreement, self._agreement, 3),
            (Mentor, self._mentor, 1),
        ):
            yield (
                kind,
                (
                    {"id": next(made), "provider_id": one, **fill(self._chance)}
                    for one in self._providers
                    for _ in range(self._chance.randint(0, most))
                ),
            )
        yield Venue, ({"id": one, **self._venue(self._chance)} for one in self._venues)
        yield Activity, ({"id": one, **self._activity(self._chance)} for one in self._activities)
        yield (
            ActivityTime,
            (
                {"id": next(made), "activity_id": one, **_time(self._chance)}
                for one in self._activities
                for _ in range(self._chance.choice((0, 1, 1, 1, 2, 3)))
            ),
        )
        yield (
            Referral,
            (
                {"id": next(made), "person_id": person, "activity_id": one, "state": "started", "state_on": TODAY}
                for one in self._activities[::4]
                for person in self._chance.sample(self.people, self._chance.randint(1, 8))
            ),
        )

    def _provider(self, source: Random) -> Row:
        rest = {"approved": source.random() < 0.6, "suspended": source.random() < 0.03}
        return {"name": f"{name(source)} Trust {source.randrange(9999)}", **rest}

    def _check(self, source: Random) -> Row:
        return {
            "item": source.choice(_codes("due-diligence-item")),
            "expires_on": _maybe(source, _day(source, -60, 900)),
        }

    def _agreement(self, source: Random) -> Row:
        signed = {"present": source.random() < 0.8, "review_on": _maybe(source, _day(source, -90, 700))}
        return {"part": source.choice(_codes("agreement-part")), **signed}

    def _mentor(self, source: Random) -> Row:
        return {
            "name": name(source),
            "experiences": source.sample(_codes("lived-experience"), 4),
            "capacity": source.randint(1, 6),
            "supporting": source.randint(0, 6),
            "checks_until": _maybe(source, _day(source, -100, 800)),
        }

    def _venue(self, source: Random) -> Row:
        return {
            "name": f"{self._writer.text(1, 2)[:-1]} Hall {source.randrange(9999)}",
            "area": _maybe(source, source.choice(PLACES)),
            "access": source.sample(_codes("access-feature")[:12], source.choice((0, 0, 1, 2, 3, 4))),
        }

    def _activity(self, source: Random) -> Row:
        inside = source.random() < 0.25
        # Most run on; a course begins on a Monday and lasts its weeks. Few teams know places of more than their own.
        starts = TODAY - timedelta(days=3 + 7 * source.randint(-40, 60)) if source.random() < 0.3 else None
        weeks = source.choice((4, 6, 8, 10, 12, 20)) if starts or source.random() < 0.2 else None
        places = source.randint(4, 40) if source.random() < 0.35 else None
        return {
            "name": f"{self._writer.text(2, 4)[:-1]} {source.randrange(9999)}",
            "kinds": source.sample(_codes("activity-kind"), source.randint(1, 3)),
            "item": source.choices(("activity", "membership", "equipment"), (90, 7, 3))[0],
            "prison_category": source.choice(_codes("prison-category")) if inside else None,
            "provider_id": None if source.random() < 0.05 else source.choice(self._providers),
            "venue_id": None if inside or source.random() < 0.2 else source.choice(self._venues),
            "domains": source.sample(DOMAINS, source.randint(0, 4)),
            "attributes": source.sample(_codes("activity-attribute"), source.randint(0, 5)),
            "settings": ["custody"] if inside else source.choice((["community"], ["community", "on-licence"], [])),
            "establishments": [source.choice(PRISONS)] if inside else [],
            "areas": source.choice(([], [source.choice(PLACES)], [source.choice(PLACES)], source.choice(DISTRICTS))),
            "anywhere": source.random() < 0.05,
            "minimum_age": source.choice((None, None, 14, 16, 18, 18, 21)),
            "maximum_age": source.choice((None, None, None, 25, 30)),
            "single_sex": source.choices((None, "male", "female"), (85, 8, 7))[0],
            "risk_levels": source.choice(([], ["low"], ["low", "medium"], ["low", "medium", "high"])),
            "excludes": source.sample(_codes("exclusion"), source.choice((0, 0, 0, 1, 2))),
            "has_under_18s": source.choice((None, True, False, False)),
            "access": source.sample(_codes("access-feature"), source.choice((0, 0, 0, 0, 1, 1, 2, 3))),
            "languages": source.choice(([], ["en"], ["en", "cy"], ["en", source.choice(_codes("language"))])),
            "interpreter": source.choice((None, True, False)),
            "weeks": weeks,
            "starts_on": starts,
            "ends_on": starts + timedelta(days=7 * weeks - 3) if starts and weeks else None,
            "places": places,
            "taken": None if places is None else source.randint(0, places),
            "waiting": _maybe(source, source.randint(0, 9)) if places else None,
            "cost_pence": source.choice((None, 0, 0, 50 * source.randrange(2, 120))),
            "cost_per": source.choice(_codes("cost-per")),
            "victim_check": source.choice((None, True, False)),
            "needs_consent": source.random() < 0.9,
            "status_on": _maybe(source, _day(source, -700, 0)),
            "active": source.random() < 0.97,
        }


@cache
def _codes(list_name: str) -> list[str]:
    return [row.code for row in coded(list_name)]


def _maybe(source: Random, value: Any) -> Any:
    return None if source.random() < 0.15 else value


def _day(source: Random, least: int, most: int) -> date:
    return TODAY + timedelta(days=source.randrange(least, most))


def _time(source: Random) -> Row:
    starts = source.randrange(8 * 2, 20 * 2) * 30
    ends = starts + source.choice((45, 60, 90, 120, 180))
    return {
        "weekday": source.choice(_WEEKDAYS),
        "starts": f"{starts // 60:02d}:{starts % 60:02d}",
        "ends": _maybe(source, f"{ends // 60:02d}:{ends % 60:02d}"),
    }

"""One person against every activity of a large directory, every verdict."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from benchmarks.activity_rows import PLACES, ActivityRows
from benchmarks.big_store import CLOCK
from benchmarks.measuring import Ground, Line, always, interleaved
from benchmarks.person_rows import TODAY
from linkworker.base.ids import new_id
from linkworker.casework.matches.match_activity_facts import activity_facts
from linkworker.casework.matches.matching import directory, match_person
from linkworker.matching.directory import Directory
from linkworker.matching.facts import (
    ActivityFacts,
    ConsentFacts,
    GoalFacts,
    NeedFacts,
    PersonFacts,
    PotFacts,
    TakenTime,
)
from linkworker.matching.match import match
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

BAR_MS = 60
LINEAR = 11.5  # ten times the activities; the tenth and a half of slack is for the processor's own caches


def measure(ground: Ground) -> Iterator[Line]:
    """Yield the match of one person, with the directory indexed and not, and what reading the facts costs."""
    many, few = ground.size(10_000, 200), ground.size(1000, 20)
    repeats = ground.size(12, 2)
    with _store(ground.folder / "activities", many) as store:
        with store.reading() as connection:
            facts = activity_facts(connection, TODAY)
        yield from _matching(facts, few, repeats)
        yield from _from_the_store(store, ActivityRows(many).people, max(2, repeats // 2))


def _matching(facts: list[ActivityFacts], few: int, repeats: int) -> Iterator[Line]:
    people, some = _people(facts), facts[:: len(facts) // few]
    whole, part = Directory(facts), Directory(some)
    assert len(match(people[0], whole, TODAY)) == len(facts)

    def all_of(activities: Directory | list[ActivityFacts]) -> None:
        for person in people:
            match(person, activities, TODAY)

    ways = [always(partial(all_of, activities)) for activities in (whole, part, facts, some)]
    kept, kept_few, first, first_few = interleaved(repeats, *ways, batch=len(people))
    beside = f"{len(some)} activities"
    note = f"every one of 21 tests; {len(people)} people, each unlike the others"
    what = f"one person, {len(facts)} activities' facts"
    yield Line(f"{what}, indexed before", kept, most=BAR_MS, note=note)
    yield Line(f"{what}, not indexed before", first, most=BAR_MS)
    yield Line("is it linear, indexed before", kept, beside, kept_few, most_ratio=LINEAR)
    yield Line("is it linear, not indexed before", first, beside, first_few, most_ratio=LINEAR)


def _from_the_store(store: Store, people: list[str], repeats: int) -> Iterator[Line]:
    with store.reading() as connection:
        kept = directory(connection, TODAY)
        turns = iter(people * 3)
        known = partial(_match_next, connection, turns, kept)
        unknown = partial(_match_next, connection, turns, None)
        with_it, without = interleaved(repeats, always(known), always(unknown))
    yield Line("through casework, directory kept from the person before", with_it)
    yield Line("through casework, every fact read from the store", without)


def _match_next(connection: object, turns: Iterator[str], kept: Directory | None) -> None:
    match_person(connection, next(turns), TODAY, activities=kept)  # type: ignore[arg-type]


def _store(folder: Path, count: int) -> Store:
    """Return an open store with so many activities, made new: its key is kept nowhere."""
    made = Store.make(folder / new_id(), new_id(), DataKey.make(), CLOCK)
    for kind, rows in ActivityRows(count).tables():
        with made.writing() as connection:
            connection.execute(insert(kind.table()), list(rows))
    return made


def _people(facts: list[ActivityFacts]) -> tuple[PersonFacts, ...]:
    """Return people of both settings, young and old, about whom nearly all is known or little is."""
    group = next(activity.members for activity in facts if activity.members)
    provider = next(activity.provider.id for activity in facts if activity.provider)
    full = PersonFacts(
        "person-1", "Ali", born=date(2007, 5, 3), setting="community", area=PLACES[3], reachable=PLACES[4:9],
        order_until=date(2027, 1, 5), sex="male", risk_level="medium", no_under_18s=True,
        exclusions=frozenset({"alcohol", "weapons"}), keep_away="near the docks", apart=group,
        unavailable=(TakenTime("monday", 540, 1020), TakenTime("thursday", 600, 780), TakenTime(None, 0, 480)),
        access_needs=frozenset({"step-free", "quiet-space"}), language="pl", budget_left=18_200,
        pots=(PotFacts("Youth pot", 40_000, (16, 25)),), experiences=frozenset({"care", "prison"}),
        consents=(ConsentFacts(None, True, TODAY), ConsentFacts(provider, False, TODAY)),  # noqa: FBT003 - a fact
        asked_for=frozenset({"football", "gym"}), mentor_consent=True,
        needs=(NeedFacts("n1", "isolation"), NeedFacts("n2", "sleep")),
        goals=(GoalFacts("g1", frozenset({"isolation"})), GoalFacts("g2", frozenset({"work", "money"}))),
    )  # fmt: skip
    inside = PersonFacts(
        "person-2", "Sam", born=date(1981, 2, 9), setting="custody", establishment="FWK", area=PLACES[20],
        release_date=date(2027, 3, 1), sex="female", risk_level="high", apart=group,
        unavailable=(TakenTime("tuesday", 480, 720),), language="en", asked_for=frozenset({"education"}),
        consents=(ConsentFacts(None, True, TODAY),), needs=(NeedFacts("n3", "work"),),  # noqa: FBT003 - a fact
    )  # fmt: skip
    return full, inside, PersonFacts("person-3", "Jo", setting="community"), PersonFacts("person-4", "Kit")

"""What holds for every person and every activity."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkworker.base.lists import coded
from linkworker.base.words import avoided_words
from linkworker.matching.directory import Directory
from linkworker.matching.facts import (
    ALWAYS,
    ANY_AGE,
    NEVER,
    NO_OLDEST,
    ActivityFacts,
    AgreementFacts,
    CheckFacts,
    ConsentFacts,
    GoalFacts,
    NeedFacts,
    PersonFacts,
    PotFacts,
    ProviderFacts,
    TakenTime,
    TimeFacts,
)
from linkworker.matching.fallback import fallback
from linkworker.matching.match import match
from linkworker.matching.reasons import every_test, override_sentences, short_reasons, what_would_make_it_fit
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Group, Verdict
from linkworker.matching.wording import Wording
from matching.fictional import ALI, CHECKS, FOOTBALL, MENTOR, TODAY, matched

DAYS = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
WEEKDAYS = st.sampled_from([None, "monday", "tuesday"])
MINUTES = st.sampled_from([0, 540, 600, 660, 720, 1020, 1440])
AREAS = st.sampled_from(["Lewes", "Newhaven", "Hastings"])
SETTINGS = ("custody", "on-licence", "community")
ITEMS = st.sampled_from(["activity", "activity", "membership", "equipment"])


def some(*codes: str) -> st.SearchStrategy[frozenset[str]]:
    """Return sets of some of the codes."""
    sets = [frozenset(chosen) for size in range(len(codes) + 1) for chosen in combinations(codes, size)]
    return st.sampled_from(sets)


def known(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return the strategy, and None for what nobody knows."""
    return st.none() | strategy


PROVIDERS = st.builds(
    ProviderFacts,
    st.just("prov-1"),
    st.just("Lewes Rovers Trust"),
    st.sampled_from([True, True, False]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([CHECKS, CHECKS, CHECKS[1:]])
    | st.lists(
        st.builds(CheckFacts, st.sampled_from([check.item for check in CHECKS]), known(DAYS)), max_size=9
    ).map(lambda rows: (*CHECKS[2:], *rows)),
    st.lists(
        st.builds(AgreementFacts, st.just("information-sharing"), st.booleans(), DAYS | st.just(NEVER)), max_size=2
    ).map(tuple),
)  # fmt: skip

ACTIVITIES = st.builds(
    ActivityFacts,
    id=st.uuids().map(str),
    name=st.sampled_from(["Boxing", "boxing", "Walking football", "Library"]),
    kinds=some("football", "boxing"),
    item=ITEMS,
    domains=some("sleep", "isolation"),
    settings=known(some(*SETTINGS).filter(bool)),
    establishments=known(some("FWK", "BZI").filter(bool)),
    areas=known(st.lists(AREAS, min_size=1, max_size=2, unique=True).map(tuple)),
    anywhere=st.booleans(),
    venue_area=known(AREAS | st.just("")),
    venue_name=known(st.sampled_from(["", "Town hall"])),
    ages=known(st.sampled_from([ANY_AGE, (16, 25), (18, NO_OLDEST), (0, 17)])),
    only_sex=known(st.sampled_from(["", "female", "male"])),
    risk_levels=known(some("low", "medium", "high").filter(bool)),
    excludes=some("weapons", "internet"),
    has_under_18s=known(st.booleans()),
    access=known(some("step-free", "lift").filter(bool)),
    languages=known(some("en", "ti").filter(bool)),
    interpreter=known(st.booleans()),
    dates=known(st.tuples(DAYS | st.just(ALWAYS), DAYS | st.just(NEVER))),
    weeks=known(st.integers(0, 60)),
    times=known(st.lists(st.builds(TimeFacts, WEEKDAYS, known(MINUTES), known(MINUTES)), max_size=3).map(tuple)),
    places=known(st.integers(0, 3)),
    taken=known(st.integers(0, 3)),
    waiting=known(st.integers(0, 3)),
    cost_pence=known(st.integers(0, 10_000)),
    cost_per=known(st.sampled_from(["session", "month", "once"])),
    victim_check=known(st.booleans()),
    needs_consent=st.booleans(),
    active=st.sampled_from([True, True, False]),
    withdrawn_on=DAYS | st.just(NEVER),
    confirmed_on=known(DAYS),
    provider=known(PROVIDERS),
    mentors=st.sampled_from([(), (MENTOR,)]),
    members=some("person-kit", "person-ali"),
)

PEOPLE = st.builds(
    PersonFacts,
    id=st.just("person-ali"),
    who=st.just("Ali"),
    born=known(st.dates(date(1990, 1, 1), date(2012, 1, 1))),
    setting=known(st.sampled_from(SETTINGS)),
    establishment=known(st.sampled_from(["FWK", "BZI"])),
    area=known(AREAS),
    reachable=st.lists(AREAS, max_size=2).map(tuple),
    release_date=known(DAYS),
    no_release=st.booleans(),
    order_until=known(DAYS),
    sex=known(st.sampled_from(["female", "male", "intersex", "prefers-not-to-say"])),
    risk_level=known(st.sampled_from(["low", "medium", "high"])),
    no_under_18s=st.booleans(),
    exclusions=some("weapons", "internet"),
    keep_away=st.sampled_from(["", "Hastings", "the town hall"]),
    apart=some("person-kit"),
    unavailable=st.lists(
        st.builds(TakenTime, WEEKDAYS, MINUTES, MINUTES, DAYS | st.just(NEVER)), max_size=2
    ).map(tuple),
    access_needs=some("step-free", "lift"),
    language=known(st.sampled_from(["en", "ti"])),
    interpreter=st.booleans(),
    budget_left=known(st.integers(0, 10_000)),
    pots=st.lists(st.builds(PotFacts, st.just("Small grants"), st.integers(0, 9_000)), max_size=1).map(tuple),
    consents=st.lists(
        st.builds(ConsentFacts, st.sampled_from([None, "prov-1"]), st.booleans(), DAYS, DAYS | st.just(NEVER)),
        max_size=2,
    ).map(tuple),
    asked_for=some("football"),
    needs=st.sampled_from([(), (NeedFacts("need-1", "sleep"),)]),
    goals=st.sampled_from([(), (GoalFacts("goal-1", frozenset({"isolation"})),)]),
    experiences=some("care", "prison"),
)  # fmt: skip

MAY_BE_UNKNOWN = tuple(
    (kind, part.name)
    for kind in (PersonFacts, ActivityFacts)
    for part in fields(kind)
    if "None" in str(part.type) and part.name != "provider_id"
)


def forgotten_in_times(times: tuple[TimeFacts, ...]) -> list[tuple[TimeFacts, ...]]:
    """Return the times with one figure of one time forgotten, each way there is."""
    return [
        (*times[:at], time._replace(**{name: None}), *times[at + 1 :])
        for at, time in enumerate(times)
        for name in time._fields
    ]


def forgotten_in_provider(held: ProviderFacts) -> list[ProviderFacts]:
    """Return the provider with one expiry date forgotten, each way there is."""
    return [
        replace(held, checks=(*held.checks[:at], check._replace(expires_on=None), *held.checks[at + 1 :]))
        for at, check in enumerate(held.checks)
    ]


def nearly(base: Any, other: Any, names: set[str]) -> Any:
    """Return the base with a few facts of another, so that one test alone decides."""
    return replace(base, **{name: getattr(other, name) for name in names if hasattr(base, name)})


NAMES = tuple(
    sorted({part.name for kind in (PersonFacts, ActivityFacts) for part in fields(kind)} - {"id", "name", "who"})
)


@settings(max_examples=150)
@given(person=PEOPLE, activity=ACTIVITIES, names=st.sets(st.sampled_from(NAMES), min_size=1, max_size=4))
def test_forgetting_a_fact_of_what_nearly_fits(person: PersonFacts, activity: ActivityFacts, names: set[str]) -> None:
    """Where everything else fits, the one fact that bars it cannot be forgotten into "fits"."""
    never_forgotten(nearly(ALI, person, names), nearly(FOOTBALL, activity, names))


@settings(max_examples=40)
@given(person=PEOPLE, activity=ACTIVITIES)
def test_forgetting_a_fact_never_turns_does_not_fit_into_fits(person: PersonFacts, activity: ActivityFacts) -> None:
    """Whichever one fact is no longer known, what did not fit does not come to fit."""
    never_forgotten(person, activity)


def never_forgotten(person: PersonFacts, activity: ActivityFacts) -> None:
    """Forget each fact in turn."""
    if matched(person, activity).group is not Group.DOES_NOT_FIT:
        return
    for kind, name in MAY_BE_UNKNOWN:
        if kind is PersonFacts:
            found = matched(replace(person, **{name: None}), activity)
        else:
            found = matched(person, replace(activity, **{name: None}))
        assert found.group is not Group.FITS, name
    for times in forgotten_in_times(activity.times or ()):
        assert matched(person, replace(activity, times=times)).group is not Group.FITS
    for held in [] if activity.provider is None else forgotten_in_provider(activity.provider):
        assert matched(person, replace(activity, provider=held)).group is not Group.FITS


@settings(max_examples=40)
@given(person=PEOPLE, activity=ACTIVITIES, which=st.sets(st.sampled_from(MAY_BE_UNKNOWN), max_size=5))
def test_forgetting_several_facts_at_once(
    person: PersonFacts, activity: ActivityFacts, which: set[tuple[type, str]]
) -> None:
    """Nor do several forgotten facts together."""
    if matched(person, activity).group is Group.DOES_NOT_FIT:
        lost_person = replace(person, **{name: None for kind, name in which if kind is PersonFacts})
        lost_activity = replace(activity, **{name: None for kind, name in which if kind is ActivityFacts})
        assert matched(lost_person, lost_activity).group is not Group.FITS


@settings(max_examples=40)
@given(person=PEOPLE, activities=st.lists(ACTIVITIES, max_size=8), seed=st.integers())
def test_every_activity_is_in_one_group_and_the_order_does_not_depend_on_the_order_given(
    person: PersonFacts, activities: list[ActivityFacts], seed: int
) -> None:
    """Nothing is dropped or doubled, and shuffling changes nothing."""
    found = match(person, activities, TODAY)
    shuffled = list(activities)
    Random(seed).shuffle(shuffled)  # noqa: S311 - an order to try, no secret
    again = match(person, Directory(shuffled), TODAY)
    assert sorted(one.activity.id for one in found.all()) == sorted(one.id for one in activities)
    assert [one.activity.id for one in found.all()] == [one.activity.id for one in again.all()]
    assert len(found) == len(activities)
    for group, listed in zip(Group, (found.fits, found.fits_if, found.does_not_fit), strict=True):
        assert {one.group for one in listed} <= {group}
        assert all(one.group is max(outcome.group for outcome in one.outcomes) for one in listed)


@settings(max_examples=40)
@given(person=PEOPLE, activities=st.lists(ACTIVITIES, min_size=1, max_size=4))
def test_every_test_reports_once_with_a_sentence_to_read_out(
    person: PersonFacts, activities: list[ActivityFacts]
) -> None:
    """Each activity has one line of each test, in the order of the data, in words that we use."""
    found = match(person, activities, TODAY)
    for one in found.all():
        assert [outcome.test for outcome in one.outcomes] == list(rules().tests)
        words = Wording("Ali")
        for outcome in one.outcomes:
            told = [words.sentence(outcome)]
            if outcome.verdict in (Verdict.NOT_MET, Verdict.NOT_KNOWN):
                told += [words.condition(outcome), words.fix(outcome)]
            for text in told:
                assert text.strip()
                assert "{" not in text
                assert not avoided_words(text)
            assert told[0].endswith((".", "!"))
        assert all(line.sentence for line in every_test(one))
        assert all(short_reasons(one)) or one.group is Group.FITS
        assert bool(what_would_make_it_fit(one)) == (one.group is not Group.FITS)
        assert len(override_sentences(one)) == len(one.unmet())


@settings(max_examples=40)
@given(person=PEOPLE, activities=st.lists(ACTIVITIES, max_size=5))
def test_there_is_always_something_to_do_next(person: PersonFacts, activities: list[ActivityFacts]) -> None:
    """The fallback has a sentence, and something near unless everything fits or there is nothing at all."""
    found = match(person, activities, TODAY)
    next_steps = fallback(found)
    assert next_steps.sentence
    assert not avoided_words(next_steps.sentence)
    assert bool(next_steps.nearest) == (len(found) > len(found.fits))


@settings(max_examples=40)
@given(person=PEOPLE, activity=ACTIVITIES)
def test_preferring_not_to_say_never_hides_a_service(person: PersonFacts, activity: ActivityFacts) -> None:
    """Of all the tests, the one on sex never puts an activity in "does not fit" for whoever prefers not to say."""
    found = matched(replace(person, sex="prefers-not-to-say"), activity)
    assert found.outcome("sex").group is not Group.DOES_NOT_FIT


@pytest.mark.parametrize("test", rules().tests)
def test_each_tests_gap_is_in_the_list_of_gap_reasons(test: str) -> None:
    """What a test stands for when nothing fits is a code that reports know."""
    assert coded("gap-reason").has(rules().tests[test].gap)

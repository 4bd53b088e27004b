"""What a worker is told about one match: every test, what would make it fit, the ranking in words, one short line."""

from collections.abc import Mapping
from dataclasses import dataclass

from linkworker.base.words import count
from linkworker.matching.match import Match
from linkworker.matching.ranking import asked_kinds, goals_served, is_own_area, needs_served, shared_experience, soonest
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Group, Outcome, Verdict
from linkworker.matching.wording import (
    Wording,
    joined,
    label,
    lower_first,
    show_price,
    show_start,
)


@dataclass(frozen=True, slots=True)
class TestLine:
    """One test as it is shown: label, answer, sentence."""

    __test__ = False  # its name begins with Test, but it holds a line, not a test of the program

    test: str
    label: str
    verdict: Verdict
    group: Group
    sentence: str


def wording_for(match: Match, places: Mapping[str, str] | None = None) -> Wording:
    """Return the wording with the person's own name, and perhaps the names of prisons by code."""
    return Wording(match.person.who, places or {})


def every_test(match: Match, places: Mapping[str, str] | None = None) -> tuple[TestLine, ...]:
    """Return every test's line in the order shown; nothing is hidden."""
    words = wording_for(match, places)
    return tuple(
        TestLine(found.test, rules().tests[found.test].label, found.verdict, found.group, words.sentence(found))
        for found in match.outcomes
    )


def what_would_make_it_fit(match: Match, places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return what to do, one sentence each, what bars it first; empty when it fits."""
    words = wording_for(match, places)
    return tuple(dict.fromkeys(words.fix(found) for found in match.against()))


def short_reasons(match: Match, places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the few words beside an activity in the list of matches.

    Fits: what ranks it ("asked for", "2 goals"). Fits if: that it was asked for, then the conditions. Does not fit:
    what bars it.
    """
    words = wording_for(match, places)
    if match.group is Group.FITS:
        return ranking_words(match)
    bars = [found for found in match.against() if found.group is match.group]
    if match.group is Group.FITS_IF:
        return (*_asked_for(match), *conditions(match, places))
    return tuple(dict.fromkeys(_clause(words.sentence(found), words.who) for found in bars))


def conditions(match: Match, places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return on what a match hangs, a few words each, what bars it first; empty when it fits."""
    words = wording_for(match, places)
    return tuple(dict.fromkeys(words.condition(found) for found in match.against()))


def ranking_words(match: Match) -> tuple[str, ...]:
    """Return the parts of the ranking that speak for this activity, in their order, never a bare number."""
    person, activity = match.person, match.activity
    shared = shared_experience(person, activity.mentors, match.today)
    goals, needs = goals_served(person, activity.domains), needs_served(person, activity.domains)
    found = [
        *_asked_for(match),
        count(goals, "goal", "goals") if goals else "",
        count(needs, "need", "needs") if needs else "",
        f"mentor shares {_codes('lived-experience', shared)}" if shared else "",
        "own area" if is_own_area(person, activity.areas, activity.venue_area) else "",
        _start(match),
        _price(match),
    ]
    return tuple(filter(None, found))


def _asked_for(match: Match) -> tuple[str, ...]:
    kinds = asked_kinds(match.person, match.activity.kinds)
    return (f"asked for {_codes('activity-kind', kinds)}",) if kinds else ()


def needs_reason(match: Match) -> bool:
    """Say whether going ahead needs a reason, which is kept and shown later: some test is not met."""
    return bool(match.unmet())


def override_sentences(match: Match, places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the sentences of the tests that are not met, to show when going ahead anyway."""
    words = wording_for(match, places)
    unmet = set(match.unmet())
    return tuple(words.sentence(found) for found in match.outcomes if found.test in unmet)


def asks_person(outcome: Outcome) -> bool:
    """Say whether the person can answer what keeps this from fitting."""
    return rules().reason(outcome).ask


def _clause(sentence: str, who: str) -> str:
    """Return a sentence to stand after others in a line; a name keeps its capital."""
    return (sentence if sentence.startswith(who) else lower_first(sentence)).rstrip(".")


def _codes(list_name: str, codes: frozenset[str]) -> str:
    return joined((lower_first(label(list_name, code)) for code in sorted(codes)), "and")


def _start(match: Match) -> str:
    day = soonest(match.activity.dates, match.activity.times, match.activity.item, match.today)
    return "" if day is None else show_start(day, match.today)


def _price(match: Match) -> str:
    pence = match.activity.cost_pence
    if pence is None:
        return ""
    return "free" if pence <= 0 else show_price((pence, match.activity.cost_per))

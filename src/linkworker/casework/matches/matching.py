"""Matching one person with every activity: reading the facts, and what the Match page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from linkworker.base.dates import age_on
from linkworker.base.errors import NotFound
from linkworker.base.money import show_money
from linkworker.base.settings import Settings
from linkworker.casework.matches.match_activity_facts import activity_facts
from linkworker.casework.matches.match_person_facts import person_facts
from linkworker.casework.matches.match_provider_facts import mentor_facts
from linkworker.matching.directory import Directory
from linkworker.matching.facts import ActivityFacts
from linkworker.matching.fallback import Fallback, fallback
from linkworker.matching.gap import GapEvidence, gap
from linkworker.matching.match import Match, Matches, match
from linkworker.matching.mentors import MentorSuggestions, suggest_mentors
from linkworker.matching.reasons import (
    TestLine,
    conditions,
    every_test,
    needs_reason,
    override_sentences,
    short_reasons,
    what_would_make_it_fit,
)
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Group
from linkworker.matching.wording import joined, label, lower_first, show_price, show_times


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One line of the Match page; `number` counts from 1 through all three groups."""

    number: int
    activity_id: str
    name: str
    when: str
    cost: str
    group: Group
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonMatches:
    """A person's matches as they are shown; words are made for the rows asked for."""

    matches: Matches
    places: Mapping[str, str]
    """Names of prisons by code."""

    def header(self) -> str:
        """Return the line above the groups: who, age, place, what they asked for, budget left."""
        person = self.matches.person
        kinds = (lower_first(label("activity-kind", code)) for code in sorted(person.asked_for))
        asked = person.asked_words.rstrip(".") or (joined(kinds, "and") if person.asked_for else "")
        prison = self.places.get(person.establishment or "", person.establishment)
        parts = [
            person.who,
            "" if person.born is None else str(age_on(person.born, self.matches.today)),
            prison if person.setting == rules().words["custody"] and prison else person.area,
            f"asked for: {asked}" if asked else "",
            "" if person.budget_left is None else f"budget left {show_money(person.budget_left)}",
        ]
        return " - ".join(part for part in parts if part)

    def rows(self, group: Group | None = None) -> tuple[MatchRow, ...]:
        """Return the lines of one group, or of all, in order."""
        return tuple(
            self._row(number, found)
            for number, found in enumerate(self.matches.all(), 1)
            if group is None or found.group is group
        )

    def found(self, activity_id: str) -> Match:
        """Return the match of one activity; raises NotFound."""
        found = self.matches.find(activity_id)
        if found is None:
            raise NotFound("That activity is not here.")
        return found

    def every_test(self, activity_id: str) -> tuple[TestLine, ...]:
        """Return every test of one activity and why; raises NotFound."""
        return every_test(self.found(activity_id), self.places)

    def what_would_make_it_fit(self, activity_id: str) -> tuple[str, ...]:
        """Return what to do for one activity, a sentence each; raises NotFound."""
        return what_would_make_it_fit(self.found(activity_id), self.places)

    def conditions(self, activity_id: str) -> tuple[str, ...]:
        """Return on what one activity hangs, a few words each: "if a place comes free"; raises NotFound."""
        return conditions(self.found(activity_id), self.places)

    def against(self, activity_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the tests not met, by name and as sentences: going ahead needs a reason, kept with the names."""
        found = self.found(activity_id)
        return (found.unmet(), override_sentences(found, self.places)) if needs_reason(found) else ((), ())

    def fallback(self) -> Fallback:
        """Return what can be done when nothing fits."""
        return fallback(self.matches, self.places)

    def gap(self, domain: str | None = None, kind_wanted: str | None = None) -> GapEvidence | None:
        """Return the evidence that something is missing, which names nobody; None when something fits."""
        return gap(self.matches, domain, kind_wanted)

    def _row(self, number: int, found: Match) -> MatchRow:
        activity = found.activity
        return MatchRow(
            number, activity.id, activity.name, when_words(activity), cost_words(activity), found.group,
            short_reasons(found, self.places),
        )  # fmt: skip


def directory(connection: Connection, today: date) -> Directory:
    """Return all activities' facts, indexed; to be kept while several people are matched one after another."""
    return Directory(activity_facts(connection, today))


def match_person(
    connection: Connection,
    person_id: str,
    today: date,
    settings: Settings | None = None,
    activities: Directory | None = None,
) -> PersonMatches:
    """Match one person with every activity; raises NotFound. Give `activities` when they have been read already."""
    person = person_facts(connection, person_id, today)
    listed = directory(connection, today) if activities is None else activities
    places = {} if settings is None else settings.places()
    return PersonMatches(match(person, listed, today), places)


def mentors_for(connection: Connection, person_id: str, today: date) -> MentorSuggestions:
    """Return mentors to suggest, with reasons; the person chooses. Raises NotFound."""
    return suggest_mentors(person_facts(connection, person_id, today), mentor_facts(connection), today)


def when_words(activity: ActivityFacts) -> str:
    """Return when it happens, for a list: "Tuesday 6:00pm", "any day", "times not known"."""
    if activity.item in rules().codes["no_times"]:
        return "any day"
    return show_times(activity.times) if activity.times else "times not known"


def cost_words(activity: ActivityFacts) -> str:
    """Return what it costs, for a list: "free", "£25.00 a month", "cost not known"."""
    if activity.cost_pence is None:
        return "cost not known"
    return "free" if activity.cost_pence <= 0 else show_price((activity.cost_pence, activity.cost_per))

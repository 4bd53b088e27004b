"""A person's matches as a long list: in groups, narrowed by words, each row made only when it is shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from linkworker.base.words import count
from linkworker.casework.directory.brief import brief_cost, brief_when
from linkworker.casework.matches.matching import PersonMatches
from linkworker.matching.facts import ActivityFacts
from linkworker.matching.match import Match
from linkworker.matching.ranking import asked_kinds, goals_served, is_own_area, needs_served, shared_experience
from linkworker.matching.reasons import conditions, ranking_words, short_reasons
from linkworker.matching.rules import rules
from linkworker.matching.verdict import Group
from linkworker.matching.wording import label

_HOUR = 60
_DAY = 1440


@dataclass(frozen=True, slots=True)
class Numbered:
    """A match with its number, which counts from 1 through all three groups whatever the list is narrowed to."""

    number: int
    match: Match


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One line of the list in the fewest words."""

    number: int
    activity_id: str
    name: str
    when: str
    cost: str
    group: Group
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocking:
    """One test that keeps activities out, and how many."""

    label: str
    activities: int

    def words(self) -> str:
        """Return it as a line: "Setting: 25 activities"."""
        return f"{self.label}: {count(self.activities, 'activity', 'activities')}"


class MatchList:
    """The list of one person. Words are looked for in name, kinds, provider, place and areas."""

    def __init__(self, matched: PersonMatches) -> None:
        self.matched = matched
        self._all = tuple(Numbered(number, found) for number, found in enumerate(matched.matches.all(), 1))
        self._texts: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self._all)

    def at(self, number: int) -> Numbered | None:
        """Return the match of a number, or None."""
        return self._all[number - 1] if 1 <= number <= len(self._all) else None

    def groups(self, words: str = "") -> dict[Group, tuple[Numbered, ...]]:
        """Return what holds every word typed, in groups, in order; a group without any is there and empty."""
        found: dict[Group, list[Numbered]] = {group: [] for group in Group}
        for each in self._narrowed(words):
            found[each.match.group].append(each)
        return {group: tuple(held) for group, held in found.items()}

    def row(self, each: Numbered) -> BriefRow:
        """Return the line of one match."""
        activity = each.match.activity
        return BriefRow(
            each.number, activity.id, activity.name, _when(activity),
            brief_cost(activity.cost_pence, activity.cost_per), each.match.group, self._brief(each.match),
        )  # fmt: skip

    def reasons(self, activity_id: str) -> tuple[str, ...]:
        """Return the reasons of one match in full; raises NotFound."""
        return short_reasons(self.matched.found(activity_id), self.matched.places)

    def blocking(self) -> tuple[Blocking, ...]:
        """Return the tests that keep activities from fitting, the commonest first, then in the order of the tests."""
        found: Counter[str] = Counter()
        for each in self._all:
            found.update({outcome.test for outcome in each.match.against()})
        tests = rules().tests
        return tuple(
            Blocking(tests[test].label, found[test])
            for test in sorted(tests, key=lambda test: -found[test])
            if found[test]
        )

    def _narrowed(self, words: str) -> Iterator[Numbered]:
        wanted = words.casefold().split()
        if not wanted:
            return iter(self._all)
        if self._texts is None:
            self._texts = tuple(_text(each.match.activity) for each in self._all)
        pairs = zip(self._all, self._texts, strict=True)
        return (each for each, text in pairs if all(word in text for word in wanted))

    def _brief(self, found: Match) -> tuple[str, ...]:
        places = self.matched.places
        if found.group is Group.FITS:
            return brief_ranking(found)
        return conditions(found, places) if found.group is Group.FITS_IF else short_reasons(found, places)


def brief_ranking(found: Match) -> tuple[str, ...]:
    """Return what speaks for an activity that fits in the fewest words: "asked for", "2 goals", "mentor"."""
    person, activity = found.person, found.activity
    goals, needs = goals_served(person, activity.domains), needs_served(person, activity.domains)
    said = (
        "asked for" if asked_kinds(person, activity.kinds) else "",
        count(goals, "goal") if goals else "",
        count(needs, "need") if needs and not goals else "",
        "mentor" if shared_experience(person, activity.mentors, found.today) else "",
        "own area" if is_own_area(person, activity.areas, activity.venue_area) else "",
    )
    return tuple(part for part in said if part) or ranking_words(found)


def _when(activity: ActivityFacts) -> str:
    held: Sequence[tuple[str | None, time | None]] = [
        (each.weekday, None if each.starts is None else time(*divmod(each.starts % _DAY, _HOUR)))
        for each in activity.times or ()
    ]
    return brief_when(held, activity.item)


def _text(activity: ActivityFacts) -> str:
    kinds = " ".join(label("activity-kind", code) for code in activity.kinds)
    provider = activity.provider.name if activity.provider else ""
    parts = (activity.name, kinds, provider, activity.venue_name, activity.venue_area, *(activity.areas or ()))
    return " ".join(part for part in parts if part).casefold()

"""Every test of every activity for one person, in three groups and in one order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat
from typing import NamedTuple

from linkworker.matching.activity_facts import ActivityFacts
from linkworker.matching.collector import collector_at_rest
from linkworker.matching.directory import Directory
from linkworker.matching.judges.every import in_order
from linkworker.matching.person_facts import PersonFacts
from linkworker.matching.ranking import rank_keys
from linkworker.matching.rules import rules
from linkworker.matching.suitability import Suitability
from linkworker.matching.verdict import Group, Outcome, Verdict


class Match(NamedTuple):
    """One activity for one person: its group, and one outcome of each test in the order shown."""

    activity: ActivityFacts
    person: PersonFacts
    today: date
    group: Group
    outcomes: tuple[Outcome, ...]

    def against(self) -> tuple[Outcome, ...]:
        """Return the outcomes that keep it from fitting; those that put it in its group come first."""
        found = [outcome for outcome in self.outcomes if outcome.group > Group.FITS]
        return tuple(sorted(found, key=lambda outcome: -outcome.group))

    def unmet(self) -> tuple[str, ...]:
        """Return the names of the tests that are not met: going ahead against them needs a reason, which is kept."""
        return tuple(o.test for o in self.outcomes if o.verdict is Verdict.NOT_MET and o.group > Group.FITS)

    def outcome(self, test: str) -> Outcome:
        """Return the outcome of one test by name."""
        return next(outcome for outcome in self.outcomes if outcome.test == test)


@dataclass(frozen=True, slots=True)
class Matches:
    """All activities, each in one group, in the order shown."""

    person: PersonFacts
    today: date
    fits: tuple[Match, ...]
    fits_if: tuple[Match, ...]
    does_not_fit: tuple[Match, ...]

    def __len__(self) -> int:
        return len(self.fits) + len(self.fits_if) + len(self.does_not_fit)

    def all(self) -> tuple[Match, ...]:
        """Return every match: fits, fits if, does not fit."""
        return self.fits + self.fits_if + self.does_not_fit

    def find(self, activity_id: str) -> Match | None:
        """Return the match of one activity, or None."""
        return next((match for match in self.all() if match.activity.id == activity_id), None)


def match(person: PersonFacts, activities: Iterable[ActivityFacts] | Directory, today: date) -> Matches:
    """Judge every activity by every test; nothing is dropped. Linear in the number of activities.

    For one person after another pass the same Directory, whose index is made once.
    """
    with collector_at_rest():
        return _match(person, activities if isinstance(activities, Directory) else Directory(activities), today)


def _match(person: PersonFacts, directory: Directory, today: date) -> Matches:
    judged = [_judged(test, person, directory, today) for test in in_order()]
    rows = list(zip(*(column for column, _ in judged), strict=True))
    groups = _worst([weights for _, weights in judged], len(directory))
    keys = rank_keys(person, directory, groups, today)
    order = sorted(range(len(directory)), key=keys.__getitem__)
    columns = (
        map(directory.activities.__getitem__, order),
        repeat(person),
        repeat(today),
        map(tuple(Group).__getitem__, map(groups.__getitem__, order)),
        map(rows.__getitem__, order),
    )
    # Match._make does the same with a call in Python for each.
    made = list(map(partial(tuple.__new__, Match), zip(*columns, strict=False)))  # two of them repeat without an end
    to_if, to_not = groups.count(Group.FITS), len(groups) - groups.count(Group.DOES_NOT_FIT)
    return Matches(person, today, tuple(made[:to_if]), tuple(made[to_if:to_not]), tuple(made[to_not:]))


def judge_one(person: PersonFacts, activity: ActivityFacts, today: date) -> Match:
    """Return the match of a single activity, for the record of going ahead anyway."""
    return match(person, (activity,), today).all()[0]


def _judged(
    test: Suitability, person: PersonFacts, directory: Directory, today: date
) -> tuple[Sequence[Outcome], bytes]:
    """Return one test's outcome for each activity, and its group as a byte for each."""
    judge = test.prepare(rules().tests[test.name], person, today)
    if isinstance(judge, Outcome):
        return [judge] * len(directory), bytes([judge.group]) * len(directory)
    column = directory.column(test.reads)
    outcomes = column.worked_out(judge)
    return column.spread(outcomes), bytes(column.spread([int(outcome.group) for outcome in outcomes]))


def _worst(columns: Sequence[bytes], length: int) -> bytes:
    """Return the worst group of each activity, a byte each.

    The columns are put together as whole numbers of 10,000 bytes: one "or" does for all activities at once what
    asking for the greatest of 21 does ten thousand times. Fits if (1) or does not fit (2) may give 3: does not fit.
    """
    together = 0
    for column in columns:
        together |= int.from_bytes(column)
    return together.to_bytes(length).replace(b"\x03", b"\x02")


def counts(matches: Matches) -> Mapping[Group, int]:
    """Return how many activities are in each group."""
    return {
        Group.FITS: len(matches.fits),
        Group.FITS_IF: len(matches.fits_if),
        Group.DOES_NOT_FIT: len(matches.does_not_fit),
    }

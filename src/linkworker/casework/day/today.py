"""Today: what needs the worker, in groups, oldest first, each with why it is there."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import Connection

from linkworker.base.settings import Settings
from linkworker.base.words import count
from linkworker.casework.day import today_around as around
from linkworker.casework.day import today_centre as centre
from linkworker.casework.day import today_kept as kept
from linkworker.casework.day import today_people as people
from linkworker.casework.day import today_reviews as held
from linkworker.casework.day.due_rules import GROUPS, due_rules
from linkworker.casework.day.today_parts import Asked, Item

_Part: TypeAlias = Callable[[Connection, Asked], Iterable[Item]]
_PARTS: tuple[_Part, ...] = (
    held.unfinished, held.reviews, held.oversight, held.plans_to_agree, people.referrals_in, people.check_ins,
    people.goals, people.releases, around.referrals, around.revisit, around.requests, around.checks,
    around.agreements, centre.to_choose, centre.not_with_centre, kept.kept_long_enough,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One group with at least one item, oldest first."""

    code: str
    title: str
    items: tuple[Item, ...]

    def heading(self) -> str:
        """Return the title with its count: "Reviews overdue (3)"."""
        return f"{self.title} ({len(self.items)})"


@dataclass(frozen=True, slots=True)
class Today:
    """A day's list; groups with nothing in them are left out."""

    day: date
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """Return how many things need somebody."""
        return sum(len(group.items) for group in self.groups)

    def sentence(self) -> str:
        """Return the day in a sentence; an empty one is a good day."""
        if not self.groups:
            return "Nothing needs you today. A good day."
        return f"{count(self.total, 'thing needs', 'things need')} you today."


def today(
    connection: Connection,
    day: date,
    settings: Settings,
    *,
    device_id: str,
    worker_id: str | None = None,
    syncs: bool = True,
    seen: Collection[str] = GROUPS,
) -> Today:
    """Return what needs doing on a day; with `worker_id` only about that worker's people.

    What is about no person (providers' checks, what is unsent) is everybody's. `syncs` is False for a laptop that
    never meets the centre; `seen` are the codes of the groups that are shown. About a dozen
    queries, whatever the number of people.
    """
    rules = due_rules()
    asked = Asked(day, worker_id, settings, device_id, syncs, {rule.code: rule for rule in rules.groups})
    found: dict[str, list[Item]] = defaultdict(list)
    for part in _PARTS:
        for item in part(connection, asked):
            found[item.group].append(item)
    groups = (
        Group(rule.code, rule.title, _oldest_first(found[rule.code])) for rule in rules.groups if rule.code in seen
    )
    return Today(day, tuple(group for group in groups if group.items))


def _oldest_first(items: list[Item]) -> tuple[Item, ...]:
    """Sort by day; what has no day has waited longest of all."""
    return tuple(sorted(items, key=lambda item: (item.since or date.min, item.shown_name or "", item.why)))

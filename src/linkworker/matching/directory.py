"""All activities' facts, indexed once, so that each person after the first is matched in a fraction of the time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from linkworker.matching.activity_facts import ActivityFacts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """Some facts of every activity: each different value once, and which of them each activity has."""

    values: tuple[Any, ...]
    """A value for one field, a tuple for several."""
    which: tuple[int, ...]
    several: bool

    def worked_out(self, work: Callable[..., T]) -> list[T]:
        """Return what `work` makes of each different value, once each; it takes one argument for each field."""
        return [work(*value) for value in self.values] if self.several else [work(value) for value in self.values]

    def spread(self, made: Sequence[T]) -> list[T]:
        """Return what was made, one for each activity."""
        return list(map(made.__getitem__, self.which))


class Directory:
    """Activities in the order of name and id (which settles every tie), with an index of each group of facts asked for.

    The index holds nothing about any person. It is made when first asked for and lives as long as the directory.
    """

    def __init__(self, activities: Iterable[ActivityFacts]) -> None:
        self.activities = tuple(sorted(activities, key=lambda row: f"{row.name.casefold()}\0{row.id}"))
        self._columns: dict[tuple[str, ...], Column] = {}

    def __len__(self) -> int:
        return len(self.activities)

    def column(self, reads: tuple[str, ...]) -> Column:
        """Return the facts of the named fields, indexed."""
        found = self._columns.get(reads)
        if found is None:
            index = _Index()
            which = tuple(map(index.__getitem__, map(attrgetter(*reads), self.activities)))
            found = self._columns[reads] = Column(tuple(index), which, len(reads) > 1)
        return found


class _Index(dict[Any, int]):
    """The number of each different value, in the order met."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number

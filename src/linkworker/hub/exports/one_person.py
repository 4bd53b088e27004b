"""One person as an export reads them: their row and every record about them that may be given out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from linkworker.records.person import Person


@dataclass(frozen=True, slots=True)
class LastChange:
    """The journal's word on one record: when it was last changed (UTC text), by whom, on which device, and how."""

    at: str
    worker_id: str | None
    device_id: str
    action: str


@dataclass(frozen=True, slots=True)
class OnePerson:
    """A person's rows by kind, in the order of ids. What is withheld, erased or never came is not there."""

    row: Any
    records: Mapping[str, tuple[Any, ...]]
    merged_here: tuple[str, ...] = ()
    """Ids of other records that were found to be of this person, and ended."""
    goes_on: str = ""
    """The id of the record to count this one under: its own, unless it was joined with another (and that with more)."""
    changes: Mapping[str, LastChange] = field(default_factory=dict)
    """By record id; empty unless the journal was asked for."""

    @property
    def id(self) -> str:
        """Return the person's id."""
        return str(self.row.id)

    @property
    def merged_into(self) -> str | None:
        """Return the id of the record that goes on, where this one was found to be of the same person."""
        found: str | None = self.row.merged_into
        return found

    def all(self, kind: str) -> tuple[Any, ...]:
        """Return the rows of a kind, those entered in error and those corrected since among them."""
        return self.records.get(kind, ())

    def live(self, kind: str) -> tuple[Any, ...]:
        """Return the rows of a kind that stand: neither entered in error nor corrected by one that stands."""
        if kind == Person.kind():
            return () if self.row.in_error else (self.row,)
        corrected = self.corrected(kind)
        return tuple(row for row in self.all(kind) if not row.in_error and row.id not in corrected)

    def corrected(self, kind: str) -> frozenset[str]:
        """Return the ids of rows that a standing row corrects."""
        return frozenset(each for each in _corrects(self.all(kind)) if each is not None)

    def by_id(self, kind: str, record_id: str | None) -> Any | None:
        """Return one row of a kind, or None where it is not here."""
        return next((row for row in self.all(kind) if row.id == record_id), None)


def _corrects(rows: Iterable[Any]) -> Iterator[str | None]:
    return (getattr(row, "corrects", None) for row in rows if not row.in_error)

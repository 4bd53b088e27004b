"""What an import did with each row, in plain words and as JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from linkworker.base.words import count


class Outcome(StrEnum):
    """What became of one row."""

    TAKEN = "taken"
    WARNED = "taken-with-a-warning"
    REFUSED = "refused"
    SAME = "same-as-before"
    ASK = "looks-like-somebody"


_WORDS = {
    Outcome.TAKEN: "taken in",
    Outcome.WARNED: "taken in, with something to check",
    Outcome.REFUSED: "refused",
    Outcome.SAME: "the same as before",
    Outcome.ASK: "left out until you decide",
}
_IN_THE_STORE = {"new": "new", "changed": "changed", "same": "as before"}
"""The counts that are told in one line; what was withdrawn or is back has a sentence of its own."""
_SHOWN = (Outcome.ASK, Outcome.REFUSED, Outcome.WARNED)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a feed or sheet: where it stood, what it is called, what became of it and why."""

    where: str
    name: str
    outcome: Outcome
    notes: tuple[str, ...] = ()
    key: str = ""
    """What a decision about the row is given under."""
    may_be: tuple[tuple[str, str, str], ...] = ()
    """Who the row may be: id, name with what tells them apart, and why it seems so: "same name"."""

    def line(self) -> str:
        """Return the row as one line of plain text."""
        who = [f"It may be {name}: {why} ({record_id})." for record_id, name, why in self.may_be]
        said = f": {' '.join((*who, *self.notes))}" if who or self.notes else ""
        return f"{self.where} - {self.name or 'no name'} - {_WORDS[self.outcome]}{said}"

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain JSON values."""
        who = [{"id": record_id, "name": name, "why": why} for record_id, name, why in self.may_be]
        return {
            "where": self.where,
            "key": self.key,
            "name": self.name,
            "outcome": str(self.outcome),
            "notes": list(self.notes),
            "may_be": who,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What one import did."""

    source: str
    """The name of the file, folder or zip."""
    feed: str
    what: tuple[str, str]
    """What a row is: one, many."""
    rows: tuple[ReportRow, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """What changed in the store, by name: new, changed, same, withdrawn, back."""
    counted: str = ""
    """What `counts` counts: "activities, providers, venues and times"."""
    notes: tuple[str, ...] = ()
    """What is to be said of the whole import."""

    def of(self, outcome: Outcome) -> int:
        """Return how many rows had an outcome."""
        return Counter(row.outcome for row in self.rows)[outcome]

    def lines(self, *, every_row: bool = False) -> Iterator[str]:
        """Yield the report as plain lines: the totals, what to know, then rows that need a look (or every row)."""
        one, many = self.what
        yield f"{self.source}: {count(len(self.rows), one, many)} read, kept as '{self.feed}'."
        for outcome in Outcome:
            if number := self.of(outcome):
                yield f"  {number:,} {_WORDS[outcome]}"
        told = [f"{self.counts[name]:,} {words}" for name, words in _IN_THE_STORE.items() if self.counts.get(name)]
        if told:
            yield f"In the store, counting {self.counted} together: {', '.join(told)}."
        yield from self.notes
        for shown in Outcome if every_row else _SHOWN:
            yield from (row.line() for row in self.rows if row.outcome is shown)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "source": self.source,
            "feed": self.feed,
            "outcomes": {str(outcome): self.of(outcome) for outcome in Outcome},
            "counts": dict(self.counts),
            "notes": list(self.notes),
            "rows": [row.as_json() for row in self.rows],
        }

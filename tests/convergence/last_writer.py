"""Another way, to compare with: the value, or the whole row, with the later time of day counts."""

from dataclasses import dataclass, field
from datetime import datetime

_Cell = tuple[datetime, str]


@dataclass(slots=True)
class LastWriter:
    """What one device keeps: for each record and field the edit that counts, and when it was written there.

    `replaced` are edits that somebody typed over who saw them: those are not lost. It goes with what is carried, as
    what people saw is known of everywhere at the end.
    """

    by_row: bool
    cells: dict[str, dict[str, _Cell]] = field(default_factory=dict)
    rows: dict[str, datetime] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)

    def type(self, record: str, name: str, edit: str, at: datetime) -> None:
        """Type over what is shown."""
        row = self.cells.setdefault(record, {})
        if name in row:
            self.replaced.add(row[name][1])
        row[name] = at, edit
        self.rows[record] = at

    def merge(self, other: "LastWriter") -> None:
        """Take in what another device has: the later counts."""
        self.replaced |= other.replaced
        for record, row in other.cells.items():
            mine = self.cells.setdefault(record, {})
            if self.by_row:
                if record not in self.rows or other.rows[record] > self.rows[record]:
                    self.cells[record], self.rows[record] = dict(row), other.rows[record]
                continue
            for name, cell in row.items():
                if name not in mine or cell > mine[name]:
                    mine[name] = cell

    def has_lost(self, record: str, name: str, edit: str) -> bool:
        """Say whether an edit neither counts nor was typed over by somebody who saw it."""
        shown = self.cells.get(record, {}).get(name)
        return edit not in self.replaced and (shown is None or shown[1] != edit)

    def copy(self) -> "LastWriter":
        """Return one of its own."""
        return LastWriter(
            self.by_row, {one: dict(row) for one, row in self.cells.items()}, dict(self.rows), set(self.replaced)
        )

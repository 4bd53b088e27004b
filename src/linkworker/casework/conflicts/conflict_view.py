"""A conflict as people read it: what it is about, and each side with who wrote it, when and where."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Asks(StrEnum):
    """What a person has to say: which value, whether a removed record goes, or which of two corrections counts.

    A person's record is asked about as a removal too where another laptop wrote about them without knowing of it.
    """

    VALUE = "value"
    REMOVAL = "removal"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the values. `words` say so where it is not known here; `where` is "this laptop", "another laptop", ..."""

    entry_id: str
    words: str
    known: bool
    by: str
    at: datetime
    where: str
    shown: bool
    value: Any = field(repr=False, default=None)
    """As the journal holds it."""


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One thing to choose. `person` is "" for a record that is nobody's, `of` for one of the person's own fields."""

    kind: str
    record_id: str
    person_id: str | None
    person: str
    field: str
    label: str
    of: str
    asks: Asks
    sides: tuple[SideView, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Return where it stands among all: what the next page is asked with."""
        return self.record_id, self.field

    @property
    def entries(self) -> frozenset[str]:
        """Return the ids of the entries that were shown to whoever chooses."""
        return frozenset(side.entry_id for side in self.sides)

    @property
    def shown(self) -> SideView | None:
        """Return the side that is shown until somebody chooses."""
        return next((side for side in self.sides if side.shown), None)

    @property
    def heading(self) -> str:
        """Return what it is about: "Ali Mansour: release date", "Ali Mansour: a note corrected twice"."""
        if self.asks != Asks.VALUE:
            about = f"{self.of or 'the whole record'} {self.label}"
        else:
            about = f"{self.label} of {self.of}" if self.of else self.label
        return f"{self.person}: {about}" if self.person else about

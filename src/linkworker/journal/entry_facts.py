"""What the decision looks at: one entry as plain facts, and the state of a record that follows from a set of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MADE = ""
"""The place in `heads` of the entry that made the record; it stands as writer of every field not named there."""
IN_ERROR = "in_error"
AS_IT_BEGAN: frozenset[str | None] = frozenset({None})
"""What an entry replaces where nothing was written before it."""


class Decision(StrEnum):
    """What an entry does where it comes in."""

    KNOWN = "known"
    FAST_FORWARD = "fast-forward"
    CONFLICT = "conflict"
    WAITS = "waits"
    UNKNOWN_KIND = "unknown-kind"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry of a record. `writes` maps each field to all that the entry replaces there (None: as it began).

    `values` are those kept here by field, as plain JSON; a field of `writes` that is not among them was withheld or
    taken out. `person` is None where the record is nobody's.
    """

    id: str
    hlc: str
    device: str
    action: str
    kind: str
    record: str
    person: str | None
    writes: Mapping[str, frozenset[str | None]]
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, str]:
        """Return what entries are put in order by: hybrid time, then id."""
        return self.hlc, self.id


@dataclass(frozen=True, slots=True)
class Tip:
    """One further tip of a field. `agreed`: its value is the one shown, so that nobody is asked."""

    field: str
    entry_id: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a set of entries says of one record; the same for the same set, in whichever order it came.

    `heads` maps a field to the entry shown (MADE: the entry that made the record), `tips` are the other tips. `shown`
    has the value of each field that is known here; fields still as they began in a record that nobody here made are
    not in it. `waiting` are the ids of entries that are not placed. `bare`: the record was made, without its values.
    """

    heads: Mapping[str, str]
    tips: tuple[Tip, ...]
    shown: Mapping[str, Any]
    waiting: frozenset[str]
    bare: bool

    @property
    def made(self) -> bool:
        """Return whether the entry that made the record is placed."""
        return MADE in self.heads

    @property
    def conflicts(self) -> frozenset[str]:
        """Return the fields that a person has to choose for."""
        return frozenset(tip.field for tip in self.tips if not tip.agreed)

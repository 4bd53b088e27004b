"""What a line of a bundle says: an entry of the journal, or values of one that was sent before without them."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A journal entry: its header (parsed, and as the text that was hashed), chain hash, and values by field.

    `values` is None when it came bare: withheld, erased, or because no field was changed. `content` is their canonical
    text, as it is kept.
    """

    header: dict[str, Any]
    text: str
    hash: str
    values: Values | None
    content: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """Values of an entry that was sent before without them. `proved` when its commitments were at hand.

    `content` is their canonical text, as it is kept.
    """

    entry: str
    values: Values
    proved: bool
    content: str = field(default="", compare=False)


Line: TypeAlias = EntryLine | ReleasedLine

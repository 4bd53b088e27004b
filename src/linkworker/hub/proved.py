"""Entries that were proved line by line on their way in, with what was read of them, so that nothing is read twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from linkworker.journal.incoming import Incoming, Late
from linkworker.sync.entry_line import EntryLine, Line


@dataclass(frozen=True, slots=True)
class ProvedEntry(Incoming):
    """An entry whose form, hash and commitments were checked. `said` is its header, `salted` its values by field."""

    said: dict[str, Any] = field(compare=False)
    salted: dict[str, Any] | None = field(compare=False)


def proved_things(lines: Iterable[Line]) -> Iterator[Incoming | Late]:
    """Yield what `check_lines` or `check_against` yields as an applier takes it."""
    for line in lines:
        if isinstance(line, EntryLine):
            yield ProvedEntry(line.text, line.hash, line.content, line.header, line.values)
        else:
            yield Late(line.entry, line.content)

"""What somebody asked for, in their own words: kept as said, with the kinds of activity that the words name."""

import re
from dataclasses import dataclass

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded

_PIECES = re.compile(r"\s*(?:,|;|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The words as they were said, the codes of the kinds they name, and the pieces that name none."""

    words: str
    kinds: tuple[str, ...]
    no_kind: tuple[str, ...]

    def warnings(self) -> tuple[str, ...]:
        """Return a sentence for each piece that matching cannot use."""
        return tuple(
            f"'{piece}' names no kind of activity, so it is kept in their words only." for piece in self.no_kind
        )


def read_asked_for(typed: str) -> Asked:
    """Read "football, meeting people": pieces parted by a comma or 'and', each a kind of activity or left as words."""
    kinds: dict[str, None] = {}
    no_kind = []
    for piece in filter(None, _PIECES.split(typed.strip())):
        try:
            kinds[coded("activity-kind").find(piece).code] = None
        except BadInput:
            no_kind.append(piece)
    return Asked(typed.strip(), tuple(kinds), tuple(no_kind))

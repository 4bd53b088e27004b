"""Reading what was typed of the directory: several codes or names in a line, and weekly times."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.times import parse_time, show_time
from linkworker.casework.directory.activity_view import TimeView

_TO = re.compile(r"\s+(?:to|until)\s+|\s*-\s*", re.IGNORECASE)
_EXAMPLE = "Write when as: Tuesday 6:00pm to 7:30pm, Thursday 5:00pm."


@dataclass(frozen=True, slots=True)
class Weekly:
    """One weekly time as typed."""

    weekday: str
    starts: time | None
    ends: time | None

    def is_same(self, held: TimeView) -> bool:
        """Say whether a time that is kept is this one."""
        spelt = (f"{each:%H:%M}" if each else None for each in (self.starts, self.ends))
        return (held.weekday, held.starts, held.ends) == (self.weekday, *spelt)


def codes_of(name: str) -> Callable[[str], list[str]]:
    """Return what reads codes of a list from labels with commas between; raises BadInput, naming the nearest."""

    def read(typed: str) -> list[str]:
        return list(dict.fromkeys(coded(name).find(piece).code for piece in _pieces(typed)))

    return read


def labels_of(name: str, codes: Iterable[str] | None) -> str:
    """Return codes as they would be typed: labels with commas between."""
    return ", ".join(coded(name).label(code) for code in codes or ())


def names_in(typed: str) -> list[str]:
    """Return names with commas between, each once."""
    return list(dict.fromkeys(_pieces(typed)))


def weekly_times(typed: str) -> list[Weekly]:
    """Read "Tuesday 6:00pm to 7:30pm, Thursday 5:00pm"; raises BadInput."""
    return [_weekly(piece) for piece in _pieces(typed)]


def typed_times(times: Sequence[TimeView]) -> str:
    """Return weekly times as they would be typed; those without a day are left out."""
    said = []
    for each in times:
        if each.weekday is not None:
            hours = " to ".join(show_time(time.fromisoformat(hour)) for hour in (each.starts, each.ends) if hour)
            said.append(f"{coded('weekday').label(each.weekday)} {hours}".strip())
    return ", ".join(said)


def _weekly(piece: str) -> Weekly:
    day, _, hours = piece.partition(" ")
    try:
        weekday = coded("weekday").find(day).code
    except BadInput:
        raise BadInput(_EXAMPLE) from None
    parts = [part for part in _TO.split(hours.strip()) if part]
    if len(parts) > len(("starts", "ends")):
        raise BadInput(_EXAMPLE)
    read = [parse_time(part, what="a time of day") for part in parts]
    starts, ends = (*read, None, None)[:2]
    if starts is not None and ends is not None and ends <= starts:
        raise BadInput("The end must be after the start.")
    return Weekly(weekday, starts, ends)


def _pieces(typed: str) -> list[str]:
    return [piece for piece in (part.strip() for part in re.split(r"[,;\n]", typed)) if piece]

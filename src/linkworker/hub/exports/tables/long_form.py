"""Check-ins in long form: a row for each answer and each score, and a row for each change and threshold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from linkworker.hub.exports.one_person import OnePerson
from linkworker.hub.exports.scored import answers_of, moved, scored_form

Line: TypeAlias = tuple[Any, Mapping[str, Any]]
"""A row of the table, and the values of its columns that are worked out."""


def check_in_lines(one: OnePerson) -> Iterator[Line]:
    """Yield each answer in the order of items, then the raw sums and the scores that they give."""
    for row in one.live("check_in"):
        for number, answer in answers_of(row).items():
            yield row, {"measure": f"item-{number:02d}", "value": answer}
        form = scored_form(row)
        for score in form.scores if form else ():
            yield row, {"measure": f"raw-{score.instrument}", "value": score.raw}
            yield row, {"measure": f"score-{score.instrument}", "value": score.value}


def check_in_changes(one: OnePerson) -> Iterator[Line]:
    """Yield each change of a score against what it is measured against, by every threshold of the scale."""
    for found in moved(one.live("check_in")):
        for change in found.judged:
            yield (
                found.later,
                {
                    "scale": change.scale,
                    "earlier": found.earlier.id,
                    "earlier_on": found.earlier.on,
                    "days": (found.later.on - found.earlier.on).days,
                    "change": change.amount,
                    "threshold": change.threshold.name,
                    "threshold_points": change.threshold.figure,
                    "class": str(change.kind),
                },
            )


LINES: Mapping[str, Callable[[OnePerson], Iterator[Line]]] = {
    "check_in_lines": check_in_lines,
    "check_in_changes": check_in_changes,
}

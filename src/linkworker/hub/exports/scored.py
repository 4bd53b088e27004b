"""A check-in row scored again from its answers, or nothing where an answer or the instrument is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.wellbeing.change import Change, changes
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.scoring import Score, ScoredForm, score_form


@dataclass(frozen=True, slots=True)
class Moved:
    """A change from the check-in it is measured against (the latest baseline before it, else the first) to a later."""

    earlier: Any
    later: Any
    score: Score
    judged: tuple[Change, ...]


def pack_of(row: Any) -> Instrument | None:
    """Return the instrument of a check-in, or None for one that a newer program brought."""
    try:
        return instrument(row.instrument)
    except LinkworkerError:
        return None


def answers_of(row: Any) -> dict[int, int | None]:
    """Return the answers by number, in order."""
    return {int(number): row.answers[number] for number in sorted(row.answers, key=int)}


def scored_form(row: Any) -> ScoredForm | None:
    """Return the scored form, or None where it cannot be scored here."""
    pack = pack_of(row)
    if pack is None:
        return None
    try:
        return score_form(pack, answers_of(row), row.partial_reason)
    except (LinkworkerError, ValueError):
        return None


def moved(rows: Sequence[Any]) -> list[Moved]:
    """Return the changes between a person's check-ins on every scale that both give, oldest first."""
    seen: list[tuple[Any, ScoredForm]] = []
    found: list[Moved] = []
    for row in sorted(rows, key=lambda each: (each.on, each.corrects or each.id)):
        form = scored_form(row)
        if form is None:
            continue
        for score in form.scores if row.moment != "baseline" else ():
            before = _measured_against(seen, score.instrument)
            if before is not None:
                found.append(Moved(before[0], row, score, changes(before[1], score)))
        seen.append((row, form))
    return found


def _measured_against(seen: Sequence[tuple[Any, ScoredForm]], scale: str) -> tuple[Any, Score] | None:
    """Return the latest baseline before, else the first check-in, that gives a score on the scale."""
    scores = [(row, score) for row, form in seen if (score := form.score_on(scale))]
    baselines = [each for each in scores if each[0].moment == "baseline"]
    return baselines[-1] if baselines else next(iter(scores), None)

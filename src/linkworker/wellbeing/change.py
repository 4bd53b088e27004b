"""Change between two scores on one scale, always by a named threshold."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from linkworker.base.errors import BadInput
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.parts import Threshold
from linkworker.wellbeing.scoring import Score, ScoredForm

MEANINGFUL = "meaningful"
RELIABLE = "reliable"


class DifferentScales(BadInput):
    """A {} score cannot be compared with a {} score."""


class ChangeClass(StrEnum):
    """The three classes of change; each is shown with the threshold it was judged by."""

    IMPROVED = "improved"
    NO_RELIABLE_CHANGE = "no reliable change"
    WORSENED = "worsened"


@dataclass(frozen=True, slots=True)
class Change:
    """The change from an earlier to a later score, judged by one threshold."""

    scale: str
    amount: Decimal
    """Later less earlier, in points of the scale: metric points for SWEMWBS."""
    threshold: Threshold
    kind: ChangeClass

    def sentence(self) -> str:
        """Return the class with the change and the threshold's name and figure in words."""
        name = instrument(self.scale).short_name
        how = "under" if self.kind is ChangeClass.NO_RELIABLE_CHANGE else "at or past"
        moved = f"{name} {_direction(self.amount)}"
        return (
            f"{self.kind.capitalize()}: {moved}, {how} the {self.threshold.name} threshold of {self.threshold.figure}."
        )


def change(earlier: Score, later: Score, threshold: str) -> Change:
    """Judge the change between two scores on one scale by a threshold, "meaningful" or "reliable".

    The absolute change counts when it is at or past the figure (Warwick FAQ, Shah 2018; the pack names the source).
    Raises DifferentScales, NoSuchThreshold.
    """
    if earlier.instrument != later.instrument:
        raise DifferentScales(instrument(earlier.instrument).short_name, instrument(later.instrument).short_name)
    rule = instrument(later.instrument).threshold(threshold)
    amount = later.value - earlier.value
    if abs(amount) < rule.figure:
        kind = ChangeClass.NO_RELIABLE_CHANGE
    else:
        kind = ChangeClass.IMPROVED if amount > 0 else ChangeClass.WORSENED
    return Change(later.instrument, amount, rule, kind)


def changes(earlier: Score, later: Score) -> tuple[Change, ...]:
    """Judge the change by every threshold of the scale, in the pack's order; raises DifferentScales."""
    return tuple(change(earlier, later, rule.name) for rule in instrument(later.instrument).thresholds)


def shared_scores(earlier: ScoredForm, later: ScoredForm) -> tuple[Score, Score] | None:
    """Return the two scores to compare: on the later form's own scale if the earlier has it, else another they share.

    None if they share none: a partial form, or forms that are not of one family.
    """
    for score in later.scores:
        before = earlier.score_on(score.instrument)
        if before is not None:
            return before, score
    return None


def form_changes(earlier: ScoredForm, later: ScoredForm) -> tuple[Change, ...]:
    """Judge the change between two forms by every threshold of the scale they share; empty if they share none."""
    pair = shared_scores(earlier, later)
    return changes(*pair) if pair else ()


def _direction(amount: Decimal) -> str:
    if amount == 0:
        return "the same"
    return f"up {amount}" if amount > 0 else f"down {-amount}"

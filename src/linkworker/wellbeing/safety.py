"""When a check-in must prompt the worker to think of safety; never a label, never a diagnosis."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkworker.wellbeing.change import RELIABLE, Change, ChangeClass, form_changes
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.scoring import Score, ScoredForm

FOLLOW_PROCEDURE = "Follow your service's safety procedure"


@dataclass(frozen=True, slots=True)
class SafetyPrompt:
    """Words for the worker, who then records what they decided."""

    words: str
    reasons: tuple[str, ...]
    """Why, a sentence each, at least one."""


def safety_prompt(form: ScoredForm, earlier: Iterable[ScoredForm] = ()) -> SafetyPrompt | None:
    """Return the prompt if a score is very low or fell past the reliable threshold since any earlier form, else None.

    Give the baseline and the last check-in as `earlier`. How low is very low, and why, is in the instrument's pack.
    """
    reasons = [sentence for score in form.scores if (sentence := _very_low(score))]
    for before in earlier:
        reasons.extend(each.sentence() for each in form_changes(before, form) if _fell_reliably(each))
    return SafetyPrompt(FOLLOW_PROCEDURE, tuple(dict.fromkeys(reasons))) if reasons else None


def _fell_reliably(change: Change) -> bool:
    return change.threshold.name == RELIABLE and change.kind is ChangeClass.WORSENED


def _very_low(score: Score) -> str | None:
    scale = instrument(score.instrument)
    if scale.safety is None or score.value > scale.safety.very_low_at_most:
        return None
    return f"{scale.short_name} {score.value} is very low: {scale.safety.very_low_at_most} or less."

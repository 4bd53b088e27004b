"""From answers to scores: a total only where every item is answered, and never a made-up answer."""

from dataclasses import dataclass
from decimal import Decimal

from linkworker.base.errors import BadInput
from linkworker.wellbeing.answers import Answers, check_answers, skipped_items
from linkworker.wellbeing.check_in_codes import PartialReason, partial_reason, partial_reasons
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instrument as instrument_by_code
from linkworker.wellbeing.parts import Item


class ReasonMissing(BadInput):
    """Some answers are missing ({}), so there is no total. Say why: {}."""


class ReasonNotNeeded(BadInput):
    """Every {} is answered, so leave out the reason for missing answers."""


class RawOutOfRange(BadInput):
    """A {} total lies between {} and {}."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one complete form on one scale."""

    instrument: str
    raw: int
    """The plain sum of the answers; this and the answers are what is stored."""
    metric: Decimal | None
    """The published conversion of the raw sum; None where the sum is itself the scale."""

    @property
    def value(self) -> Decimal:
        """The figure that change, bands and averages are computed on."""
        return Decimal(self.raw) if self.metric is None else self.metric

    def sentence(self) -> str:
        """Return the score in words: "WEMWBS 43" or "SWEMWBS 21.54 (raw 24)"."""
        name = instrument_by_code(self.instrument).short_name
        return f"{name} {self.raw}" if self.metric is None else f"{name} {self.metric} (raw {self.raw})"


@dataclass(frozen=True, slots=True)
class Figure:
    """One answer that stands by itself, of an instrument whose answers are never added up."""

    item: Item
    answer: int | None


@dataclass(frozen=True, slots=True)
class ScoredForm:
    """What one form gives: its scores if complete, its figures if never summed, its gaps if partial."""

    instrument: str
    complete: bool
    skipped: tuple[int, ...]
    reason: PartialReason | None
    scores: tuple[Score, ...]
    """The form's own score first, then what it also yields; empty where partial or never summed."""
    figures: tuple[Figure, ...]

    def score_on(self, scale: str) -> Score | None:
        """Return the score on one scale ("swemwbs"), or None if this form does not give one."""
        return next((score for score in self.scores if score.instrument == scale), None)


def score_form(instrument: Instrument, answers: Answers, reason: str | None = None) -> ScoredForm:
    """Score a form. A partial one needs the code of a reason and has no total; nothing is ever filled in for it.

    A complete WEMWBS form also gives SWEMWBS, never the reverse. Raises ReasonMissing, ReasonNotNeeded, NoSuchReason,
    and what check_answers raises.
    """
    whole = check_answers(instrument, answers)
    skipped = skipped_items(whole)
    why = _reason(instrument, skipped, reason)
    figures = () if instrument.summed else tuple(Figure(item, whole[item.number]) for item in instrument.items)
    scores = () if skipped or not instrument.summed else _scores(instrument, whole)
    return ScoredForm(instrument.code, not skipped, skipped, why, scores, figures)


def score_raw(instrument: Instrument, raw: int) -> Score:
    """Return the score of a stored raw sum, its metric derived again; raises RawOutOfRange."""
    if raw not in instrument.raw_range:
        raise RawOutOfRange(instrument.short_name, instrument.raw_range[0], instrument.raw_range[-1])
    return Score(instrument.code, raw, instrument.value_of(raw) if instrument.conversion else None)


def _scores(instrument: Instrument, whole: Answers) -> tuple[Score, ...]:
    given = {number: answer for number, answer in whole.items() if answer is not None}
    others = [
        score_raw(instrument_by_code(yields.instrument), sum(given[item] for item in yields.items))
        for yields in instrument.also_yields
    ]
    return (score_raw(instrument, sum(given.values())), *others)


def _reason(instrument: Instrument, skipped: tuple[int, ...], code: str | None) -> PartialReason | None:
    if not skipped:
        if code is not None:
            raise ReasonNotNeeded(instrument.item_noun)
        return None
    if code is None:
        choices = ", ".join(reason.code for reason in partial_reasons())
        raise ReasonMissing(", ".join(str(number) for number in skipped), choices)
    return partial_reason(code)

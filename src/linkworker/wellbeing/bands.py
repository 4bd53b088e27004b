"""The band a score lies in, never without the population it is compared with."""

from dataclasses import dataclass

from linkworker.base.errors import NotFound
from linkworker.wellbeing.comparator import comparators, has_prison_figure
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.parts import Bands, Comparator
from linkworker.wellbeing.scoring import Score


class NoBands(NotFound):
    """{} has no bands."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a score lies, with everything that must be shown beside it."""

    score: Score
    label: str
    """"low", "average" or "high", and only ever for `population`."""
    population: str
    status: str
    """How far the cut points can be trusted, in words to show."""
    source: str
    comparators: tuple[Comparator, ...]
    """Published averages to show beside the band; never empty."""
    note: str | None
    """What the reader should know besides, such as that no prison figure exists."""

    def sentence(self) -> str:
        """Return the band in words, with its population and how far it can be trusted."""
        return f"{self.label.capitalize()} for {self.population} ({self.status})."

    def lines(self) -> tuple[str, ...]:
        """Return the band and all that stands beside it, a sentence a line."""
        note = () if self.note is None else (self.note,)
        return (self.sentence(), *(each.sentence() for each in self.comparators), *note)


def place(score: Score, *, in_custody: bool, sex: str | None = None) -> Placing:
    """Place a score in its band, with the averages that fit the person's setting and sex.

    `sex` is "male", "female" or anything else for the figures of both. Raises NoBands.
    """
    scale = instrument(score.instrument)
    if scale.bands is None:
        raise NoBands(scale.short_name)
    beside = comparators(scale, in_custody=in_custody, sex=sex)
    note = None
    if in_custody and not has_prison_figure(scale):
        note = f"No {scale.short_name} average is known for people in prison."
    label = _label(scale.bands, score)
    return Placing(score, label, scale.bands.population, scale.bands.status, scale.bands.source, beside, note)


def _label(bands: Bands, score: Score) -> str:
    return next(band.label for band in bands.rows if band.holds(score.value))

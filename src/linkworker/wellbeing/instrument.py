"""An instrument: a questionnaire exactly as its owners publish it, with the figures that explain its scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from linkworker.base.errors import NotFound
from linkworker.wellbeing.parts import (
    Bands,
    Code,
    Comparator,
    Item,
    LicenceKind,
    Response,
    SafetyRule,
    Threshold,
    Yields,
)


class NoSuchThreshold(NotFound):
    """{} has no change threshold called {}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One questionnaire. Its words come from its data pack and are shown as they stand there."""

    code: str
    order: int
    short_name: str
    name: str
    item_noun: str
    item_nouns: str
    layout: str
    """"grid": items down and answers across, as published; "scale": one question and a line of numbers."""
    numbers_may_be_hidden: bool
    summed: bool
    """False where the answers stand by themselves and a total would mean nothing."""
    recall: str | None
    """The stretch of time that every item asks about, where it is one stretch."""
    least_age: int
    """Years."""
    least_days_between: int | None
    """Days; nearer than this two check-ins ask about the same time."""
    prompt_screen: str
    prompt_paper: str
    notice: str
    """The owners' copyright line: on the form, the printout and each export."""
    citation: str
    use_rules: tuple[str, ...]
    licence: LicenceKind
    licence_terms: str
    codes: tuple[Code, ...]
    items: tuple[Item, ...]
    responses: tuple[Response, ...]
    also_yields: tuple[Yields, ...]
    conversion: Mapping[int, Decimal] = field(hash=False)
    """Raw sum to metric score; empty where the raw sum is itself the scale."""
    conversion_source: str | None
    thresholds: tuple[Threshold, ...]
    bands: Bands | None
    comparators: tuple[Comparator, ...]
    safety: SafetyRule | None

    @property
    def lowest_answer(self) -> int:
        """The lowest number an item can be answered with."""
        return self.responses[0].value

    @property
    def highest_answer(self) -> int:
        """The highest number an item can be answered with."""
        return self.responses[-1].value

    @property
    def raw_range(self) -> range:
        """Every raw sum that a complete form can have, lowest to highest."""
        return range(len(self.items) * self.lowest_answer, len(self.items) * self.highest_answer + 1)

    def value_of(self, raw: int) -> Decimal:
        """Return the figure that change, bands and averages are computed on, for a raw sum within raw_range."""
        return self.conversion[raw] if self.conversion else Decimal(raw)

    def threshold(self, name: str) -> Threshold:
        """Return a change threshold by name, "meaningful" or "reliable"; raises NoSuchThreshold."""
        for threshold in self.thresholds:
            if threshold.name == name:
                return threshold
        raise NoSuchThreshold(self.short_name, name)

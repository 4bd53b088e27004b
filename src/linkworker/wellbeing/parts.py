"""What an instrument is made of: items, responses, thresholds, bands, comparators and the safety rule."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LicenceKind(StrEnum):
    """Whether an organisation needs a licence of its own to use an instrument with real people."""

    NEEDED = "licence needed"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question, numbered from 1 in the published order."""

    number: int
    text: str
    short_name: str | None = None
    lowest_label: str | None = None
    """The item's own words for the lowest answer, where they differ from the instrument's."""
    highest_label: str | None = None
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Response:
    """One answer that may be given: its number, and its words where it has any."""

    value: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A clinical code for the score, such as SNOMED CT."""

    system: str
    code: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Yields:
    """Another instrument that a complete form also answers, and which items make it up, in its own order."""

    instrument: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """How large an absolute change must be to count, in points of the scale that change is computed on."""

    name: str
    figure: Decimal
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of the scale; each bound may be absent."""

    label: str
    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """Say whether a score lies in the band."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.more_than is None or value > self.more_than)
            and (self.at_most is None or value <= self.at_most)
            and (self.less_than is None or value < self.less_than)
        )


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of an instrument, the population they were drawn for, and how far they can be trusted."""

    population: str
    status: str
    source: str
    rows: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Comparator:
    """The average of a named population in a named year, on the scale that change is computed on."""

    group: str
    population: str
    custody: bool
    sex: str | None
    """"male" or "female" where the figure is of one sex, None where it is of everyone."""
    year: int
    """The last year of the figure's data."""
    period: str
    """The year or years of the data, in words to show."""
    mean: Decimal
    sd: Decimal | None
    source: str

    def sentence(self) -> str:
        """Return the figure in words, with population and years."""
        return f"The average for {self.population} was {self.mean} ({self.period})."


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """How low a score must be for the safety prompt, and why that figure was chosen."""

    very_low_at_most: Decimal
    reason: str

"""What a chart over time is made of: points with their days, and the named levels they are seen against."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """One value on a day; None where there was none to give, which breaks the line."""

    on: date
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level to see the points against, such as an average or a threshold, with its name in words."""

    value: Decimal
    name: str
    """In full: "average of people in prison in Scotland, 2017"."""
    short: str = ""
    """What is written beside its line where there is room; without it, the name in full."""

    @property
    def in_full(self) -> str:
        """Return the figure and its name."""
        return f"{self.value} {self.name}"

    @property
    def beside(self) -> str:
        """Return the shorter name, or the full one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, oldest point first, on a scale with two ends."""

    points: tuple[Point, ...]
    lowest: Decimal
    highest: Decimal
    levels: tuple[Level, ...] = ()
    gap_words: str = "no total"
    """What a point without a value is called."""

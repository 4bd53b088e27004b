"""Timing two ways of doing a thing side by side, and saying what came of it."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

Work: TypeAlias = Callable[[], object]
Ready: TypeAlias = Callable[[int], Work]
"""Makes ready, untimed, for the repeat of that number, and returns what is timed."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a row is measured: a folder for stores that rows share, and whether this is only a quick look."""

    folder: Path
    small: bool

    def size(self, full: int, small: int) -> int:
        """Return the number to work with."""
        return small if self.small else full


@dataclass(frozen=True, slots=True)
class Figures:
    """What one thing came to, once for each repeat, in one unit."""

    values: tuple[float, ...]
    unit: str = "ms"

    @property
    def middle(self) -> float:
        """Return the median."""
        return median(self.values)

    @property
    def least(self) -> float:
        """Return the smallest."""
        return min(self.values)

    def words(self) -> str:
        """Return the median with the least and the most."""
        if len(self.values) == 1:
            return f"{self.middle:.3g} {self.unit}"
        return f"{self.middle:.3g} {self.unit} ({self.least:.3g} to {max(self.values):.3g})"


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing. The bar is a ratio to what it stands beside, or a figure of its own."""

    what: str
    ours: Figures
    beside: str = ""
    theirs: Figures | None = None
    most_ratio: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Return the median of the repeats' own ratios: each pair ran within moments, so a busy machine slows both."""
        if self.theirs is None:
            return None
        if len(self.ours.values) != len(self.theirs.values):
            return self.ours.middle / self.theirs.middle
        return median(a / b for a, b in zip(self.ours.values, self.theirs.values, strict=True))

    @property
    def met(self) -> bool | None:
        """Say whether the bar is met, None where there is none.

        A figure of its own is judged by the least of its repeats: other work on the machine can only add to it.
        """
        if self.most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.most_ratio
        return None if self.most is None else self.ours.least <= self.most

    def words(self) -> str:
        """Return it as it is printed."""
        parts = [f"ours {self.ours.words()}"]
        if self.theirs is not None:
            parts.append(f"{self.beside} {self.theirs.words()}")
            parts.append(f"ratio {self.ratio:.2f} (of the least {self.ours.least / self.theirs.least:.2f})")
        if self.most_ratio is not None:
            parts.append(f"bar {self.most_ratio:g}")
        if self.most is not None:
            parts.append(f"bar {self.most:g} {self.ours.unit}")
        if self.met is not None:
            parts.append("met" if self.met else "MISSED")
        parts += [self.note] if self.note else []
        return f"{self.what}: " + "; ".join(parts)


def interleaved(repeats: int, *ways: Ready, batch: int = 1) -> list[Figures]:
    """Run the ways in turn, A B A B, and return the milliseconds of each; one round before is not counted.

    `batch` is how many of the thing one run does, by which its time is divided.
    """
    gc.collect()
    taken: list[list[float]] = [[] for _ in ways]
    for repeat in range(-1, repeats):
        for way, times in zip(ways, taken, strict=True):
            work = way(repeat)
            begun = time.perf_counter()
            work()
            spent = (time.perf_counter() - begun) * 1000 / batch
            if repeat >= 0:
                times.append(spent)
    return [Figures(tuple(times)) for times in taken]


def always(work: Work) -> Ready:
    """Return the way that needs nothing made ready."""
    return lambda _: work

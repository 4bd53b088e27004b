"""What a suitability test answers, and the group that an activity falls in."""

from enum import IntEnum
from typing import Any, NamedTuple


class Verdict(IntEnum):
    """One test's answer for one person and one activity."""

    MET = 0
    NOT_MET = 1
    NOT_KNOWN = 2
    DOES_NOT_APPLY = 3

    @property
    def words(self) -> str:
        """Return the answer as it is shown: "not known"."""
        return self.name.lower().replace("_", " ")


class Group(IntEnum):
    """Where an activity is listed; the worst of its tests decides."""

    FITS = 0
    FITS_IF = 1
    DOES_NOT_FIT = 2

    @property
    def words(self) -> str:
        """Return the heading as it is shown: "Fits if"."""
        return self.name.capitalize().replace("_", " ")


class Outcome(NamedTuple):
    """A verdict with its reason and the figures for its sentence, which is made only when it is shown.

    A tuple, because tens of thousands are made for one person: it costs a fifth of a frozen dataclass.
    """

    test: str
    verdict: Verdict
    reason: str
    """Code of the reason in `data/tests.toml`, under the test and the verdict."""
    args: tuple[Any, ...]
    """Plain values that fill the sentence: dates, pence, codes, names."""
    group: Group
    """The group that this answer alone would put the activity in."""

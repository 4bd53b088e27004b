"""The four-digit number that gives the laptop back to the worker after a hand-over: three wrong ones lock."""

import hmac
from enum import StrEnum
from itertools import pairwise

from linkworker.base.errors import BadInput

DIGITS = 4
TRIES = 3


class Outcome(StrEnum):
    """What came of a try."""

    OPENED = "opened"
    WRONG = "wrong"
    LOCKED = "locked"
    """Three were wrong: the program locks, and only the worker's passphrase opens it."""


class NumberNotWhole(BadInput):
    """Enter four digits."""


class NumberTooEasy(BadInput):
    """Choose a number that is harder to guess: not four the same, and not four in a row."""


class NumberLock:
    """Holds the number that the worker set when handing over. Never the passphrase: the person sits beside them."""

    def __init__(self, digits: str) -> None:
        """Set the number; raises NumberNotWhole, NumberTooEasy."""
        self._number = whole_number(digits)
        if _is_easy(self._number):
            raise NumberTooEasy
        self._wrong = 0

    def __repr__(self) -> str:
        """Return the tries left, never the number."""
        return f"NumberLock(left={self.left})"

    @property
    def left(self) -> int:
        """How many more wrong tries there may be, the last of which locks."""
        return TRIES - self._wrong

    @property
    def locked(self) -> bool:
        """Whether three tries were wrong; the right number then opens nothing."""
        return self.left == 0

    def check(self, typed: str) -> Outcome:
        """Try a number. One that is not four digits raises NumberNotWhole, and is no try."""
        if self.locked:
            return Outcome.LOCKED
        if hmac.compare_digest(whole_number(typed), self._number):
            self._wrong = 0
            return Outcome.OPENED
        self._wrong += 1
        return Outcome.LOCKED if self.locked else Outcome.WRONG


def whole_number(typed: str) -> str:
    """Return four digits without the blanks around and between them; raises NumberNotWhole."""
    digits = "".join(typed.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise NumberNotWhole
    return digits


def _is_easy(digits: str) -> bool:
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= {-1, 0, 1}

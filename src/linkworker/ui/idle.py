"""When nobody has pressed a key for a while: a warning, then the lock."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

WARN_SECONDS = 60.0
"""How long before the lock the warning comes."""


class Wait(StrEnum):
    """How long nobody has touched the laptop."""

    AT_WORK = "at work"
    WARN = "warn"
    LOCK = "lock"


@dataclass(slots=True)
class IdleWatch:
    """Counts from the last key or click; 0 minutes never locks.

    Two clocks: one stands still while the laptop sleeps, the other may be set back.
    """

    minutes: float
    steady: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    _steady_then: float = field(init=False)
    _wall_then: float = field(init=False)

    def __post_init__(self) -> None:
        self.touch()

    def touch(self) -> None:
        """Begin to count again: somebody is there."""
        self._steady_then, self._wall_then = self.steady(), self.wall()

    def look(self) -> Wait:
        """Say how long it has been."""
        if not self.minutes:
            return Wait.AT_WORK
        waited = max(self.steady() - self._steady_then, self.wall() - self._wall_then)
        if waited >= self.minutes * 60:
            return Wait.LOCK
        warn_after = max(self.minutes * 60 - WARN_SECONDS, self.minutes * 30)
        return Wait.WARN if waited >= warn_after else Wait.AT_WORK

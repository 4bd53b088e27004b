"""A clock that never runs backwards: wall time when it can, a counter when the wall clock stands or jumps back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# 48 bits of milliseconds since 1970 and 16 bits of counter, as 16 hexadecimal digits that sort as text.
_COUNTER_BITS = 16
ZERO = "0" * 16


@dataclass(slots=True)
class HybridClock:
    """Gives each entry a time later than every one before it (Kulkarni and others 2014, hybrid logical clocks)."""

    last: str = ZERO

    def tick(self, wall: datetime) -> str:
        """Return the next reading: the wall's if that is later than the last, else one more than the last."""
        now = max(int(wall.timestamp() * 1000), 0) << _COUNTER_BITS
        self.last = f"{max(now, int(self.last, 16) + 1):016x}"
        return self.last

    def follow(self, reading: str) -> None:
        """Let every next reading be later than this one, which came from elsewhere."""
        self.last = max(self.last, reading)


def a_day_ahead(wall: datetime) -> str:
    """Return the latest reading to be followed: a device whose clock is years ahead must not take ours with it."""
    return f"{max(int((wall + timedelta(days=1)).timestamp() * 1000), 0) << _COUNTER_BITS:016x}"


def milliseconds(reading: str) -> int:
    """Return the milliseconds since 1970 that a reading holds."""
    return int(reading, 16) >> _COUNTER_BITS

"""A clock that never runs backwards: wall time when it can, a counter when the wall clock stands or jumps back."""

from dataclasses import dataclass
from datetime import datetime

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


def milliseconds(reading: str) -> int:
    """Return the milliseconds since 1970 that a reading holds."""
    return int(reading, 16) >> _COUNTER_BITS

"""How often somebody may ask: a bucket of requests for each, that fills up again; in a table that cannot grow."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable


class Rates:
    """Buckets by name. `at_once` requests fit one, and `a_minute` more come back each minute; `most` are kept.

    When the table is full the bucket that was asked for longest ago goes: it has filled up most.
    """

    def __init__(self, at_once: int, a_minute: int, most: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._at_once, self._a_second, self._most = at_once, a_minute / 60, most
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, name: str) -> int:
        """Take one request out of a bucket; return 0, or the seconds until there is one."""
        now = self._monotonic()
        held, at = self._buckets.pop(name, (float(self._at_once), now))
        held = min(self._at_once, held + (now - at) * self._a_second)
        seconds = 0
        if held >= 1:
            held -= 1
        else:
            seconds = math.ceil((1 - held) / self._a_second)
        self._buckets[name] = (held, now)
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return seconds

    def __len__(self) -> int:
        """Return how many buckets are kept."""
        return len(self._buckets)

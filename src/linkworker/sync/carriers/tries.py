"""How often a transfer that is cut off is begun again before somebody is asked to."""

import time
from collections.abc import Callable

_MOST = 50
_PAUSES = (0.1, 0.4, 1.0)  # seconds; the hub may not have heard of the cut yet


class Tries:
    """The tries of one transfer: it goes on as long as it gets further, with a few more when it does not."""

    def __init__(self, pause: Callable[[float], None] = time.sleep) -> None:
        self._pause = pause
        self._left, self._stuck, self._reached = _MOST, 0, -1

    def go_on(self, reached: int) -> bool:
        """Say whether to try from a place on, in bytes; waits a moment when the last try brought nothing."""
        self._left -= 1
        if reached > self._reached:
            self._reached, self._stuck = reached, 0
        elif self._stuck < len(_PAUSES):
            self._pause(_PAUSES[self._stuck])
            self._stuck += 1
        else:
            return False
        return self._left > 0

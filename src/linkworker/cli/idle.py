"""Locking when nobody has typed for a while."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Idle:
    """Calls `lock` from another thread when a wait lasts `minutes`; 0 never locks. Work under way is not counted."""

    def __init__(self, minutes: float, lock: Callable[[], None]) -> None:
        self._seconds = minutes * 60
        self._lock = lock

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time that the block takes."""
        if self._seconds <= 0:
            yield
            return
        timer = threading.Timer(self._seconds, self._lock)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

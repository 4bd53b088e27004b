"""Locking when nobody has typed for a while."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK = 15.0  # seconds between looks at the clocks: how soon a laptop locks that slept too long


class Idle:
    """Calls `lock` from another thread when a wait for the worker lasts too long. Work under way is not counted."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._lock: Callable[[], None] = _nothing
        self._turn = threading.Lock()

    def begin(self, minutes: float, lock: Callable[[], None]) -> None:
        """Count every wait from now on; 0 minutes never locks."""
        self._seconds, self._lock = minutes * 60, lock

    def watch(self, ask: Callable[[str], str]) -> Callable[[str], str]:
        """Return a way to ask that counts the wait for the answer."""

        def asked(prompt: str) -> str:
            with self.waiting():
                return ask(prompt)

        return asked

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time that the block takes. Once locking has begun, the block is never left."""
        if self._seconds <= 0:
            yield
            return
        answered = threading.Event()
        threading.Thread(target=self._count, args=(answered,), daemon=True).start()
        try:
            yield
        finally:
            with self._turn:
                answered.set()

    def _count(self, answered: threading.Event) -> None:
        # Both clocks: one stands still while the laptop sleeps, the other may be set back.
        ends = time.monotonic() + self._seconds
        wall_ends = time.time() + self._seconds
        while not answered.wait(min(_LOOK, max(ends - time.monotonic(), 0))):
            if time.monotonic() < ends and time.time() < wall_ends:
                continue
            with self._turn:
                if not answered.is_set():
                    self._lock()
            return


def _nothing() -> None:
    """Lock nothing: no time was set."""

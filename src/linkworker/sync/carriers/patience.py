"""Waiting for a network that may not answer, and giving up at once when somebody stops it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from linkworker.base.progress import Progress

_OFTEN = 0.1  # seconds between two looks whether it is to stop
T = TypeVar("T")


class Watched:
    """A transfer's progress that can be told once more how far it was: so it may raise Stopped while nothing moves."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._far = progress, (0, 0)

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it is; raises what whoever watches raises."""
        self._far = (done, total)
        self._progress(done, total)

    def again(self) -> None:
        """Tell it once more; raises as before."""
        self._progress(*self._far)


class Waiting(Generic[T]):
    """A call to the network on a thread of its own, which keeps no program from ending.

    A call that waits for a name, a connection or an answer cannot be woken. Where `until` is ended by what `look`
    raises, the call is left to itself: `close` is then given what comes of it, or None where it raised.
    """

    def __init__(self, do: Callable[[], T], close: Callable[[T | None], object]) -> None:
        self._do, self._close = do, close
        self._found: list[T] = []
        self._raised: BaseException | None = None
        self._ended, self._lock, self._is_left = threading.Event(), threading.Lock(), False
        threading.Thread(target=self._run, name="carrier", daemon=True).start()

    def until(self, look: Callable[[], None]) -> None:
        """Wait until it ended, and look ten times a second; raises what `look` raises, at once."""
        try:
            while not self._ended.wait(_OFTEN):
                look()
        except BaseException:
            with self._lock:
                self._is_left = True
                if self._ended.is_set():
                    self._put_away()
            raise

    def result(self) -> T:
        """Return what came of it, or raise what it raised."""
        if self._raised is not None:
            raise self._raised
        return self._found[0]

    def _run(self) -> None:
        try:
            self._found.append(self._do())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            self._raised = error
        with self._lock:
            self._ended.set()
            if self._is_left:
                self._put_away()

    def _put_away(self) -> None:
        with suppress(Exception):  # nobody waits for it any more
            self._close(self._found[0] if self._found else None)

"""The parent and its child: who heeds Ctrl+C, and who is told that both must end."""

import os
import signal
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    import subprocess


class Child(Protocol):
    """A process that was started."""

    def wait(self) -> int:
        """Wait for its end; return its exit code, or the number of the signal that ended it, below zero."""

    def send_signal(self, number: int) -> None:
        """Send it a signal."""


class Spawned:
    """A child that only its number is known of."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._has_ended = False

    def wait(self) -> int:
        """Wait for its end; return its exit code, or the number of the signal that ended it, below zero."""
        _, status = os.waitpid(self._number, 0)
        self._has_ended = True  # the system may give its number to another now
        return os.waitstatus_to_exitcode(status)

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if not self._has_ended:
            os.kill(self._number, number)


def child_of(started: "int | subprocess.Popen[bytes]") -> Child:
    """Return the child that was started."""
    return Spawned(started) if isinstance(started, int) else started


class Family:
    """Leaves Ctrl+C to the child, which may be in the middle of something, and hands on what asks both to end."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.must_end = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for name in ("SIGTERM", "SIGHUP"):
            kind = getattr(signal, name, None)  # Windows has no SIGHUP
            if kind is not None:
                self._before[kind] = signal.signal(kind, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        for kind, handler in self._before.items():
            signal.signal(kind, handler)

    def _end(self, number: int, _: object) -> None:
        self.must_end = True
        self.child.send_signal(number)

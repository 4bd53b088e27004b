"""The small parent that starts the working process as a child, and a fresh locked child after a lock.

A lock ends the child: after a mere closing of the store, what was read stays in a process's memory. The parent opens
nothing and reads nothing, so nothing of a person is ever in it.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

LOCKED = 75  # the child's exit code when it locked itself and another should ask for the passphrase


def keep_a_child(words: Sequence[str], *, module: str = "linkworker.cli.session") -> int:
    """Run the child until it ends other than by locking; return its exit code."""
    command = [sys.executable, "-m", module, *words]
    as_it_was = _console()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the child's: it may be in the middle of something
    try:
        while True:
            code = subprocess.run(command, check=False, close_fds=False).returncode  # noqa: S603 - our own module
            as_it_was()
            if code != LOCKED:
                return code
    finally:
        signal.signal(signal.SIGINT, before)


def _console() -> Callable[[], None]:
    """Return what puts the console back: a child that ends while it asks for a passphrase leaves typing unseen."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return lambda: None
    import termios  # noqa: PLC0415 - Windows has no such module, and needs none

    settings = termios.tcgetattr(sys.stdin)
    return lambda: termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)

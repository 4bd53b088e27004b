"""The small parent that starts the working process as a child, and a fresh locked child after a lock.

A lock ends the child: after a mere closing of the store, what was read stays in a process's memory. The parent opens
nothing and reads nothing, so nothing of a person is ever in it. It loads nothing before the child has been started,
not even `typing`: somebody waits for the child.
"""

import os
import sys

from linkworker.base.leaving import LOCKED

TYPE_CHECKING = False  # the checkers know this name
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping, Sequence


def keep_a_child(
    words: "Sequence[str]", *, module: str = "linkworker.cli.session", environment: "Mapping[str, str] | None" = None
) -> int:
    """Run the child until it ends other than by locking; return its exit code. `environment` is ours if not given."""
    # -P: nothing is loaded from the folder one stands in, which may be somebody's stick.
    command = [sys.executable, "-P", "-m", module, *words]
    given = os.environ if environment is None else environment
    as_it_was = _console()
    started = _start(command, given)
    from linkworker.cli.family import Family, child_of  # noqa: PLC0415 - while the child loads what it needs

    with Family(child_of(started)) as family:
        while True:
            code = family.child.wait()
            as_it_was()
            if code != LOCKED or family.must_end:
                return code
            family.child = child_of(_start(command, given))


def _start(command: "list[str]", environment: "Mapping[str, str]") -> "int | subprocess.Popen[bytes]":
    """Start a process and return its number; on Windows, where a number is not enough, the process."""
    if sys.platform != "win32":
        return os.posix_spawn(command[0], command, environment)  # needs nothing loaded, as `subprocess` does
    import subprocess  # noqa: PLC0415 - only where there is no other way

    return subprocess.Popen(command, close_fds=False, env=environment)  # noqa: S603 - our own module


def _console() -> "Callable[[], None]":
    """Return what puts the console back: a child that ends while it asks for a passphrase leaves typing unseen."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        return lambda: None
    import termios  # noqa: PLC0415 - Windows has no such module, and needs none

    settings = termios.tcgetattr(sys.stdin)
    return lambda: termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)

"""From starting `linkworker` to its passphrase prompt in a terminal, beside a Textual app of one label."""

import contextlib
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.big_store import folder_of
from benchmarks.measuring import Ground, Line, always, interleaved

BAR = 1.3
_LONGEST = 30.0  # seconds
_SIZE = (36, 120)


def measure(ground: Ground) -> Iterator[Line]:
    """Yield the time until the words stand on the terminal, from starting the process, in turn with the label's."""
    folder = folder_of(ground, ground.size(100, 20))
    ours = [str(Path(sys.executable).with_name("linkworker")), "--store", str(folder)]
    label = [sys.executable, str(Path(__file__).with_name("one_label.py"))]
    found, beside = interleaved(
        ground.size(15, 2), always(partial(painted, ours, b"Passphrase")), always(partial(painted, label, b"One label"))
    )
    yield Line("linkworker to the passphrase prompt", found, "one label", beside, most_ratio=BAR)


def painted(command: list[str], words: bytes) -> None:
    """Start a command in a pseudo-terminal, wait until the words have come, and end it."""
    import fcntl  # noqa: PLC0415 - no such thing on Windows, where this row cannot be measured
    import pty  # noqa: PLC0415 - as above
    import termios  # noqa: PLC0415 - as above

    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", LINES=str(_SIZE[0]), COLUMNS=str(_SIZE[1]))
        os.execvp(command[0], command)  # noqa: S606 - the command is ours
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *_SIZE, 0, 0))
    said, ends = b"", time.monotonic() + _LONGEST
    try:
        while words not in said:
            if not select.select([terminal], [], [], max(ends - time.monotonic(), 0))[0]:
                message = f"no '{words.decode()}' came"
                raise TimeoutError(message)
            said += os.read(terminal, 1 << 16)
    finally:
        _end(process, terminal)


def _end(process: int, terminal: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)  # the child that the parent started too
    os.close(terminal)
    os.waitpid(process, 0)

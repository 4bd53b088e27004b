"""A real console for a test: a terminal of our own, a program in it, and the keys that somebody presses."""

import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest

WAIT = 60.0  # seconds that a slow machine may take to answer


class Console:
    """A program on a pseudo-terminal; `expect` reads until words stand on it, `type` presses keys."""

    def __init__(self, words, environment, *, program=("-m", "linkworker"), size=None):
        """`program` is what Python runs; `size` is columns and lines, for screens."""
        pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminal that Python can open")
        self.here, there = pty.openpty()
        if size:
            _set_size(self.here, size)
        self.process = subprocess.Popen(
            [sys.executable, *program, *words],
            stdin=there,
            stdout=there,
            stderr=there,
            env=environment,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - nothing else gives it a terminal of its own
        )
        os.close(there)
        self.said = ""

    def press(self, keys):
        """Press keys, as the bytes that a terminal sends for them."""
        os.write(self.here, keys.encode())

    def type(self, line):
        """Type a line and press Enter."""
        os.write(self.here, f"{line}\n".encode())

    def ctrl_c(self):
        """Press Ctrl+C until the program ends; return its exit code.

        Once is not always enough: Python misses a signal that comes between its prompt and its read.
        """
        until = time.monotonic() + WAIT
        while self.process.poll() is None and time.monotonic() < until:
            os.write(self.here, b"\x03")
            self._read_until_ended(time.monotonic() + 2)
        return self.ended()

    def expect(self, words):
        """Read until the words (a pattern) stand there; return all that was read since the last time."""
        until = time.monotonic() + WAIT
        while not (found := re.search(words, self.said)):
            if not select.select([self.here], [], [], max(until - time.monotonic(), 0))[0]:
                pytest.fail(f"{words!r} never came; what stands there is {self.said!r}")
            self.said += self._more()
        read, self.said = self.said[: found.end()], self.said[found.end() :]
        return read

    def _more(self):
        try:
            more = os.read(self.here, 4096).decode(errors="replace")
        except OSError:
            more = ""  # the other side is closed
        if not more:
            pytest.fail(f"the program ended; what stands there is {self.said!r}")
        return more

    def children(self):
        """Return the process ids of the program's children."""
        return {int(pid) for pid in _proc(f"/proc/{self.process.pid}/task/{self.process.pid}/children").split()}

    def ended(self):
        """Wait for the program to end; return its exit code."""
        self._read_until_ended(time.monotonic() + WAIT)
        return self.process.wait(WAIT)

    def _read_until_ended(self, until):
        while self.process.poll() is None and time.monotonic() < until:
            if select.select([self.here], [], [], 0.1)[0]:
                try:
                    self.said += os.read(self.here, 4096).decode(errors="replace")
                except OSError:
                    return  # the other side is closed

    def hang_up(self):
        """Close the terminal, as closing its window does; wait for the program to end by itself."""
        os.close(self.here)
        self.here = None
        self.process.wait(WAIT)

    def close(self):
        """End the program and the terminal."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.here is not None:
            os.close(self.here)


def _set_size(terminal, size):
    import fcntl  # noqa: PLC0415 - Windows has no such module
    import struct  # noqa: PLC0415 - as above
    import termios  # noqa: PLC0415 - as above

    columns, lines = size
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def _own_terminal():
    import fcntl  # noqa: PLC0415 - Windows has no such module
    import termios  # noqa: PLC0415 - as above

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl+C reaches the program and getpass finds its terminal


def _proc(path):
    if not os.path.exists(path):  # noqa: PTH110 - not a file of ours
        pytest.skip("only Linux says which children a process has")
    with open(path, encoding="ascii") as file:  # noqa: PTH123 - as above
        return file.read()

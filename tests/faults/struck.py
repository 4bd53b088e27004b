"""A process that works until it is killed: at a moment, or at its so-manieth call of the system.

Run: python struck.py, then a line of JSON on standard input for each run: the kind of work, the laptop's folder, and
either `rounds` (work so many rounds and end), `seconds` (be killed so long after the start) or `calls` (be killed
before that call of the system is made). Each run is a fork of this process, which has done its imports already. It
says every finished piece of work on standard output, and `ended` with seconds, calls and exit status.
"""

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterable
from importlib import import_module
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.laptop import Laptop
from faults.works import KILLED, Desk
from linkworker.base.clock import london

_TRACE_ME, _SYSCALL = 0, 24
# What the program loads only when it is needed: loaded once here, or most runs would be struck while loading.
_LOADED_LATE = (
    "sqlcipher3.dbapi2",
    "cryptography.hazmat.primitives.kdf.argon2",
    "sqlalchemy.dialects.sqlite",
    "linkworker.vault.search",
)


def main() -> None:
    """Serve runs until the input ends."""
    for name in _LOADED_LATE:
        import_module(name)
    london()
    for line in sys.stdin:
        run = json.loads(line)
        child = os.fork()
        if child == 0:
            _work(run)
        began = time.monotonic()
        calls, status = _struck(child, run)
        _say(f"ended {time.monotonic() - began:.6f} {calls} {status}")


def _struck(child: int, run: dict[str, object]) -> tuple[int, int]:
    """Kill a child as the run says; return how many calls it made (if they were counted) and how it ended."""
    if "calls" in run:
        return _at_call(child, int(str(run["calls"])))
    if "seconds" in run:
        time.sleep(float(str(run["seconds"])))
        os.kill(child, signal.SIGKILL)
    return 0, os.waitpid(child, 0)[1]


def _at_call(child: int, calls: int) -> tuple[int, int]:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    made, status = 0, os.waitpid(child, 0)[1]  # it stops before it begins
    while os.WIFSTOPPED(status):
        made += 1  # each call stops it twice: on the way in, and on the way out
        if made > 2 * calls:
            os.kill(child, signal.SIGKILL)
            return made // 2, os.waitpid(child, 0)[1]
        signalled = os.WSTOPSIG(status) if os.WSTOPSIG(status) not in {signal.SIGTRAP, signal.SIGSTOP} else 0
        libc.ptrace(_SYSCALL, child, None, signalled)
        status = os.waitpid(child, 0)[1]
    return made // 2, status


def _work(run: dict[str, object]) -> None:
    """Be the child: work for ever, or for so many rounds, and never come back."""
    try:
        if "calls" in run:
            ctypes.CDLL(None).ptrace(_TRACE_ME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
        rounds = int(str(run.get("rounds", 0)))
        first = int(str(run.get("first", 1)))
        numbers = range(first, first + rounds) if rounds else count(first)
        _rounds(Laptop(Path(str(run["folder"]))), str(run["kind"]), numbers, days=(first - 1) // 100)
    except BaseException:  # noqa: BLE001 - whatever broke is said, and the process ends here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _rounds(laptop: Laptop, kind: str, numbers: Iterable[int], days: int) -> None:
    desk = Desk.at(laptop, days)
    for number in numbers:
        for work in KILLED[kind]:
            _say(work(desk, number).line())
    desk.opened.store.close()


def _say(line: str) -> None:
    """Write a line in one piece (it is shorter than a pipe's atomic write)."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()

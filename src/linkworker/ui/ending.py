"""How the working process ends: when it is asked to, in order; and with nothing left on the disk or in the terminal."""

import asyncio
import logging
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
_WINDOW_CLOSED = 2  # Windows' CTRL_CLOSE_EVENT; signing out and shutting down follow it
_SECONDS = 4.0  # Windows ends a closed console's program after five
_WIPED = "\x1b[?1049h\x1b[H\x1b[2J\x1b[?1049l"


def heed_the_end(app: "Linkworker") -> None:
    """Leave in order, with drafts kept and the store closed, when the system asks; show no traceback."""
    _be_silent()

    def asked(*_: object) -> None:
        if not ask_to_leave(app):
            raise SystemExit(0)  # nothing is open yet

    for name in _SIGNALS:
        number = getattr(signal, name, None)  # Windows has no SIGHUP, the others no SIGBREAK
        if number is not None:
            signal.signal(number, asked)
    if sys.platform == "win32":  # pragma: no cover - the checks run it only there
        _heed_a_closed_window(app)


def ask_to_leave(app: "Linkworker") -> bool:
    """Ask the program to leave, from a signal or another thread; return whether it runs at all."""
    loop: asyncio.AbstractEventLoop | None = app._loop  # noqa: SLF001 - Textual tells nobody else which loop it runs in
    if loop is None or not loop.is_running():
        return False
    loop.call_soon_threadsafe(app.call_later, app.action_leave)
    return True


def leave_nothing(folder: Path) -> str:
    """Empty the prints, and wipe the last screen where a terminal has no second page for it.

    Returns what is to be said, or "".
    """
    from linkworker.printing.prints import empty  # noqa: PLC0415 - after the end, not before the start

    if sys.stdout.isatty() and sys.platform != "win32":  # Windows' console always has the second page
        sys.stdout.write(_WIPED)
        sys.stdout.flush()
    return empty(folder).sentence()


def _be_silent() -> None:
    """Let nobody else write a traceback: messages of errors may hold what was typed."""
    logging.lastResort = None
    logging.disable(logging.CRITICAL)
    sys.unraisablehook = _nothing
    threading.excepthook = _nothing


def _nothing(*_: Any) -> None:
    """Say nothing."""


_kept: list[object] = []  # what Windows calls must not be collected


def _heed_a_closed_window(app: "Linkworker") -> None:  # pragma: no cover - as above
    """Hold Windows up while the program leaves: once the handler returns, the process is ended."""
    import ctypes  # noqa: PLC0415 - only Windows has what is asked for here
    import time  # noqa: PLC0415 - as above

    def handler(event: int) -> bool:
        if event < _WINDOW_CLOSED:
            return False
        until = time.monotonic() + _SECONDS
        asked = ask_to_leave(app)
        while asked and app.is_running and time.monotonic() < until:
            time.sleep(0.05)
        return True

    windows: Any = ctypes
    _kept.append(windows.WINFUNCTYPE(ctypes.c_bool, ctypes.c_uint)(handler))
    windows.windll.kernel32.SetConsoleCtrlHandler(_kept[0], 1)

"""One process at a time on a store."""

import contextlib
import os
from pathlib import Path

from filelock import FileLock, Timeout

from linkworker.base.clock import Clock
from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_instant


class AlreadyOpen(LinkworkerError):
    """This store is already open in another linkworker ({}). Use that one, or close it and try again."""

    exit_code = 9


class ProcessLock:
    """Held while a store is open; the system lets go of it if the process dies."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        # Any thread may give it back: an idle lock comes from another one than the work.
        self._lock = FileLock(folder / "store.lock", thread_local=False)
        self._holder = folder / "store.open.txt"  # beside it, because Windows lets nobody read a locked file
        self._clock = clock

    def take(self) -> None:
        """Take the lock, or raise AlreadyOpen naming who has it; OSError if the folder cannot be written to."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise AlreadyOpen(self._who()) from None
        try:
            since = show_instant(self._clock.now())
            self._holder.write_text(f"process {os.getpid()}, since {since}", encoding="utf-8")
        except BaseException:
            self._lock.release()
            raise

    def give_back(self) -> None:
        """Let another process have the store. Twice does no harm."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):  # a medium that turned read-only, say: the lock is what counts
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _who(self) -> str:
        try:
            return self._holder.read_text("utf-8") or "it does not say which"
        except (OSError, UnicodeDecodeError):
            return "it does not say which"

"""Copying an open store while work goes on: on a connection of its own, and stopped when the store is closed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from linkworker.base.progress import Progress, Stopped, nobody_watches
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import create_engine
from linkworker.vault.turn import Turn
from linkworker.vault.verified_copy import verified_copy


class Copier:
    """Makes verified copies of one store, one at a time, from any thread; nobody who reads or saves waits for it."""

    def __init__(self, path: Path, key: DataKey, turn: Turn) -> None:
        self.key = key
        self._path, self._turn = path, turn
        self._one = threading.Lock()
        self._stop = threading.Event()

    def copy_to(self, target: Path, progress: Progress = nobody_watches) -> Path:
        """Write a verified copy under the same key; raises as `verified_copy` does, and Stopped after `stop`."""

        def watched(done: int, total: int) -> None:
            if self._stop.is_set():
                raise Stopped
            progress(done, total)

        with self._alone():
            engine = create_engine(self._path, self.key.sqlcipher_key())
            try:
                with engine.connect() as connection:
                    has_log = connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
                # Where the disk refuses a write-ahead log, a long reading would keep every save out: it takes its turn.
                with nullcontext() if has_log else self._turn.taken():
                    return verified_copy(engine, target, self.key, watched)
            finally:
                engine.dispose()

    def stop(self) -> None:
        """Stop a copy that is under way, wait until it has let go of the files, and refuse another."""
        self._stop.set()
        with self._one:
            pass

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._one:
            if self._stop.is_set():
                raise Stopped
            yield

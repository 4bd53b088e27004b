"""A file system that has no shared memory, so that SQLite refuses the write-ahead log: TRUNCATE serves instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import linkworker.vault.engine as engine_module


class _Refusing:
    """A connection that answers as SQLite does there."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def execute(self, statement: str) -> Any:
        """Run a statement, but for the one that asks for the log."""
        return self._raw.execute("PRAGMA journal_mode" if statement == "PRAGMA journal_mode=WAL" else statement)


@contextmanager
def without_a_log(refused: bool) -> Iterator[None]:
    """Open stores, within the block, as where the log is refused (if so)."""
    real = engine_module._set_up
    if refused:
        engine_module._set_up = lambda raw, key: real(_Refusing(raw), key)
    try:
        yield
    finally:
        engine_module._set_up = real

"""Whose turn it is on the store's one connection."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turn:
    """One thing at a time on one connection: it has room for one transaction.

    Without this, a reading begun inside a unit of work ended that unit's transaction, and SQLite then reported the
    empty commit as a success: an acknowledged save that was never kept.
    """

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._holder: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn for the block; other threads wait. Raises TypeError if this thread has it already."""
        me = threading.get_ident()
        if self._holder == me:
            message = "the store is in use in this thread: read through `uow.connection`, and end one block first"
            raise TypeError(message)
        with self._free:
            self._holder = me
            try:
                yield
            finally:
                self._holder = None

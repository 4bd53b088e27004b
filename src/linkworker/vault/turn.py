"""Whose turn it is on the store's one connection."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from linkworker.vault.key_errors import KeyClosed


class Turn:
    """One thing at a time on one connection: it has room for one transaction.

    Without this, a reading begun inside a unit of work ended that unit's transaction, and SQLite then reported the
    empty commit as a success: an acknowledged save that was never kept.
    """

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._holder: int | None = None
        self._is_over = False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn for the block; other threads wait. Raises TypeError if this thread has it already.

        Raises KeyClosed once it is over.
        """
        me = threading.get_ident()
        if self._holder == me:
            message = "the store is in use in this thread: read through `uow.connection`, and end one block first"
            raise TypeError(message)
        with self._free:
            if self._is_over:
                raise KeyClosed
            self._holder = me
            try:
                yield
            finally:
                self._holder = None

    @property
    def is_over(self) -> bool:
        """Say whether nobody has a turn any more."""
        return self._is_over

    def end(self) -> None:
        """Give nobody a turn any more; the one who has it now keeps it to the end of the block."""
        self._is_over = True

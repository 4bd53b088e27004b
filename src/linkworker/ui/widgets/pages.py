"""Where a list's rows come from: a page at a time from the store, or all at hand."""

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from linkworker.ui.widgets.rows import GAP, Row

T = TypeVar("T")


class Pages(Protocol):
    """A list of any length, read in parts.

    A source that can tell at once where a key stands also has `async def place(key: str) -> int | None`.
    """

    async def count(self) -> int:
        """Return how many rows there are."""
        ...

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset` (0 is the first)."""
        ...


class FixedRows:
    """Rows that are already in memory."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)

    async def count(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset`."""
        return self.rows[offset : offset + limit]

    async def place(self, key: str) -> int | None:
        """Return where the row with this key stands, or None."""
        return self._places.get(key)

    def spaced(self) -> "FixedRows":
        """Return these rows with a blank line before every heading but the first row's."""
        if not any(row.heading for row in self.rows):
            return self
        spaced: list[Row] = []
        for row in self.rows:
            if row.heading and spaced and spaced[-1] != GAP:
                spaced.append(GAP)
            spaced.append(row)
        return FixedRows(spaced)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.key: place for place, row in enumerate(self.rows) if row.key is not None}


class Reads(Protocol):
    """What reads from the store on its own thread, as the desk does."""

    async def read(self, ask: Callable[[Any], T]) -> T:
        """Return what `ask` gives, called with an open connection."""
        ...


class ReadPages:
    """Rows read from the store through the desk, a page at a time.

    `count_rows(connection)` and `read_rows(connection, offset, limit)` run on the store's thread, and so does
    `find_row(connection, key)`, which gives where a key stands, or None. Without it a key is looked for near where
    it stood before. What they raise comes out of `PagedList.show`, or as `PagedList.Failed` while scrolling.
    """

    def __init__(
        self,
        desk: Reads,
        count_rows: Callable[[Any], int],
        read_rows: Callable[[Any, int, int], Sequence[Row]],
        find_row: Callable[[Any, str], int | None] | None = None,
    ) -> None:
        self._desk = desk
        self._count_rows = count_rows
        self._read_rows = read_rows
        self._find_row = find_row
        self.place: Callable[[str], Awaitable[int | None]] | None = self._place if find_row else None

    async def count(self) -> int:
        """Return how many rows there are."""
        return await self._desk.read(self._count_rows)

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset`."""
        return await self._desk.read(lambda connection: self._read_rows(connection, offset, limit))

    async def _place(self, key: str) -> int | None:
        find = self._find_row
        return await self._desk.read(lambda connection: find(connection, key)) if find else None

"""A paged source below a few rows that are at hand already."""

from collections.abc import Awaitable, Callable, Sequence

from linkworker.ui.widgets.pages import Pages
from linkworker.ui.widgets.rows import Row


class HeadedPages:
    """The rows of `head`, then those of `pages`."""

    def __init__(self, head: Sequence[Row], pages: Pages) -> None:
        self._head = tuple(head)
        self._pages = pages
        self._below: Callable[[str], Awaitable[int | None]] | None = getattr(pages, "place", None)

    async def count(self) -> int:
        """Return how many rows there are in all."""
        return len(self._head) + await self._pages.count()

    async def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows from the row at `offset`."""
        rows = self._head[offset : offset + limit]
        if len(rows) == limit:
            return rows
        below = await self._pages.page(max(0, offset - len(self._head)), limit - len(rows))
        return (*rows, *below)

    async def place(self, key: str) -> int | None:
        """Return where a key stands, or None; only the head is looked through where the source cannot tell."""
        for place, row in enumerate(self._head):
            if row.key == key:
                return place
        found = None if self._below is None else await self._below(key)
        return None if found is None else len(self._head) + found

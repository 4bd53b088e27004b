"""The few pages of a long list that are kept while it is on the screen."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from linkworker.ui.widgets.pages import FixedRows, Pages
from linkworker.ui.widgets.rows import GAP, Row

PAGE = 64
KEPT = 16


class KeptPages:
    """One source's rows as far as they have been read: the last 16 pages of 64 that were looked at."""

    def __init__(self, pages: Pages, count: int) -> None:
        self.pages = pages
        self.count = count
        self.filling = False
        self._at_hand = pages.rows if isinstance(pages, FixedRows) else None
        self._kept: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def row(self, index: int) -> Row | None:
        """Return a row, or None when its page has not been read."""
        if self._at_hand is not None:
            return self._at_hand[index]
        number, within = divmod(index, PAGE)
        rows = self._kept.get(number)
        if rows is None:
            return None
        self._kept.move_to_end(number)
        return rows[within] if within < len(rows) else GAP

    def missing(self, indexes: Iterable[int]) -> list[int]:
        """Return the numbers of the pages that hold these rows and have not been read, in the order asked for.

        No more than can be kept at once, or pages would push each other out for ever.
        """
        if self._at_hand is not None:
            return []
        wanted = dict.fromkeys(index // PAGE for index in indexes if 0 <= index < self.count)
        return [number for number in list(wanted)[:KEPT] if number not in self._kept]

    async def read(self, number: int) -> None:
        """Read one page. One that comes back short tells that the source has shrunk, and so does `count` then."""
        offset = number * PAGE
        rows = await self.pages.page(offset, PAGE)
        self._kept[number] = rows
        self._kept.move_to_end(number)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if len(rows) < PAGE:
            self.count = min(self.count, offset + len(rows))

    async def read_around(self, index: int) -> None:
        """Read what has not been read of half a page on either side of a row."""
        for number in self.missing((index, index - PAGE // 2, index + PAGE // 2)):
            await self.read(number)

    async def ready(self, key: str | None, near: int, *, head: bool) -> int | None:
        """Read what is shown first: around the key, or the place `near`; and the first row too if `head`.

        Return where the key stands, or None.
        """
        near = max(0, min(near, self.count - 1))
        found = await self.find(key, near) if key else None
        await self.read_around(near if found is None else found)
        if head and self.missing((0,)):
            await self.read(0)
        return found

    async def find(self, key: str, near: int) -> int | None:
        """Return where a key stands, or None.

        A source that cannot tell is looked through near the place given and in what is kept: never all of it.
        """
        place = getattr(self.pages, "place", None)
        if place is not None:
            found: int | None = await place(key)
            return found
        await self.read_around(near)
        for number, rows in self._kept.items():
            for within, row in enumerate(rows):
                if row.key == key:
                    return number * PAGE + within
        return None

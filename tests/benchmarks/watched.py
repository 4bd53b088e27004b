"""The screens over a large store, which tell whenever they have painted."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from benchmarks.big_store import CLOCK, PASSPHRASE
from linkworker.base.setting_values import Look
from linkworker.base.settings import load_settings
from linkworker.ui.app import Linkworker
from linkworker.ui.front import Front
from linkworker.ui.widgets.paged_list import PagedList

_LONGEST = 60.0  # seconds
_SIZE = (120, 36)


class Watched(Linkworker):
    """The program without a terminal."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._has_painted = asyncio.Event()

    def post_display_hook(self) -> None:
        """Tell that something was painted."""
        self._has_painted.set()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until a painting after which something is so; a program that ended is not waited for."""
        async with asyncio.timeout(_LONGEST):
            while not done():
                self._has_painted.clear()
                await self._has_painted.wait()

    async def until_listed(self, place: str) -> None:
        """Wait until the list of a place stands on the screen, with the rows that are in sight."""
        await self.until(lambda: type(self.screen).__name__ == place and self._lists())
        self._paint()

    async def until_found(self, words: str) -> None:
        """Wait until a painting after which the people whom these words find are in the list."""
        await self.until(lambda: _found(self.screen.query_one(PagedList)) == words)

    def _paint(self) -> None:
        """Paint as for a terminal, which this program does without."""
        self.screen._compositor.render_update(full=True).render_segments(self.console)

    def _lists(self) -> bool:
        return any(each.highlighted_row is not None and each.size.height for each in self.screen.query(PagedList))


def _found(shown: PagedList) -> str | None:
    """Return what was typed to find those who are in a list."""
    kept = shown._kept
    return kept.pages.found.chosen.words if kept else None


@asynccontextmanager
async def at_the_door(folder: Path, *, cheap: bool) -> AsyncIterator[tuple[Watched, Pilot[int]]]:
    """Give the screens, and what presses keys on them: the passphrase is typed, and what comes after it is loaded."""
    gc.disable()  # as the working process begins
    app = Watched(Front(folder, load_settings(), CLOCK, Look.FULL, cheap=cheap))
    async with app.run_test(size=_SIZE) as pilot:
        await app.until(lambda: bool(app.screen._workers))
        app.screen._box.typed = PASSPHRASE
        await pilot.pause()
        yield app, pilot

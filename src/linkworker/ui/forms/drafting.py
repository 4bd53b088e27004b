"""A screen on which somebody types: what is typed is kept after a pause, and the screen says when."""

from datetime import datetime
from typing import ClassVar, TypeVar

from textual import on, work
from textual.timer import Timer

from linkworker.base.clock import london
from linkworker.base.errors import LinkworkerError
from linkworker.base.times import show_time
from linkworker.ui.forms.inputs.messages import Changed
from linkworker.ui.screens.place import Place
from linkworker.ui.widgets.words import Words

T = TypeVar("T")

PAUSE = 0.8
"""Seconds without a key before what is typed is kept."""


class Drafting(Place[T]):
    """A subclass keeps what is typed in `write_draft`; a line of the class `kept` says that it is kept."""

    KEPT: ClassVar[str] = "Kept"
    """What the line says before the time."""
    NOT_KEPT: ClassVar[str] = "Not kept"

    _pause: Timer | None = None

    async def write_draft(self) -> datetime | None:
        """Keep what is typed; return when, or None if there was nothing to keep. Raises a LinkworkerError."""
        raise NotImplementedError

    @on(Changed)
    def _typed(self) -> None:
        self._stop_pause()
        self._pause = self.set_timer(PAUSE, self._keep)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()

    @work(exclusive=True, group="draft")
    async def _keep(self) -> None:
        try:
            await self.keep_draft()
        except LinkworkerError as error:
            self._say_kept(self.NOT_KEPT)
            self.trouble(str(error))

    async def keep_draft(self) -> None:
        """Keep what is typed now, if it is not kept already; raises a LinkworkerError when it cannot be."""
        self._stop_pause()
        kept_at = await self.write_draft()
        if kept_at is not None:
            self._say_kept(f"{self.KEPT} {show_time(kept_at.astimezone(london()).time())}")

    def _say_kept(self, words: str) -> None:
        for line in self.query(".kept").results(Words):
            line.show(words)

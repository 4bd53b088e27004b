"""Keys pressed before the screen has followed the last one wait for it, so that they reach what they were meant for.

A key that opens a screen, or takes the focus elsewhere, takes some hundredths of a second, and more on a slow laptop.
What is typed meanwhile would otherwise go to the field, or be a command on the screen, that is being left.
"""

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING

from textual.app import ScreenStackError
from textual.events import Key, Paste

if TYPE_CHECKING:
    from linkworker.ui.app import Linkworker

_LONGEST = 0.5
"""Seconds after which keys go on all the same: work that takes longer can be stopped by one."""
_FRAME = 0.1
"""Seconds after which a screen that does not paint is taken to be gone."""
_TWICE = 2
"""A screen that opens paints once for its frame, and once for what was read."""
_MOVING = frozenset({"load", "going", "going-on", "tab"})
"""Groups of workers that go somewhere, or read what is shown; none of them waits for somebody to answer."""
_EDITING = frozenset({"backspace", "delete", "left", "right", "home", "end", "up", "down"})


class TypeAhead:
    """The keys that wait, first come first served."""

    def __init__(self, app: "Linkworker") -> None:
        self._app = app
        self._waiting: deque[Key | Paste] = deque()
        self._following: asyncio.Task[None] | None = None

    def takes(self, event: Key | Paste) -> bool:
        """Take a key that must wait; return False for one that is to be done now."""
        if self._following is not None or self._waiting:
            self._waiting.append(event)
            return True
        self._begin(event)
        return False

    def _begin(self, event: Key | Paste) -> None:
        if not self._is_typing(event):
            self._following = asyncio.create_task(self._follow())

    def _is_typing(self, event: Key | Paste) -> bool:
        """Say whether a key only changes the text of the field that has the focus."""
        from textual.widgets import Input, TextArea  # noqa: PLC0415 - not before the prompt is painted

        if not isinstance(self._app.focused, Input | TextArea):
            return False
        return isinstance(event, Paste) or event.is_printable or event.key in _EDITING

    async def _follow(self) -> None:
        """Wait until the screen has followed the key before, then let the next ones through, whatever came between."""
        try:
            with contextlib.suppress(TimeoutError, ScreenStackError):
                async with asyncio.timeout(_LONGEST):
                    await self._until_calm()
        finally:
            if self._following is asyncio.current_task():
                self._following = None
                self._app.call_later(self._let_through)

    async def _until_calm(self) -> None:
        """Wait until screen and focus have stayed the same from one painting to the next, and nothing is being read."""
        calm, before = 0, None
        while calm < _TWICE:
            await self._painted()
            await self._app.store_at_rest()
            now = (self._app.screen, self._app.focused)
            moving = any(worker.group in _MOVING and not worker.is_finished for worker in self._app.workers)
            calm = calm + 1 if now == before and not moving else 0
            before = now

    async def _painted(self) -> None:
        """Wait until the screen in front has done what it was told, and has painted."""
        done = asyncio.Event()
        with contextlib.suppress(TimeoutError, ScreenStackError):  # no screen is there while one takes another's place
            self._app.screen.call_after_refresh(done.set)
            async with asyncio.timeout(_FRAME):
                await done.wait()

    async def _let_through(self) -> None:
        """Do what waits, up to the next key that the screen must follow first."""
        while self._waiting and self._following is None:
            event = self._waiting.popleft()
            self._begin(event)
            await self._app.do_now(event)

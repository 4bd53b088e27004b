"""Driving the real screens in tests: start them, press keys, wait until they rest, read them as text."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

from textual._context import visible_screen_stack
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import Worker

from linkworker.base.clock import FixedClock
from linkworker.base.setting_values import Look, Theme
from linkworker.base.settings import Settings, Sourced, load_settings
from linkworker.ui.app import Linkworker
from linkworker.ui.desk import Desk
from linkworker.ui.front import Front
from linkworker.vault.store import Store
from resting import LONGEST, quiet, store_quiet

CONSOLE = (80, 24)
FULL = (120, 36)
NEVER_ASK = frozenset({"load", "going", "going-on", "counts", "pages", "tab", "draft", "undo", "ending"})
"""Groups of workers that read, write or go somewhere, and never wait for somebody to answer a screen."""

Screens = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@asynccontextmanager
async def shown(
    store: Store,
    worker_id: str,
    *,
    look: Look = Look.CONSOLE,
    size: tuple[int, int] | None = None,
    settings: Settings | None = None,
    theme: Theme = Theme.DARK,
) -> AsyncIterator[Pilot[int]]:
    """Run the real program over a store that is open; 80x24 in the console look unless told otherwise."""
    found = settings or load_settings()
    found = replace(found, theme=Sourced(theme, "the test"), idle_minutes=Sourced(10, "the test"))
    clock = store.clock
    app = Linkworker(Front(store.folder, found, clock, look), Desk(store, worker_id, found, clock))
    async with app.run_test(size=size or (CONSOLE if look is Look.CONSOLE else FULL)) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until every reading and saving that was begun has ended and been painted.

    A worker that waits for somebody to answer a screen is at rest.
    """
    app = pilot.app
    for _ in range(500):
        await quiet(app)
        busy = [worker._task for worker in app.workers if _is_busy(worker)]
        if busy:
            await asyncio.wait(busy, timeout=LONGEST)
        elif app.type_ahead._waiting and not app._exit:
            await let_all_through(app)
        elif app._desk is None or not await store_quiet(app._desk):
            _let_go(app)  # the screen has followed: the next key need not wait for its next frame
            return
    message = "the screens never came to rest"
    raise AssertionError(message)


async def let_all_through(app: Any) -> None:
    """Wait until no key waits for the screen to follow the one before."""
    ahead = app.type_ahead
    while (ahead._following is not None or ahead._waiting) and not app._exit:
        if ahead._following is not None:
            await asyncio.wait([ahead._following])
        await asyncio.sleep(0)


def _let_go(app: Any) -> None:
    """Forget the keys that wait, and wait for nothing."""
    ahead = app.type_ahead
    ahead._waiting.clear()
    if ahead._following is not None:
        ahead._following.cancel()
        ahead._following = None


def _is_busy(worker: Worker[Any]) -> bool:
    return not worker.is_finished and (worker._thread_worker or worker.group in NEVER_ASK)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one by one, each after the screens have come to rest."""
    for key in keys:
        _send(pilot, key)
        await settle(pilot)


def send(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys in one go, before the screens have followed any of them."""
    for key in keys:
        _send(pilot, _KEYS.get(key, key))


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type a text into what has the focus; only after Enter, which moves the focus, is there a wait."""
    for letter in text:
        _send(pilot, _KEYS.get(letter, letter))
        if letter == "\n":
            await settle(pilot)
    await settle(pilot)


def _send(pilot: Pilot[Any], key: str) -> None:
    """Send a key as the terminal's driver does."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    event = Key(name, _letter(name, key))
    event.set_sender(pilot.app)
    pilot.app._driver.send_message(event)


def _letter(name: str, key: str) -> str | None:
    if len(key) == 1:
        return key
    return " " if name == "space" else None


_KEYS = {" ": "space", "\n": "enter"}


def text_of(app: Any) -> str:
    """Return what stands on the screen, as text, through the same filters as on a terminal."""
    filters = app.get_line_filters()
    background = app.screen.background_colors[1]
    visible_screen_stack.set(app._background_screens)  # what stands behind a dialog is drawn with it
    strips = app.screen._compositor.render_strips()
    lines = []
    for strip in strips:
        filtered = strip
        for line_filter in filters:
            filtered = filtered.apply_filter(line_filter, background)
        lines.append(filtered.text.rstrip())
    return "\n".join(lines).rstrip("\n") + "\n"


def has_line(app: Any, pattern: str) -> bool:
    """Say whether a line on the screen matches a pattern."""
    return any(re.search(pattern, line) for line in text_of(app).splitlines())


def fixed(app: Any) -> FixedClock:
    """Return the test's clock behind the screens."""
    clock = app.desk.clock
    assert isinstance(clock, FixedClock)
    return clock

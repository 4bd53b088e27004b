"""Waiting in tests until the screens rest.

Pilot sends every widget of the screen a message, most of which have nothing to do, and sleeps for a while: that took a
quarter of the time of a test. Here the loop itself says when nothing is left to be done.
"""

import asyncio
from time import monotonic
from typing import Any

LONGEST = 60.0  # seconds
_TURNS = 10_000
_MOMENT = 0.002  # seconds


async def quiet(app: Any) -> None:
    """Wait until all that was begun has ended and been painted, but for what waits for a key, a timer or the store."""
    patience = monotonic() + LONGEST
    while monotonic() < patience:
        await _nothing_ready()
        if _in_the_middle(app) or _a_thread_works():
            await asyncio.sleep(_MOMENT)
        elif not _painted(app):
            return
    message = "the screens never came to rest"
    raise AssertionError(message)


def _painted(app: Any) -> bool:
    """Lay out and paint at once what waits for the next frame; return whether anything did."""
    if app._exit or not app.screen_stack:  # a program that ends paints no more
        return False
    screen = app.screen
    due = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required
    if not (due or screen._dirty_widgets or screen._callbacks):
        return False
    screen._on_timer_update()
    return True


async def store_quiet(desk: Any) -> bool:
    """Wait until the store's thread has done all it was given, even what nobody waits for any more.

    Return whether there was anything that somebody waited for.
    """
    waited = await desk.at_rest()
    if not desk._thread._shutdown:
        await asyncio.get_running_loop().run_in_executor(desk._thread, _nothing)
    return bool(waited)


def _nothing() -> None:
    """Take a turn in the queue of a thread."""


async def _nothing_ready() -> None:
    """Let the loop do all that can be done now."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    for _ in range(_TURNS):
        if not ready:
            return
        await asyncio.sleep(0)


def _in_the_middle(app: Any) -> bool:
    """Say whether a screen takes another's place, something scrolls, or a widget waits in the middle of its work."""
    if app._exit or app._exception is not None or not app.screen_stack:
        return False
    moving = bool(app._batch_count or app._animator._animations or app._animator._scheduled)
    return moving or any(_at_work(each) for each in (app, *app.screen.walk_children(with_self=True)))


def _a_thread_works() -> bool:
    """Say whether something that was given to a thread (`asyncio.to_thread`) has not come back."""
    pool = asyncio.get_running_loop()._default_executor  # type: ignore[attr-defined]
    return pool is not None and (pool._work_queue.qsize() > 0 or pool._idle_semaphore._value < len(pool._threads))


def _at_work(widget: Any) -> bool:
    ready = widget._message_queue.ready_event
    return widget._running and (ready.is_set() or all(waiter.done() for waiter in ready._waiters))

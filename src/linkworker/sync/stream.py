"""Turning a function that hands lines out into an iterator that they are taken from."""

import queue
import threading
from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")

BATCHES_WAITING = 8

Take = Callable[[list[bytes]], None]


class _Stopped(Exception):
    """The lines are no longer wanted."""


def pulled(hand_out: Callable[[Callable[[list[T]], None]], None]) -> Generator[T, None, None]:
    """Yield the lines that `hand_out` gives to its argument in batches, as they come, at most 8 batches ahead.

    `pyrage` writes what it decrypts, and a reader of lines wants to be asked; so it runs in a thread of its own. What
    it raises is raised here, after the lines that came before. Leaving early ends the thread.
    """
    waiting: queue.Queue[list[T] | BaseException | None] = queue.Queue(BATCHES_WAITING)
    stopped = threading.Event()

    def take(batch: list[T]) -> None:
        if stopped.is_set():
            raise _Stopped
        waiting.put(batch)

    def run() -> None:
        try:
            hand_out(take)
        except _Stopped:
            waiting.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the lines are read
            waiting.put(error)
        else:
            waiting.put(None)

    thread = threading.Thread(target=run, name="linkworker-bundle", daemon=True)
    thread.start()
    ended = False
    try:
        while isinstance(batch := waiting.get(), list):
            yield from batch
        ended = True
        if batch is not None:
            raise batch
    finally:
        stopped.set()
        while not ended:
            ended = not isinstance(waiting.get(), list)
        thread.join()

"""Taking bundles in: one at a time, in a thread of its own, in the order in which they came whole."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import anyio
import anyio.to_thread

from linkworker.base.errors import LinkworkerError
from linkworker.base.fault import fault_in_a_line
from linkworker.hub.web.behind import Behind, Outcome
from linkworker.hub.web.coming import Coming
from linkworker.hub.web.limits import Limits
from linkworker.hub.web.note import write_fault

RECEIVED = Outcome("received")
"""The hub holds the bundle whole, and has not looked into it yet."""


class Ingesting:
    """The queue of bundles that came whole. What is in it when the service ends is taken in when it starts again."""

    def __init__(self, behind: Behind, coming: Coming, limits: Limits) -> None:
        self._behind, self._coming, self._limits = behind, coming, limits
        self._tasks: dict[tuple[str, str], asyncio.Task[Outcome]] = {}
        self._again: asyncio.TimerHandle | None = None
        self._one: anyio.CapacityLimiter | None = None
        self._stopping = False

    def start(self) -> None:
        """Queue what came whole and was not taken in before the service ended. Call it within the running loop."""
        self._one = anyio.CapacityLimiter(1)
        self._queue_all()

    async def stop(self) -> None:
        """Let the bundle that is being taken in come to its end, and leave the others where they lie."""
        self._stopping = True
        if self._again is not None:
            self._again.cancel()
        for task in tuple(self._tasks.values()):
            with suppress(asyncio.CancelledError):
                await task

    async def outcome(self, device: str, digest: str, sent_at: datetime | None) -> Outcome:
        """Wait until a bundle that came whole is taken in, but not for ever; RECEIVED when it is not its turn yet."""
        task = self._tasks.get((device, digest)) or self._queue(device, digest, sent_at)
        done, _ = await asyncio.wait({task}, timeout=self._limits.answer_seconds)
        return task.result() if done else RECEIVED

    def _queue(self, device: str, digest: str, sent_at: datetime | None) -> asyncio.Task[Outcome]:
        key = (device, digest)
        task = asyncio.get_running_loop().create_task(self._in_turn(lambda: self._take_in(device, digest, sent_at)))
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._ended(key, done))
        return task

    def _queue_all(self) -> None:
        """Queue every file that lies whole: those of before the start, and those that could not be taken in."""
        self._again = None
        for device, digest in self._coming.waiting():
            if (device, digest) not in self._tasks:
                self._queue(device, digest, None)

    def _ended(self, key: tuple[str, str], task: asyncio.Task[Outcome]) -> None:
        """Forget a task. What could not be taken in is tried again after a while: the laptop will not send it again."""
        self._tasks.pop(key, None)
        left = not task.cancelled() and task.result() == RECEIVED
        if left and self._again is None and not self._stopping:
            self._again = asyncio.get_running_loop().call_later(self._limits.again_seconds, self._queue_all)

    async def _in_turn(self, work: Callable[[], Outcome]) -> Outcome:
        return await anyio.to_thread.run_sync(work, limiter=self._one)

    def _take_in(self, device: str, digest: str, sent_at: datetime | None) -> Outcome:
        """Take one bundle in. What breaks leaves it where it lies, to be tried again."""
        if self._stopping:
            return RECEIVED
        try:
            found = self._behind.take_in(self._coming.whole(device, digest), self._behind.now(), sent_at)
            self._coming.remember(device, digest, found)
        except LinkworkerError as error:  # the database is gone, the disk is full
            write_fault(type(error).__name__)
            return RECEIVED
        except Exception as error:  # noqa: BLE001 - one bad bundle never ends the service
            write_fault(fault_in_a_line(error))
            return RECEIVED
        return found

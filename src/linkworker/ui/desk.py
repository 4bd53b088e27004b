"""The desk behind the screens: the open store, used on one thread of its own, and what was last saved there."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection

from linkworker.base.clock import Clock
from linkworker.base.errors import Refused
from linkworker.base.settings import Settings
from linkworker.casework.history.undoing import can_be_undone, undo_save
from linkworker.casework.workers.roles import Role
from linkworker.casework.workers.workers import role_of
from linkworker.journal.entry_writer import Written
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.vault.drafts import Draft, draft, drafts, drop_draft, save_draft
from linkworker.vault.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Saved:
    """The last save that can be undone: what it was, in words, and the entries it wrote.

    `back` undoes it in a way of its own; None for what every other save has: each change is undone.
    """

    words: str
    written: tuple[Written, ...]
    back: Callable[[UnitOfWork], None] | None = None


class Desk:
    """One worker's open store for the screens. Every method that waits runs on the store's own thread.

    `revision` counts what has changed: a screen that shows an older one reads again. `on_change` is called after each.
    """

    def __init__(self, store: Store, worker_id: str, settings: Settings, clock: Clock) -> None:
        self.store = store
        self.worker_id = worker_id
        with store.reading() as connection:
            self.role: Role = role_of(connection, worker_id)
        self.settings = settings
        self.clock = clock
        self.revision = 0
        self.on_change: Callable[[], None] = _nothing
        self.saved: Saved | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._under_way: set[asyncio.Future[Any]] = set()
        self._is_leaving = False

    @property
    def today(self) -> date:
        """Return the calendar day."""
        return self.clock.today()

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Return what a reading gives. It gets one snapshot, and a change is refused there."""

        def reading() -> T:
            with self.store.reading() as connection:
                return ask(connection)

        return await self._on_its_thread(reading)

    async def change(
        self,
        do: Callable[[UnitOfWork], T],
        words: str = "That",
        *,
        back: Callable[[UnitOfWork], None] | None = None,
        alone: bool = False,
    ) -> T:
        """Do something in one unit of work, and commit it; `words` say what was done, for undo, and `back` how.

        What was done `alone` leaves nothing of before to be undone, even where it cannot be undone itself.

        A save that has begun is finished even if the screen that asked for it has gone.
        """

        def changing() -> tuple[T, tuple[Written, ...]]:
            with self.store.unit_of_work(self.worker_id) as uow:
                result = do(uow)
            return result, tuple(uow.written)

        result, written = await self._to_the_end(changing)
        if back is not None or can_be_undone(written):
            self.saved = Saved(words, written, back)
        elif alone:
            self.saved = None
        if written:
            self._changed()
        return result

    async def with_store(self, do: Callable[[Store], T]) -> T:
        """Do something that works with the store itself: import, export, print."""
        result = await self._to_the_end(lambda: do(self.store))
        self._changed()
        return result

    async def look(self, do: Callable[[Store], T]) -> T:
        """Do something with the store that changes nothing any screen shows."""
        return await self._on_its_thread(lambda: do(self.store))

    async def note(self, do: Callable[[UnitOfWork], T]) -> T:
        """Write what changes no record (who looked): no screen needs reading again for it."""

        def noting() -> T:
            with self.store.unit_of_work(self.worker_id) as uow:
                return do(uow)

        return await self._to_the_end(noting)

    async def undo(self) -> str:
        """Undo the last save; return what it was, in words. Raises Refused when there is none, or it moved on."""
        saved = self.saved
        if saved is None:
            raise Refused("Nothing has been saved since you unlocked, so there is nothing to undo.")
        back = saved.back or (lambda uow: undo_save(uow, saved.written))
        await self.change(back, f"undoing: {saved.words}")
        self.saved = None
        return saved.words

    # Drafts --------------------------------------------------------------------------------------------------------

    async def keep_draft(self, form: str, typed: Mapping[str, str]) -> None:
        """Keep what is typed in a form, encrypted."""
        fields = dict(typed)
        await self._to_the_end(lambda: self._keep(form, fields))

    async def draft(self, form: str) -> Draft | None:
        """Return this worker's draft of a form, or None."""
        return await self.read(lambda connection: draft(connection, self.worker_id, form))

    async def drafts(self) -> list[Draft]:
        """Return all of this worker's drafts, newest first."""
        return await self.read(lambda connection: drafts(connection, self.worker_id))

    async def drop_draft(self, form: str) -> None:
        """Forget a draft: its form was saved or given up."""

        def dropping() -> None:
            with self.store.writing() as connection:
                drop_draft(connection, self.worker_id, form)

        await self._to_the_end(dropping)

    def _keep(self, form: str, fields: Mapping[str, str]) -> None:
        with self.store.writing() as connection:
            save_draft(connection, self.worker_id, form, fields, self.clock.now())

    # The thread ----------------------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Wait for what is under way, and close the store. Whoever asks for anything from then on is cancelled."""
        self._is_leaving = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self.store.close)
        self._thread.shutdown(wait=False)

    async def at_rest(self) -> bool:
        """Wait until nothing is under way on the store's thread; return whether there was anything to wait for."""
        if not self._under_way:
            return False
        await asyncio.wait(set(self._under_way))
        return True

    def _run(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        if self._is_leaving:
            raise asyncio.CancelledError  # a screen that is still being drawn must not make a lock end as a fault
        running = asyncio.get_running_loop().run_in_executor(self._thread, work)
        self._under_way.add(running)
        running.add_done_callback(self._under_way.discard)
        return running

    async def _on_its_thread(self, work: Callable[[], T]) -> T:
        return await self._run(work)

    async def _to_the_end(self, work: Callable[[], T]) -> T:
        """Run work that must be finished once begun: leaving the screen cancels the wait, not the work."""
        running = self._run(work)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            running.add_done_callback(lambda done: None if done.cancelled() or done.exception() else self._changed())
            raise

    def _changed(self) -> None:
        self.revision += 1
        self.on_change()


def _nothing() -> None:
    """Tell nobody: no screen is there yet."""

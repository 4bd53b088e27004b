"""Driving the way in for tests: a laptop that is set up, or not, and the real program at its first screen."""

import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled, WorkerFailed

from linkworker.base.clock import FixedClock
from linkworker.base.setting_values import Look, Theme
from linkworker.base.settings import Settings, Sourced, load_settings
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.ui.app import Linkworker
from linkworker.ui.front import Front
from linkworker.vault.cost import Cost
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import add_worker, worker_holder
from linkworker.vault.slots import SLOTS_NAME, Slots
from on_screen import CONSOLE, FULL, send, settle

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
OTHER = "marmalade window orbit seven"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")


def laptop(folder: Path, clock: FixedClock) -> RecoveryCode:
    """Set a laptop up for Jo, cheaply; return its recovery code."""
    code = RecoveryCode.make()
    set_up(folder, JO, PASSPHRASE, code, clock, cost=CHEAP).store.close()
    return code


def share(folder: Path, clock: FixedClock, user_name: str = "sam") -> None:
    """Let another worker unlock it too."""
    slots = Slots.read(folder / SLOTS_NAME, floor=CHEAP)
    key = slots.open(None, PASSPHRASE, clock=clock)
    add_worker(slots, key, worker_holder("sam-1", user_name), OTHER, clock=clock, cost=CHEAP)


@asynccontextmanager
async def at_the_door(
    folder: Path,
    clock: FixedClock,
    *,
    look: Look = Look.CONSOLE,
    settings: Settings | None = None,
    **front: Any,
) -> AsyncIterator[Pilot[int]]:
    """Run the real program from its first screen, until it rests; the store is closed afterwards."""
    found = replace(settings or load_settings(), theme=Sourced(Theme.DARK, "the test"))
    app = Linkworker(Front(folder, found, clock, look, cheap=True, **front))
    async with app.run_test(size=CONSOLE if look is Look.CONSOLE else FULL) as pilot:
        await rest(pilot)
        try:
            yield pilot
        finally:
            if app._desk is not None and not app.locking:
                await app._desk.close()


_AT_WORK = frozenset(
    {
        "load",
        "open",
        "forgotten",
        "code",
        "chosen",
        "recover",
        "make",
        "proved",
        "sitting down",
        "folder",
        "go on",
        "leave",
        "restore",
        "bring back",
    }
)
"""What the screens before the store do in threads of their own, which nobody answers."""


async def rest(pilot: Pilot[int]) -> None:
    """Wait until whatever was begun at the door has ended, and what it led to has been painted."""
    calm = 0
    while calm < 2:
        await settle(pilot)
        busy = [worker for worker in pilot.app.workers if worker.group in _AT_WORK and not worker.is_finished]
        calm = 0 if busy else calm + 1
        for worker in busy:
            with contextlib.suppress(WorkerFailed, WorkerCancelled):
                await worker.wait()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each after what the one before began has ended."""
    for key in keys:
        send(pilot, key)
        await rest(pilot)


async def paste(pilot: Pilot[int], text: str) -> None:
    """Paste a text into what has the focus: one event, where typing it would be one for each letter."""
    pilot.app.post_message(events.Paste(text))
    await rest(pilot)


def boxes(app: Any) -> list[str]:
    """Return what stands in every box of the screen in front."""
    return [box.value for box in app.screen.query(Input)]

"""Setting up a laptop, and unlocking it: slots and store together, with the worker they belong to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from linkworker.base.clock import Clock
from linkworker.base.errors import BadInput, Refused
from linkworker.base.ids import new_id
from linkworker.journal.actions import Action
from linkworker.records.worker import Team, Worker
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import make_slots, mend, set_passphrase, set_recovery_code, worker_holder
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import STORE_NAME, Store


@dataclass(frozen=True, slots=True)
class NewWorker:
    """Who sets the laptop up: shown name, the short name they unlock with, their title and their team."""

    name: str
    user_name: str
    title: str
    team: str
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open store and whose passphrase opened it. `note` says what should be told, or is None."""

    store: Store
    worker_id: str
    note: str | None = None


def is_set_up(folder: Path) -> bool:
    """Say whether a folder holds a store or the keys of one."""
    return (folder / STORE_NAME).exists() or (folder / SLOTS_NAME).exists()


def set_up(
    folder: Path,
    worker: NewWorker,
    passphrase: str,
    code: RecoveryCode,
    clock: Clock,
    *,
    cost: Cost = DEFAULT_COST,
) -> Unlocked:
    """Make slots and store in a folder that has neither, and the worker's own record.

    Raises Refused when there is a store already, and what slots and store raise. On any failure the folder is left
    without half a store.
    """
    if is_set_up(folder):
        raise Refused(f"There is a store in {folder} already. Unlock that one, or choose another folder.")
    if not worker.name.strip():
        raise BadInput("Enter your name.")
    worker_id, store_id = new_id(), new_id()
    holder = worker_holder(worker_id, worker.user_name)
    folder.mkdir(parents=True, exist_ok=True)
    _, key = make_slots(
        folder / SLOTS_NAME,
        store_id=store_id,
        worker=holder,
        passphrase=passphrase,
        recovery_code=code,
        clock=clock,
        names=(worker.name, worker.team),
        cost=cost,
    )
    store = None
    try:
        store = Store.make(folder, store_id, key, clock)
        with store.unit_of_work(worker_id) as uow:
            team = uow.add(Team(name=worker.team, setting=worker.setting))
            uow.add(Worker(id=worker_id, name=worker.name, title=worker.title, team_id=team.id))
    except BaseException:
        if store is not None:
            store.close()
        for left in folder.glob("store.*"):
            left.unlink(missing_ok=True)
        raise
    return Unlocked(store, worker_id)


def unlock(
    folder: Path, user_name: str | None, passphrase: str, clock: Clock, *, floor: Cost = DEFAULT_COST
) -> Unlocked:
    """Open the store with a worker's passphrase. The slots say 'wrong passphrase', the store says 'damaged'."""
    return _opened(folder, clock, floor, user_name, lambda slots: slots.open(user_name, passphrase, clock=clock))


def recover(
    folder: Path,
    user_name: str | None,
    code: RecoveryCode,
    new_passphrase: str,
    new_code: RecoveryCode,
    clock: Clock,
    *,
    cost: Cost = DEFAULT_COST,
) -> Unlocked:
    """Open the store with the recovery code, and give the worker a new passphrase and a new code.

    The old code stops working: it was typed where others may have seen it.
    """

    def opened(slots: Slots) -> DataKey:
        key = slots.open_with_recovery(code)
        changed = set_passphrase(slots, key, user_name, new_passphrase, clock=clock, cost=cost)
        set_recovery_code(changed, key, new_code, clock=clock, cost=cost)
        return key

    return _opened(folder, clock, cost, user_name, opened)


def _opened(
    folder: Path, clock: Clock, floor: Cost, user_name: str | None, key_of: Callable[[Slots], DataKey]
) -> Unlocked:
    slots = Slots.read(folder / SLOTS_NAME, floor=floor)
    key = key_of(slots)
    note = None
    if slots.from_copy:
        mend(slots, key)
        note = "The key file was damaged. Its copy opened the store and has been put in its place."
    store = Store.open(folder, key, clock)
    worker_id = slots.worker_slot(user_name).holder.worker_id
    with store.unit_of_work(worker_id) as uow:
        uow.event(Action.UNLOCKED, "store", store.id)
    return Unlocked(store, worker_id, note)


def worker_name(store: Store, worker_id: str) -> str:
    """Return the shown name of a worker."""
    table = Worker.table()
    with store.reading() as connection:
        return str(connection.execute(select(table.c.name).where(table.c.id == worker_id)).scalar_one())

"""Setting up a laptop, and unlocking it: slots and store together, with the worker they belong to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from linkworker.base.clock import Clock, SystemClock
from linkworker.base.errors import BadInput, Refused
from linkworker.base.ids import new_id
from linkworker.casework.being_made import being_made, is_set_up
from linkworker.casework.keeping_keys import kept_up, raised
from linkworker.casework.opening_keys import Keys, open_keys
from linkworker.journal.actions import Action
from linkworker.records.worker import Team, Worker
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.epochs import check_epoch
from linkworker.vault.place import check_place
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import make_slots, set_passphrase, set_recovery_code, worker_holder
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import Store
from linkworker.vault.trouble import FullDisk, files_said_plainly
from linkworker.vault.whole_file import make_folder

_NO_ROOM = "The disk is full, so this unlocking is not in the journal. Make room before you write anything."


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
    check_place(folder)  # before the keys are written there: a cloud program is quick
    worker_id, store_id = new_id(), new_id()
    holder = worker_holder(worker_id, worker.user_name)
    with files_said_plainly():
        make_folder(folder)
    with being_made(folder), _all_or_nothing(folder):
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
        store = Store.make(folder, store_id, key, clock)
        with _closed_on_failure(store), store.unit_of_work(worker_id) as uow:
            team = uow.add(Team(name=worker.team, setting=worker.setting))
            uow.add(Worker(id=worker_id, name=worker.name, title=worker.title, team_id=team.id, role="manager"))
    return Unlocked(store, worker_id)


def unlock(
    folder: Path,
    user_name: str | None,
    passphrase: str,
    clock: Clock,
    *,
    floor: Cost = DEFAULT_COST,
    escrow: str = "",
) -> Unlocked:
    """Open the store with a worker's passphrase. The slots say 'wrong passphrase', the store says 'damaged'.

    A damaged key file is mended from its copy, and `note` says so. On a full disk the store opens for reading, and
    `note` says that. A slot that costs less than `floor` is closed anew at that (see `Cost.lowest` for what is opened
    at all). `escrow` is the organisation's age recipient, if its settings name one. Raises OldSlots.
    """
    keys = open_keys(folder, floor, clock, lambda slots: slots.open(user_name, passphrase, clock=clock))
    store = Store.open(folder, keys.key, clock)
    with _closed_on_failure(store):
        keys = raised(store, kept_up(store, keys, escrow), user_name, passphrase)
        worker_id = keys.slots.worker_slot(user_name).holder.worker_id
        return Unlocked(store, worker_id, _noted(store, worker_id, keys.note or None))


def recover(
    folder: Path,
    user_name: str | None,
    code: RecoveryCode,
    new_passphrase: str,
    new_code: RecoveryCode,
    clock: Clock,
    *,
    cost: Cost = DEFAULT_COST,
    escrow: str = "",
) -> Unlocked:
    """Open the store with the recovery code, and give the worker a new passphrase and a new code.

    The old code stops working: it was typed where others may have seen it. Until the store is open nothing changes.
    """
    keys = open_keys(folder, cost, clock, lambda slots: slots.open_with_recovery(code))
    worker_id = keys.slots.worker_slot(user_name).holder.worker_id
    store = Store.open(folder, keys.key, clock)
    with _closed_on_failure(store):
        check_epoch(store, keys.slots)
        names, key = (worker_name(store, worker_id),), keys.key
        changed = set_passphrase(keys.slots, key, user_name, new_passphrase, clock=clock, names=names, cost=cost)
        changed = set_recovery_code(changed, key, new_code, clock=clock, cost=cost)
        keys = kept_up(store, Keys(changed, key, keys.note), escrow)
        return Unlocked(store, worker_id, _noted(store, worker_id, keys.note or None))


def renew_code(
    folder: Path,
    user_name: str | None,
    passphrase: str,
    new_code: RecoveryCode,
    clock: Clock,
    *,
    cost: Cost = DEFAULT_COST,
) -> None:
    """Put a new recovery code in the place of one that nobody wrote down; raises as `unlock` does."""
    keys = open_keys(folder, cost, clock, lambda slots: slots.open(user_name, passphrase, clock=clock))
    set_recovery_code(keys.slots, keys.key, new_code, clock=clock, cost=cost)


def check_code(folder: Path, code: RecoveryCode, clock: Clock | None = None, *, floor: Cost = DEFAULT_COST) -> None:
    """Raise WrongRecoveryCode, or what a damaged key file raises, unless the code opens the keys."""
    open_keys(folder, floor, clock or SystemClock(), lambda slots: slots.open_with_recovery(code))


def _noted(store: Store, worker_id: str, note: str | None) -> str | None:
    """Write in the journal that the store was unlocked; return what is to be told."""
    try:
        with store.unit_of_work(worker_id) as uow:
            uow.event(Action.UNLOCKED, "store", store.id)
    except FullDisk:  # reading must go on: somebody is waiting for their appointment
        return f"{note} {_NO_ROOM}" if note else _NO_ROOM
    return note


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[None]:
    """Take away what the block left of a store when it fails; older backups in the folder stay."""
    before = set(folder.glob("store.*"))
    try:
        yield
    except BaseException:
        for left in set(folder.glob("store.*")) - before:
            left.unlink(missing_ok=True)
        raise


def worker_name(store: Store, worker_id: str) -> str:
    """Return the shown name of a worker."""
    table = Worker.table()
    with store.reading() as connection:
        return str(connection.execute(select(table.c.name).where(table.c.id == worker_id)).scalar_one())

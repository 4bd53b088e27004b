"""Changing what opens the store: a worker's own passphrase, the recovery code of the laptop, or the data key itself."""

from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.casework.keeping_keys import remember
from linkworker.casework.opening_keys import open_keys
from linkworker.casework.setting_up import renew_code, worker_name
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.epochs import check_epoch
from linkworker.vault.key_errors import NoSuchUser
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.rotation import rotate
from linkworker.vault.slot_changes import change_passphrase, set_passphrase
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store


def change_own_passphrase(store: Store, worker_id: str, old: str, new: str, *, cost: Cost = DEFAULT_COST) -> None:
    """Give a worker a new passphrase, once the old one has opened their slot.

    Raises WrongPassphrase (counted, as at unlocking), TooManyTries, PassphraseRefused, and what the key file raises.
    """
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    names = (worker_name(store, worker_id),)
    user_name = _user_name(slots, worker_id)
    remember(store, change_passphrase(slots, user_name, old, new, clock=store.clock, names=names, cost=cost))


def change_passphrase_at_the_door(
    folder: Path, user_name: str | None, old: str, new: str, clock: Clock, *, cost: Cost = DEFAULT_COST
) -> None:
    """Give a worker a new passphrase where the store is closed; it is opened for a moment, to be told of the change.

    Raises as `change_own_passphrase` and `unlock` do, AlreadyOpen included.
    """
    keys = open_keys(folder, cost, clock, lambda slots: slots.open(user_name, old, clock=clock))
    with Store.open(folder, keys.key, clock) as store:
        check_epoch(store, keys.slots)
        names = (worker_name(store, keys.slots.worker_slot(user_name).holder.worker_id),)
        changed = set_passphrase(keys.slots, keys.key, user_name, new, clock=clock, names=names, cost=cost)
        remember(store, changed)


def change_recovery_code(
    store: Store, worker_id: str, passphrase: str, code: RecoveryCode, *, cost: Cost = DEFAULT_COST
) -> None:
    """Put a new recovery code in the place of the old, once a worker's passphrase has opened; raises as above."""
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    renew_code(store.folder, _user_name(slots, worker_id), passphrase, code, store.clock, cost=cost)
    remember(store, Slots.read(store.folder / SLOTS_NAME, floor=cost))


def change_data_key(
    store: Store,
    worker_id: str,
    passphrase: str,
    *,
    without: frozenset[str] = frozenset(),
    cost: Cost = DEFAULT_COST,
) -> None:
    """Put the open store under a new data key, once a worker's passphrase has opened; see `rotate`.

    The store is closed afterwards, and this process has only the old key: lock. `without` are ids of slots that end.
    Raises as `change_own_passphrase` and `rotate` do.
    """
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    key = slots.open(_user_name(slots, worker_id), passphrase, clock=store.clock)
    rotate(store, slots, key, without=without)


def _user_name(slots: Slots, worker_id: str) -> str:
    """Return the user name of a worker's slot; raises NoSuchUser."""
    for slot in slots.known():
        if slot.holder.worker_id == worker_id and slot.holder.user_name:
            return slot.holder.user_name
    raise NoSuchUser(worker_id)

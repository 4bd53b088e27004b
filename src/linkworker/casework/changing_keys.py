"""Changing what opens the store: a worker's own passphrase, or the recovery code of the laptop."""

from linkworker.casework.setting_up import renew_code, worker_name
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.key_errors import NoSuchUser
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import change_passphrase
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store


def change_own_passphrase(store: Store, worker_id: str, old: str, new: str, *, cost: Cost = DEFAULT_COST) -> None:
    """Give a worker a new passphrase, once the old one has opened their slot.

    Raises WrongPassphrase (counted, as at unlocking), TooManyTries, PassphraseRefused, and what the key file raises.
    """
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    names = (worker_name(store, worker_id),)
    change_passphrase(slots, _user_name(slots, worker_id), old, new, clock=store.clock, names=names, cost=cost)


def change_recovery_code(
    store: Store, worker_id: str, passphrase: str, code: RecoveryCode, *, cost: Cost = DEFAULT_COST
) -> None:
    """Put a new recovery code in the place of the old, once a worker's passphrase has opened; raises as above."""
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    renew_code(store.folder, _user_name(slots, worker_id), passphrase, code, store.clock, cost=cost)


def _user_name(slots: Slots, worker_id: str) -> str:
    """Return the user name of a worker's slot; raises NoSuchUser."""
    for slot in slots.known():
        if slot.holder.worker_id == worker_id and slot.holder.user_name:
            return slot.holder.user_name
    raise NoSuchUser(worker_id)

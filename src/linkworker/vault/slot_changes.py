"""Making and changing key slots: a new store's, a new passphrase, another worker, a new recovery code."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.base.errors import BadInput
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import SlotsExist, SlotTooWeak
from linkworker.vault.key_file import copy_of, write_key_file
from linkworker.vault.passphrase import as_bytes, check_passphrase
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot import USER_NAME, Holder, Slot, SlotKind, StoreMark
from linkworker.vault.slots import Slots

_RECOVERY = Holder(SlotKind.RECOVERY)


def worker_holder(worker_id: str, user_name: str) -> Holder:
    """Return whose slot a worker's is; raises BadInput for a user name that cannot stand in the key file."""
    holder = Holder(SlotKind.WORKER, worker_id, user_name.strip().casefold())
    if not USER_NAME.fullmatch(holder.user_name):
        raise BadInput("Enter a short name of 2 to 20 letters, digits and hyphens.")
    if not holder.is_whole():
        message = "a worker id is at most 64 letters, digits and hyphens"
        raise TypeError(message)
    return holder


def make_slots(
    path: Path,
    *,
    store_id: str,
    worker: Holder,
    passphrase: str,
    recovery_code: RecoveryCode,
    clock: Clock,
    names: Iterable[str] = (),
    cost: Cost = DEFAULT_COST,
) -> tuple[Slots, DataKey]:
    """Make a data key and the key file of a new store; return both.

    `names` are the worker's and the organisation's, which a passphrase may not lean on. A `cost` under the default is
    for tests, and the file then opens only with `Slots.read(..., floor=cost)`. Raises PassphraseRefused, SlotsExist (a
    key file is never written over), SlotsNotWritten, NotEnoughMemory.
    """
    check_passphrase(passphrase, (*names, worker.user_name))
    if path.exists() or copy_of(path).exists():
        raise SlotsExist
    key, mark, today = DataKey.make(), StoreMark(store_id, 1), clock.now().date()
    if not mark.is_whole() or not cost.is_bounded():
        message = "the store id or the cost has not its shape"
        raise TypeError(message)
    slots = (
        Slot.seal(key, as_bytes(passphrase), worker, mark, today, cost),
        Slot.seal(key, recovery_code.as_bytes(), _RECOVERY, mark, today, cost),
    )
    floor = DEFAULT_COST if cost.reaches(DEFAULT_COST) else cost
    made = Slots(path, mark, tuple(slot.row() for slot in slots), floor=floor)
    return _written(made, key, keep_previous=False), key


def change_passphrase(
    slots: Slots,
    user_name: str | None,
    old: str,
    new: str,
    *,
    clock: Clock,
    names: Iterable[str] = (),
    cost: Cost = DEFAULT_COST,
) -> Slots:
    """Return the slots with a worker's new passphrase, once the old one opened; raises as `open` and `make_slots`."""
    check_passphrase(new, (*names, slots.worker_slot(user_name).holder.user_name))
    key = slots.open(user_name, old, clock=clock)
    try:
        return set_passphrase(slots, key, user_name, new, clock=clock, names=names, cost=cost)
    finally:
        key.close()


def set_passphrase(
    slots: Slots,
    key: DataKey,
    user_name: str | None,
    new: str,
    *,
    clock: Clock,
    names: Iterable[str] = (),
    cost: Cost = DEFAULT_COST,
) -> Slots:
    """Return the slots with a worker's new passphrase, where the data key is open (after a recovery code).

    The old wrapping goes from the file and its copy; older backups of the key file still open with the old passphrase
    until the data key is rotated.
    """
    old = slots.worker_slot(user_name)
    check_passphrase(new, (*names, old.holder.user_name))
    slot = _sealed(slots, key, as_bytes(new), old.holder, clock, cost)
    changed = _with_slot(slots, key, slot, replacing=lambda known: known.slot_id == old.slot_id)
    changed.tries_file.forget(old.slot_id)
    return changed


def add_worker(
    slots: Slots,
    key: DataKey,
    worker: Holder,
    passphrase: str,
    *,
    clock: Clock,
    names: Iterable[str] = (),
    cost: Cost = DEFAULT_COST,
) -> Slots:
    """Return the slots with one more worker's; raises BadInput if the worker or the user name has a slot already."""
    check_passphrase(passphrase, (*names, worker.user_name))
    for known in slots.known():
        if known.holder.user_name == worker.user_name or known.holder.worker_id == worker.worker_id:
            raise BadInput("That worker or user name is on this store already.")
    slot = _sealed(slots, key, as_bytes(passphrase), worker, clock, cost)
    return _with_slot(slots, key, slot, replacing=lambda _: False)


def set_recovery_code(
    slots: Slots, key: DataKey, code: RecoveryCode, *, clock: Clock, cost: Cost = DEFAULT_COST
) -> Slots:
    """Return the slots with a new recovery code in the place of the old: after the old one was used, or lost."""
    slot = _sealed(slots, key, code.as_bytes(), _RECOVERY, clock, cost)
    return _with_slot(slots, key, slot, replacing=lambda known: known.holder.kind is SlotKind.RECOVERY)


def mend(slots: Slots, key: DataKey) -> Slots:
    """Return slots that came from the copy, written back in the place of the damaged or missing key file."""
    slots.proved_by(key)
    return _written(slots, key, keep_previous=False)


def _sealed(slots: Slots, key: DataKey, secret: bytes, holder: Holder, clock: Clock, cost: Cost) -> Slot:
    """Return a new slot under a proved key; one that could not be opened afterwards is not made."""
    if not cost.is_bounded() or not cost.reaches(slots.floor):
        raise SlotTooWeak
    return Slot.seal(slots.proved_by(key), secret, holder, slots.mark, clock.now().date(), cost)


def _with_slot(slots: Slots, key: DataKey, slot: Slot, *, replacing: Callable[[Slot], bool]) -> Slots:
    gone = {known.slot_id for known in slots.known() if replacing(known)}
    rows = (*(row for row in slots.rows if row.get("id") not in gone), slot.row())
    return _written(replace(slots, rows=rows), key, keep_previous=not slots.from_copy)


def _written(slots: Slots, key: DataKey, *, keep_previous: bool) -> Slots:
    """Put the mac on, write the file, and return what now stands there."""
    sealed = replace(slots, mac=slots.mac_under(key), from_copy=False)
    write_key_file(sealed.path, sealed.to_bytes(), keep_previous=keep_previous)
    return sealed

"""Making and changing key slots: a new store's, a new passphrase, another worker, a new recovery code."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from linkworker.base.clock import Clock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.escrow import EscrowSlot
from linkworker.vault.key_errors import SlotsExist, SlotTooWeak
from linkworker.vault.key_file import copy_of, write_key_file
from linkworker.vault.origin import close_origin
from linkworker.vault.passphrase import as_bytes, check_passphrase
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot import ORIGIN_BYTES, USER_NAME, Holder, Opened, Slot, SlotKind, StoreMark
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
    opened = Opened(key, secrets.token_bytes(ORIGIN_BYTES))
    slots = (
        Slot.seal(opened, as_bytes(passphrase), worker, mark, today, cost),
        Slot.seal(opened, recovery_code.as_bytes(), _RECOVERY, mark, today, cost),
    )
    floor = DEFAULT_COST if cost.reaches(DEFAULT_COST) else cost
    origin = close_origin(opened.origin, key, store_id)
    made = Slots(path, mark, tuple(slot.row() for slot in slots), floor=floor, origin=origin, file=key.salt().hex())
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


def set_escrow(slots: Slots, key: DataKey, recipient: str, *, clock: Clock) -> Slots:
    """Return the slots with the organisation's: an age recipient, in the place of one before it. Raises BadInput."""
    slots.proved_by(key)
    escrow = EscrowSlot.seal(key, recipient, clock.now().date())
    return _with_row(slots, key, escrow.row(), replacing=lambda row: row["kind"] == SlotKind.ESCROW)


def raise_cost(slots: Slots, key: DataKey, user_name: str | None, passphrase: str) -> Slots:
    """Return the slots with a worker's closed anew at what slots cost today, where it was made at less.

    It stays the same slot: nobody chose another passphrase. The passphrase must be right. Raises NotEnoughMemory,
    SlotsNotWritten; the slot is then as it was.
    """
    slot = slots.worker_slot(user_name)
    if slot.cost.reaches(slots.floor):
        return slots
    slots.proved_by(key)
    dearer = slot.reclosed(as_bytes(passphrase), slots.mark.store_id, slots.floor)
    return _with_slot(slots, key, dearer, replacing=lambda known: known.slot_id == slot.slot_id)


def take_away(slots: Slots, key: DataKey, next_key: DataKey, slot_ids: frozenset[str]) -> Slots:
    """Return the slots for the next data key, without some of them; nothing is written: `rotation` does that.

    A slot is never taken away alone: whoever had it could have kept the data key. Slots of kinds that this program
    does not know end too, because it cannot seal to them. Raises NotFound for an id that is not here, and Refused if
    no worker would be left.
    """
    origin = slots.origin_under(slots.proved_by(key))
    known, escrow = slots.known(), slots.escrow()
    here = {slot.slot_id for slot in known} | ({escrow.slot_id} if escrow else set())
    if not slot_ids <= here:
        raise NotFound("There is no such slot in the key file. Look at 'linkworker keys' again.")
    kept = [slot for slot in known if slot.slot_id not in slot_ids]
    if all(slot.holder.kind is not SlotKind.WORKER for slot in kept):
        raise Refused("Nobody could open the store then. Keep one worker, or add one first.")
    rows = [slot.rewrapped(next_key).row() for slot in kept]
    if escrow and escrow.slot_id not in slot_ids:
        rows.append(escrow.rewrapped(next_key).row())
    following = replace(
        slots,
        rows=tuple(rows),
        mark=replace(slots.mark, epoch=slots.mark.epoch + 1),
        origin=close_origin(origin, next_key, slots.mark.store_id),
        file=next_key.salt().hex(),
        from_copy=False,
    )
    return replace(following, mac=following.mac_under(next_key))


def lifted(slots: Slots, key: DataKey, epoch: int) -> Slots:
    """Return the slots as if at a later epoch, unwritten: for who may put an older key file in force again."""
    slots.proved_by(key)
    later = replace(slots, mark=replace(slots.mark, epoch=max(epoch, slots.mark.epoch)))
    return replace(later, mac=later.mac_under(key))


def mend(slots: Slots, key: DataKey) -> Slots:
    """Return slots that came from the copy, written back in the place of the damaged or missing key file."""
    slots.proved_by(key)
    return _written(slots, key, keep_previous=False)


def _sealed(slots: Slots, key: DataKey, secret: bytes, holder: Holder, clock: Clock, cost: Cost) -> Slot:
    """Return a new slot under a proved key; one that could not be opened afterwards is not made."""
    if not cost.is_bounded() or not cost.reaches(slots.floor):
        raise SlotTooWeak
    opened = Opened(slots.proved_by(key), slots.origin_under(key))
    return Slot.seal(opened, secret, holder, slots.mark, clock.now().date(), cost)


def _with_slot(slots: Slots, key: DataKey, slot: Slot, *, replacing: Callable[[Slot], bool]) -> Slots:
    gone = {known.slot_id for known in slots.known() if replacing(known)}
    return _with_row(slots, key, slot.row(), replacing=lambda row: row.get("id") in gone)


def _with_row(slots: Slots, key: DataKey, row: dict[str, Any], *, replacing: Callable[[dict[str, Any]], bool]) -> Slots:
    rows = (*(other for other in slots.rows if not replacing(other)), row)
    mark = replace(slots.mark, epoch=slots.mark.epoch + 1)
    return _written(replace(slots, rows=rows, mark=mark), key, keep_previous=not slots.from_copy)


def _written(slots: Slots, key: DataKey, *, keep_previous: bool) -> Slots:
    """Put the mac on, write the file, and return what now stands there."""
    sealed = replace(slots, mac=slots.mac_under(key), from_copy=False)
    write_key_file(sealed.path, sealed.to_bytes(), keep_previous=keep_previous)
    return sealed

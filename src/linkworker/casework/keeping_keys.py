"""What is seen to each time the store has been opened: the key file's epoch, its cost, the organisation's slot."""

from contextlib import suppress

from linkworker.base.errors import LinkworkerError
from linkworker.casework.opening_keys import Keys
from linkworker.vault.backups import refresh_slots
from linkworker.vault.epochs import check_epoch, keep_epoch, known_epoch
from linkworker.vault.old_copies import finish_dropping
from linkworker.vault.slot_changes import raise_cost, set_escrow
from linkworker.vault.slots import Slots
from linkworker.vault.store import Store

_CHEAP = "Your passphrase could not be guarded as well as linkworker does today: {}"
_ESCROW = "Your organisation can now open this store with its own key, as its settings say. That key begins {}."
_NO_ESCROW = "The organisation's key could not be put on this store: {}"
_SHOWN = 12


def kept_up(store: Store, keys: Keys, escrow: str) -> Keys:
    """Return the keys, checked against the store and brought up to date; `escrow` is the recipient in the settings.

    A store without room, or that cannot be written to, opens all the same. Raises OldSlots, and SlotsDamaged for the
    key file of another store.
    """
    check_epoch(store, keys.slots)
    keys = _with_escrow(store, keys, escrow)
    remember(store, keys.slots)
    return keys


def raised(store: Store, keys: Keys, user_name: str | None, passphrase: str) -> Keys:
    """Return the keys with the worker's slot at today's cost; it says so only where that could not be done."""
    try:
        slots = raise_cost(keys.slots, keys.key, user_name, passphrase)
    except LinkworkerError as error:
        return keys.told(_CHEAP.format(error))
    changed = Keys(slots, keys.key, keys.note)
    if slots != keys.slots:
        remember(store, changed.slots)
    return changed


def remember(store: Store, slots: Slots) -> None:
    """Let the store and its backups know the key file of today, where the disk lets them, after a change of it.

    So no old passphrase lives on in a backup, and the key file of one is never refused as an old one. Copies of the
    store that are no longer needed go. What could not be done is done at the next unlocking.
    """
    if slots.mark.epoch > known_epoch(store):
        with suppress(LinkworkerError):
            refresh_slots(store)
        with suppress(LinkworkerError):
            keep_epoch(store, slots)
    with suppress(LinkworkerError):
        finish_dropping(store)


def _with_escrow(store: Store, keys: Keys, recipient: str) -> Keys:
    """Return the keys with the organisation's slot, added or replaced where the settings name another recipient.

    Settings that name none leave it: they may only be missing for a day.
    """
    known = keys.slots.escrow()
    if not recipient or (known is not None and known.recipient == recipient):
        return keys
    try:
        slots = set_escrow(keys.slots, keys.key, recipient, clock=store.clock)
    except LinkworkerError as error:
        return keys.told(_NO_ESCROW.format(error))
    return Keys(slots, keys.key, keys.note).told(_ESCROW.format(recipient[:_SHOWN]))

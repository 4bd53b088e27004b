"""The epoch of the key file: the store remembers the highest it has seen, so that an old key file is known as one.

The key file is written first and the store told afterwards. A crash in between leaves the store behind the file, which
bars nobody; only a file behind the store is refused.
"""

from linkworker.base.errors import Refused
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.slots import Slots
from linkworker.vault.store import Store

EPOCH_FACT = "slots_epoch"


class OldSlots(Refused):
    """This key file is older than the store. Put the newest store.slots.json back, or restore a whole backup."""


def known_epoch(store: Store) -> int:
    """Return the highest epoch of a key file that the store has seen; 0 if none yet."""
    kept = store.facts().get(EPOCH_FACT, "0")
    return int(kept) if kept.isdecimal() else 0


def check_epoch(store: Store, slots: Slots) -> None:
    """Raise OldSlots if the key file is older than one that the store has seen; SlotsDamaged if it is another's."""
    if slots.mark.store_id != store.id:
        raise SlotsDamaged("It is the key file of another store")
    if slots.mark.epoch < known_epoch(store):
        raise OldSlots


def keep_epoch(store: Store, slots: Slots) -> None:
    """Let the store remember the key file's epoch, after a change of it; never a lower one. Raises FullDisk, ReadOnly.

    To be called after every change where the store is open; where it was not, the next unlocking does it.
    """
    if slots.mark.epoch > known_epoch(store):
        store.remember(EPOCH_FACT, str(slots.mark.epoch))

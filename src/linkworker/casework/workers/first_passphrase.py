"""Whether a worker still unlocks with the passphrase that was made for them, which whoever made it has read."""

import json

from linkworker.casework.workers.workers import worker_slots
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

_FACT = "first_slots"
SAID = (
    "Your passphrase was made for you, and somebody else has read it. "
    "Choose your own now: F10, then p; or type 'linkworker passphrase'."
)
"""What a worker is told until they choose their own."""


def remember_first(store: Store, slots: Slots, worker_id: str) -> None:
    """Remember which slot of a worker was sealed with a passphrase made for them."""
    mine = next(slot.slot_id for slot in worker_slots(slots) if slot.holder.worker_id == worker_id)
    store.remember(_FACT, json.dumps(_known(store) | {worker_id: mine}, sort_keys=True))


def uses_first(store: Store, worker_id: str) -> bool:
    """Say whether the worker's slot is still the one that was made for them; a passphrase of their own has another."""
    first = _known(store).get(worker_id)
    if first is None:
        return False
    return any(slot.slot_id == first for slot in Slots.read(store.folder / SLOTS_NAME).known())


def _known(store: Store) -> dict[str, str]:
    return dict(json.loads(store.facts().get(_FACT, "{}")))

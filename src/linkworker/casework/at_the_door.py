"""What can be known of a store before it is unlocked: who may open it, and how many tries each has left."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.restoring import finish_restoring
from linkworker.vault.slot import SlotKind
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.tries import settle, wait_after, wait_left
from linkworker.vault.trouble import check_access


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A worker who has a passphrase: the short name, the wrong tries that bring no wait, and the wait there is now."""

    user_name: str
    tries_left: int
    wait: timedelta
    next_wait: timedelta
    """The wait that the next wrong try brings, if it is the one too many."""


def at_the_door(folder: Path, clock: Clock, *, floor: Cost = DEFAULT_COST) -> tuple[AtTheDoor, ...]:
    """Return everybody who can unlock the store of a folder, in the key file's order. Nothing is derived.

    Whether the store itself is there and whole is found by opening it. Raises SlotsMissing, SlotsDamaged and
    NewerSlots, of the key file; NoAccess; AlreadyOpen, and what the disk raises, if a restoring had to be finished
    first.
    """
    check_access(folder / SLOTS_NAME)
    finish_restoring(folder, clock)
    slots = Slots.read(folder / SLOTS_NAME, floor=floor)
    now, found = clock.now(), []
    for slot in slots.known():
        if slot.holder.kind is SlotKind.WORKER:
            tries = settle(slots.tries_file.of(slot.slot_id), now)
            worker = AtTheDoor(slot.holder.user_name, tries.left, wait_left(tries, now), _next_wait(tries.wrong))
            found.append(worker)
    return tuple(found)


def _next_wait(wrong: int) -> timedelta:
    """Return the next wait that is not nought, however many tries it is away."""
    while not wait_after(wrong + 1):
        wrong += 1
    return wait_after(wrong + 1)

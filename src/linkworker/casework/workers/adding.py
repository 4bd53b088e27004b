"""Letting another worker unlock this laptop: their record, and a slot with a first passphrase made for them."""

from dataclasses import dataclass, field

from linkworker.base.errors import BadInput, Refused
from linkworker.base.ids import new_id
from linkworker.base.lists import coded
from linkworker.casework.keeping_keys import remember
from linkworker.casework.workers.first_passphrase import remember_first
from linkworker.casework.workers.roles import must
from linkworker.casework.workers.workers import role_of, worker_slots
from linkworker.journal.actions import Action
from linkworker.records.worker import Worker
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.phrases import generate_phrase
from linkworker.vault.slot import Holder
from linkworker.vault.slot_changes import add_worker as add_slot
from linkworker.vault.slot_changes import worker_holder
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is let in: shown name, the short name they unlock with, their role (a code), and their title.

    `worker_id` names somebody whose record is here already, and who has no passphrase.
    """

    name: str
    user_name: str
    role: str = "worker"
    title: str | None = None
    worker_id: str | None = None


@dataclass(frozen=True, slots=True)
class LetIn:
    """Who was let in, and the first passphrase: shown once, told to them, and theirs to change."""

    worker_id: str
    user_name: str
    passphrase: str = field(repr=False)


def add_worker(
    store: Store, by: str, own_passphrase: str, newcomer: Newcomer, *, cost: Cost = DEFAULT_COST, phrase: str = ""
) -> LetIn:
    """Let a worker in, once the passphrase of whoever adds them (`by`, a worker id) has opened the key file.

    `phrase` is the first passphrase where five words were shown already; else they are drawn now. Raises NotForRole,
    BadInput (a name is missing, or the short name is taken), WrongPassphrase, and what the key file raises.
    """
    with store.reading() as connection:
        must(role_of(connection, by).code, "workers")
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    worker_id = newcomer.worker_id or new_id()
    holder = _holder(slots, worker_id, newcomer)
    key = open_own(store, slots, by, own_passphrase)
    try:
        return _let_in(store, slots, key, by, newcomer, holder, phrase or generate_phrase(), cost)
    finally:
        key.close()


def open_own(store: Store, slots: Slots, worker_id: str, passphrase: str) -> DataKey:
    """Return the data key for a worker's own passphrase: who sits here must be who unlocked. Raises as `open` does."""
    mine = next((slot for slot in worker_slots(slots) if slot.holder.worker_id == worker_id), None)
    if mine is None:
        raise Refused("You have no passphrase in the key file of this store. Lock, and unlock again.")
    return slots.open(mine.holder.user_name, passphrase, clock=store.clock)


def _holder(slots: Slots, worker_id: str, newcomer: Newcomer) -> Holder:
    if not newcomer.name.strip():
        raise BadInput("Enter their name.")
    coded("worker-role")[newcomer.role]
    holder = worker_holder(worker_id, newcomer.user_name)
    for slot in worker_slots(slots):
        if slot.holder.user_name == holder.user_name:
            raise BadInput(f"The short name '{holder.user_name}' is taken here. Choose another.")
        if slot.holder.worker_id == worker_id:
            raise BadInput(f"{newcomer.name.strip()} can unlock this laptop already.")
    return holder


def _let_in(
    store: Store, slots: Slots, key: DataKey, by: str, newcomer: Newcomer, holder: Holder, phrase: str, cost: Cost
) -> LetIn:
    """Write the slot inside the unit of work: where it cannot be written, the record is not kept either."""
    with store.unit_of_work(by) as uow:
        if newcomer.worker_id is None:
            mine = uow.get(Worker, by)
            uow.add(
                Worker(
                    id=holder.worker_id,
                    name=newcomer.name.strip(),
                    title=newcomer.title or mine.title,
                    team_id=mine.team_id,
                    role=newcomer.role,
                )
            )
        else:
            uow.change(uow.get(Worker, newcomer.worker_id), role=newcomer.role)
        uow.event(Action.SLOT_GIVEN, Worker.kind(), holder.worker_id)
        names = (newcomer.name,)
        changed = add_slot(slots, key, holder, phrase, clock=store.clock, names=names, cost=cost)
    remember(store, changed)
    remember_first(store, changed, holder.worker_id)
    return LetIn(holder.worker_id, holder.user_name, phrase)

"""Taking away a worker: their passphrase ends, the data key is changed, and their records and people stay."""

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import LinkworkerError, Refused
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.casework.workers.adding import open_own
from linkworker.casework.workers.role_changing import LAST_MANAGER
from linkworker.casework.workers.roles import must
from linkworker.casework.workers.workers import WorkerView, managers, one_worker, role_of, worker_slots, workers
from linkworker.journal.actions import Action
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.rotation import RotationUnfinished, rotate
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

_P = Person.table().c
_THEIRS = (
    select(_P.id, _P.name, _P.known_as)
    .where(_P.worker_id == bindparam("worker"), STANDS)
    .order_by(func.lower(_P.name), _P.id)
)
COPIED_BEFORE = (
    "The key is new, so neither their passphrase nor an older key file opens this store any more. "
    "What was copied before today stays as it was: an old backup opens with the old passphrase."
)


@dataclass(frozen=True, slots=True)
class Supported:
    """Somebody whom a worker supports, and whom somebody else may take over."""

    person_id: str
    shown_name: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """A worker who may be taken away, and the people they support."""

    worker: WorkerView
    people: tuple[Supported, ...]


def leaving(connection: Connection, slots: Slots, store_id: str, by: str, worker_id: str) -> Leaving:
    """Return the worker and their people.

    Raises NotForRole; Refused for oneself, for the last manager and for one who cannot unlock; NotFound.
    """
    must(role_of(connection, by).code, "workers")
    found = workers(connection, slots, store_id)
    view = one_worker(found, worker_id)
    if view.id == by:
        raise Refused("You cannot take yourself away. Another manager can.")
    if not view.can_unlock:
        raise Refused(f"{view.name} cannot unlock this laptop, so there is nothing to take away.")
    if [each.id for each in managers(found)] == [view.id]:
        raise Refused(LAST_MANAGER.format(view.name))
    return Leaving(view, people_of(connection, view.id))


def people_of(connection: Connection, worker_id: str) -> tuple[Supported, ...]:
    """Return the people whom a worker supports, in order of name."""
    rows = connection.execute(_THEIRS, {"worker": worker_id})
    return tuple(Supported(row.id, shown_name(row.name, row.known_as)) for row in rows)


def take_away(store: Store, by: str, own_passphrase: str, worker_id: str, *, cost: Cost = DEFAULT_COST) -> Leaving:
    """End a worker's passphrase and change the data key, once the passphrase of whoever does it has opened.

    The store is closed afterwards, and this process has only the old key: lock. Their record, their notes and who
    they support stay. Raises as `leaving` does, WrongPassphrase, and what the rotation raises.
    """
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    with store.reading() as connection:
        gone = leaving(connection, slots, store.id, by, worker_id)
    key = open_own(store, slots, by, own_passphrase)
    theirs = frozenset(slot.slot_id for slot in worker_slots(slots) if slot.holder.worker_id == gone.worker.id)
    _write(store, by, Action.SLOT_ENDED, gone.worker.id)
    try:
        rotate(store, slots, key, without=theirs)
    except RotationUnfinished:
        raise  # the next unlocking puts the files in place: their passphrase has ended
    except LinkworkerError:
        with suppress(LinkworkerError):  # it says why the slot stands there after all
            _write(store, by, Action.SLOT_GIVEN, gone.worker.id)
        raise
    return gone


def _write(store: Store, by: str, action: Action, worker_id: str) -> None:
    with store.unit_of_work(by) as uow:
        uow.event(action, Worker.kind(), worker_id)

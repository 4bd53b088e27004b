"""Getting a worker in with the organisation's key, when passphrase and recovery code are both gone."""

from pathlib import Path

from linkworker.base.clock import Clock
from linkworker.casework.keeping_keys import remember
from linkworker.casework.opening_keys import open_keys
from linkworker.casework.setting_up import worker_name
from linkworker.casework.workers.first_passphrase import remember_first
from linkworker.journal.actions import Action
from linkworker.records.worker import Worker
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.epochs import known_epoch
from linkworker.vault.slot_changes import lifted, set_passphrase
from linkworker.vault.store import Store


def get_in_with_escrow(
    folder: Path, user_name: str | None, identity: str, new_passphrase: str, clock: Clock, *, cost: Cost = DEFAULT_COST
) -> str:
    """Give a worker a new passphrase with the organisation's age identity; return their user name.

    The worker is told that somebody else knows it, until they choose their own. An older key file is put in force
    again this way, because the organisation answers for it: it is the only way in when all newer ones are lost.
    Raises WrongIdentity, NoEscrow, BadInput to ask for the user name, NoSuchUser, PassphraseRefused, and what opening
    the store raises.
    """
    keys = open_keys(folder, cost, clock, lambda slots: slots.open_with_escrow(identity))
    holder = keys.slots.worker_slot(user_name).holder
    with Store.open(folder, keys.key, clock) as store:
        slots = lifted(keys.slots, keys.key, known_epoch(store))
        names = (worker_name(store, holder.worker_id),)
        changed = set_passphrase(slots, keys.key, holder.user_name, new_passphrase, clock=clock, names=names, cost=cost)
        remember(store, changed)
        remember_first(store, changed, holder.worker_id)
        with store.unit_of_work(None) as uow:
            uow.event(Action.SLOT_GIVEN, Worker.kind(), holder.worker_id)
    return holder.user_name

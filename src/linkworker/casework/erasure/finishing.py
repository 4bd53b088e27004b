"""Finishing erasures: the key is changed, so that backups and copies that still hold what went are gone."""

from linkworker.base.errors import Refused
from linkworker.casework.workers.adding import open_own
from linkworker.casework.workers.roles import must
from linkworker.casework.workers.workers import role_of
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.erasure import finish, waiting
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import Store

NOTHING_WAITS = "No erasure waits to be finished. Backups hold nothing that was erased."


def finish_erasures(store: Store, by: str, own_passphrase: str, *, cost: Cost = DEFAULT_COST) -> int:
    """Change the data key, once the passphrase of whoever does it has opened the key file; return how many were done.

    The store is closed afterwards, and this process has only the old key: lock. Raises NotForRole, Refused when
    nothing waits, WrongPassphrase, and what the rotation raises.
    """
    with store.reading() as connection:
        must(role_of(connection, by).code, "erase")
        number = waiting(connection)
    if not number:
        raise Refused(NOTHING_WAITS)
    slots = Slots.read(store.folder / SLOTS_NAME, floor=cost)
    finish(store, slots, open_own(store, slots, by, own_passphrase))
    return number

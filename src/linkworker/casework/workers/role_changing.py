"""Giving a worker another role."""

from linkworker.base.errors import Refused
from linkworker.base.lists import coded
from linkworker.casework.workers.roles import must, role
from linkworker.casework.workers.workers import managers, one_worker, role_of, workers
from linkworker.records.worker import Worker
from linkworker.vault.slots import Slots
from linkworker.vault.store import Store

LAST_MANAGER = (
    "{} is the only manager who can unlock this laptop. Make somebody else a manager first, "
    "or nobody could let workers in."
)


def change_role(store: Store, slots: Slots, by: str, worker_id: str, code: str) -> str:
    """Give a worker another role (a code of worker-role); return the sentence that says so.

    It holds from the worker's next unlocking. Raises NotForRole, Refused for the last manager, NotFound.
    """
    coded("worker-role")[code]
    with store.reading() as connection:
        must(role_of(connection, by).code, "workers")
        found = workers(connection, slots, store.id)
    view = one_worker(found, worker_id)
    if not role(code).may("workers") and [each.id for each in managers(found)] == [view.id]:
        raise Refused(LAST_MANAGER.format(view.name))
    with store.unit_of_work(by) as uow:
        changed = uow.change(uow.get(Worker, view.id), role=code)
    now = role(code).label.lower()
    if not changed:
        return f"The role of {view.name} is {now} already."
    return f"The role of {view.name} is {now}, from their next unlocking."

"""A laptop whose store an older linkworker left: its next opening brings it up to date."""

from pathlib import Path

from faults.laptop import CHEAP, DANA, NOON, PASSPHRASE, USER, Laptop, add_note
from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.records.person import Person
from linkworker.records.worker import Team, Worker
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import make_slots, worker_holder
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.steps import STEPS
from linkworker.vault.store import Store

_OLDER = 3
"""How many steps the older program had."""
_NOTES = 40


def make_older_laptop(root: Path) -> Laptop:
    """Make a laptop with a store of the first steps only, with notes that the later steps have to take up."""
    laptop, clock = Laptop(root), FixedClock(NOON)
    for folder in (laptop.store, laptop.stick, laptop.choices):
        folder.mkdir(parents=True)
    worker_id, store_id = new_id(), new_id()
    holder, code = worker_holder(worker_id, USER), RecoveryCode.make()
    _, key = make_slots(
        laptop.store / SLOTS_NAME,
        store_id=store_id,
        worker=holder,
        passphrase=PASSPHRASE,
        recovery_code=code,
        clock=clock,
        cost=CHEAP,
    )
    with Store.make(laptop.store, store_id, key, clock, steps=STEPS[:_OLDER]) as store:
        with store.unit_of_work(worker_id) as uow:
            team = uow.add(Team(name="HMP Fenwick wellbeing team", setting="custody"))
            uow.add(Worker(id=worker_id, name="Jo Brand-Taylor", title="link worker", team_id=team.id))
            uow.add(Person(name=DANA, wing="W0"))
        for number in range(_NOTES):
            add_note(store, worker_id, f"Note {number}")
    return laptop

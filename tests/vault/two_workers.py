"""A laptop with a store that two workers can open, for the tests of rotation."""

from pathlib import Path

from sqlalchemy import select

from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import NewWorker, set_up, unlock
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import add_worker, worker_holder
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.store import STORE_NAME, Store
from vault.laptop import CHEAP, OTHER, PASSPHRASE

JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team")
SAM = worker_holder("019527a0-0000-7000-8000-000000000003", "so2")
CODE = RecoveryCode.make()
WHOLE = [STORE_NAME, SLOTS_NAME, SLOTS_NAME + ".bak"]
"""What a store leaves in its folder when it is closed."""


class Laptop:
    """A store that two workers can open, with one person in it, and its old data key."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder, self.clock = folder, clock
        made = set_up(folder, JO, PASSPHRASE, CODE, clock, cost=CHEAP)
        with made.store as store:
            self.add(store, "Dana Whitlock")
            self.key = DataKey(store.copier.key.secret())
            self.slots = add_worker(self.read(), self.key, SAM, OTHER, clock=clock, cost=CHEAP)
            self.worker_id = made.worker_id

    def read(self) -> Slots:
        """Read the key file."""
        return Slots.read(self.folder / SLOTS_NAME, floor=CHEAP)

    def add(self, store: Store, name: str) -> None:
        """Write down a person."""
        with store.unit_of_work(None) as uow:
            uow.add(Person(name=name))

    def open(self) -> Store:
        """Open the store with the old data key."""
        return Store.open(self.folder, self.key, self.clock)

    def unlocked(self, user: str = "jo", passphrase: str = PASSPHRASE) -> tuple[list[str], str | None]:
        """Unlock; return the names in the store, once its journal has proved itself, and the note."""
        found = unlock(self.folder, user, passphrase, self.clock, floor=CHEAP)
        with found.store as store, store.reading() as connection:
            verify_values(connection)
            assert verify_chain(connection, store.device_id) > 1
            column = Person.table().c.name
            return list(connection.execute(select(column).order_by(column)).scalars()), found.note

    def names(self) -> list[str]:
        """The names of the store's own files, but for the process lock's."""
        return sorted(file.name for file in self.folder.glob("store.*") if file.suffix not in {".lock", ".txt"})

    @property
    def sam(self) -> frozenset[str]:
        """The id of Sam's slot, to be taken away."""
        return frozenset({self.slots.worker_slot("so2").slot_id})

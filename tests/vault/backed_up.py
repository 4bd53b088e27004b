"""A laptop with a key file and a store, for tests of backups."""

from dataclasses import dataclass
from pathlib import Path

from linkworker.base.clock import FixedClock
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store
from vault.laptop import CHEAP, PASSPHRASE, made_in


@dataclass
class BackedUp:
    """An open store, with what opens it."""

    store: Store
    key: DataKey
    clock: FixedClock

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.store.folder

    def add(self, *people: str) -> None:
        """Keep people."""
        with self.store.unit_of_work(None) as uow:
            for name in people:
                uow.add(Person(name=name))


def backed_up(folder: Path, clock: FixedClock) -> BackedUp:
    """Make a laptop that can be backed up; close its store at the end."""
    folder.mkdir(parents=True)
    made = made_in(folder)
    return BackedUp(Store.make(folder, made.slots.mark.store_id, made.key, clock), made.key, clock)


__all__ = ["CHEAP", "PASSPHRASE", "BackedUp", "backed_up"]

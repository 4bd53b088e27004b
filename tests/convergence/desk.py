"""A laptop of the simulation, and a sealed file on its way."""

from dataclasses import dataclass
from pathlib import Path

from linkworker.base.clock import FixedClock
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store


@dataclass
class Desk:
    """One laptop. `copied`: it is, or has, a copy that goes by its id. `before`: the device it was before a restore."""

    name: str
    folder: Path
    key: DataKey
    worker: str
    clock: FixedClock
    store: Store | None = None
    copied: bool = False
    enrolled: bool = True
    before: str | None = None
    backup: Path | None = None
    backup_knows: frozenset[str] = frozenset()

    def open(self) -> Store:
        """Open the store."""
        self.store = Store.open(self.folder, self.key, self.clock)
        return self.store

    @property
    def device_id(self) -> str:
        """Return its id in the journal."""
        return self.store.device_id


@dataclass
class Paper:
    """One sealed file on its way."""

    path: Path
    desk: str
    hash: str

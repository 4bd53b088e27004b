"""A fictional laptop for faults: a store, a stick, a folder of choices and a list to import, all under one folder."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import NewWorker, Unlocked, set_up, unlock
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.identity import HubIdentity
from linkworker.sync.trust import trust
from linkworker.vault.cost import Cost
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.store import Store

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
USER = "jo"
PASSPHRASE = "copper kettle tulip shelf"
DANA = "Dana Whitlock"
_JO = NewWorker("Jo Brand-Taylor", USER, "link worker", "HMP Fenwick wellbeing team", "custody")
_HUB_ID = "0198a6a0-0000-7000-8000-00000000c001"
_HUB_KEY = "AGE-SECRET-KEY-1H7WW0QWA74RGGHXNVSELQL8K2MSZHNLF2XDU2526Z47G3DTQC7HS045TXL"


@dataclass(frozen=True)
class Laptop:
    """Everything of one laptop, under `root`."""

    root: Path

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.root / "store"

    @property
    def stick(self) -> Path:
        """The folder that stands for the stick on which bundles go to the centre."""
        return self.root / "stick"

    @property
    def choices(self) -> Path:
        """The folder of the worker's own choices."""
        return self.root / "choices"

    @cached_property
    def hub(self) -> HubIdentity:
        """The centre, with keys that are the same in every run."""
        return HubIdentity("Fictional hub", _HUB_KEY, Ed25519PrivateKey.from_private_bytes(b"h" * 32), _HUB_ID)

    def copied(self, to: Path) -> "Laptop":
        """Return a copy of it all in another folder."""
        ignored = shutil.ignore_patterns("store.ballast")  # it is made again, and it is large
        return Laptop(Path(shutil.copytree(self.root, to, dirs_exist_ok=True, ignore=ignored)))

    def opened(self, clock: FixedClock | None = None, passphrase: str = PASSPHRASE) -> Unlocked:
        """Unlock it as the next start would, a day later if no clock is given; close the store at the end."""
        return unlock(self.store, USER, passphrase, clock or FixedClock(NOON + timedelta(days=1)), floor=CHEAP)


def make_laptop(root: Path, *, notes: int = 5) -> Laptop:
    """Set a laptop up, with Dana, some notes about her, and a hub that it trusts; closed."""
    laptop = Laptop(root)
    for folder in (laptop.stick, laptop.choices):
        folder.mkdir(parents=True)
    opened = set_up(laptop.store, _JO, PASSPHRASE, RecoveryCode.make(), FixedClock(NOON), cost=CHEAP)
    with opened.store as store:
        with store.unit_of_work(opened.worker_id) as uow:
            uow.add(Person(name=DANA, wing="W0"))
        for number in range(1, notes + 1):
            add_note(store, opened.worker_id, f"Note {number}")
        trust(store, opened.worker_id, laptop.hub.invitation)
    return laptop


def add_note(store: Store, worker_id: str, words: str) -> str:
    """Add a note about Dana and change her wing, in one unit of work; return the note's id."""
    with store.unit_of_work(worker_id) as uow:
        table = Person.table()
        dana = str(uow.connection.execute(select(table.c.id).where(table.c.name == DANA)).scalar_one())
        note = uow.add(Note(person_id=dana, on=uow.clock.today(), words=words))
        uow.change(uow.get(Person, dana), wing=f"W{words}"[:20])
    return note.id

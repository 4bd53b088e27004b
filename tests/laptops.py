"""Laptops and a centre of their own for one test: real stores, a hub tried in a folder, and sticks between them."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.setting_values import Sharing
from linkworker.hub.engine import Hub
from linkworker.hub.enrolment import enrol
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.staff import staff
from linkworker.records.person import Person
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.met import Met
from linkworker.sync.own_identities import device
from linkworker.sync.syncing import meet_folder, take_in_folder
from linkworker.sync.trust import trust
from linkworker.vault.devices import become_new_device
from linkworker.vault.store import Store
from made_once import copied_hub, laptop_once

OPEN = Sharing.UNLESS_WITHHELD


class Laptop:
    """One laptop with its worker and its stick."""

    def __init__(self, folder: Path, clock: FixedClock, name: str) -> None:
        made = laptop_once(name)
        self.key, self.worker, self.clock = made.copied(folder / "store"), made.worker, clock
        self.store = Store.open(folder / "store", self.key, clock)
        self.stick = folder / "stick"
        self.stick.mkdir()

    @property
    def device_id(self) -> str:
        """Return its id in the journal."""
        return self.store.device_id

    def add(self, name: str, **fields: object) -> str:
        """Keep a new person; return their id."""
        with self.store.unit_of_work(self.worker) as uow:
            return uow.add(Person(name=name, worker_id=self.worker, **fields)).id

    def change(self, person_id: str, **fields: object) -> None:
        """Change a person's own fields."""
        with self.store.unit_of_work(self.worker) as uow:
            uow.change(uow.get(Person, person_id), **fields)

    def copy(self) -> dict[str, bytes]:
        """Return the store's files as they lie there."""
        self.store.close()
        files = {path.name: path.read_bytes() for path in self.store.folder.iterdir() if path.is_file()}
        self.store = Store.open(self.store.folder, self.key, self.clock)
        return files

    def put_back(self, files: dict[str, bytes], *, restored: bool = True) -> None:
        """Put older files in the store's place; `restored` as the program does it, so that it is another device."""
        self.store.close()
        for path in self.store.folder.iterdir():
            if path.is_file():
                path.unlink()
        for name, data in files.items():
            (self.store.folder / name).write_bytes(data)
        self.store = Store.open(self.store.folder, self.key, self.clock)
        if restored:
            with self.store.writing() as connection:
                become_new_device(connection)
            self.store.close()
            self.store = Store.open(self.store.folder, self.key, self.clock)

    def person(self, person_id: str) -> Person | None:
        """Return a person's row, or None."""
        with self.store.reading() as connection:
            return connection.execute(Person.table().select().where(Person.table().c.id == person_id)).first()

    def meet(self) -> Met:
        """Meet the stick: take in what lies there, write what is unsent."""
        return meet_folder(self.store, self.worker, self.stick, OPEN)

    def take_in(self) -> tuple[TakenIn, ...]:
        """Take in what lies on the stick; nothing may be refused."""
        met = take_in_folder(self.store, self.worker, self.stick)
        assert met.refused == ()
        return met.taken


class Centre:
    """A hub in a folder, with somebody who works there."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.hub: Hub = copied_hub(folder / "hub", "Westshire hub", clock)
        self.by = staff(self.hub, "Casey Hall")

    def enrol(self, laptop: Laptop, instead_of: str | None = None) -> None:
        """Let a laptop and the hub know each other."""
        enrol(self.hub, self.by, device(laptop.store).public, instead_of=instead_of)
        trust(laptop.store, laptop.worker, self.hub.identity.invitation)

    def meet(self, laptop: Laptop) -> None:
        """Take in what lies on a laptop's stick, and write its receipt there."""
        for taken in receive(self.hub, [laptop.stick], clear=True):
            assert taken.why in {None, "fork"}, taken
        list(write_receipts(self.hub, laptop.stick, [laptop.device_id]))


@pytest.fixture
def centre(tmp_path: Path, clock: FixedClock) -> Iterator[Centre]:
    """A hub."""
    made = Centre(tmp_path, clock)
    with made.hub:
        yield made


@pytest.fixture
def two_laptops(tmp_path: Path, clock: FixedClock, centre: Centre) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops that are enrolled: Jo's in the prison, and Sam's outside the gate."""
    with ExitStack() as stack:
        made = []
        for name in ("Jo Brand-Taylor", "Sam Okoro"):
            folder = tmp_path / name.split()[0]
            folder.mkdir()
            laptop = Laptop(folder, clock, name)
            stack.enter_context(laptop.store)
            centre.enrol(laptop)
            made.append(laptop)
        yield made[0], made[1]


def round_trip(centre: Centre, *laptops: Laptop) -> None:
    """Let each laptop's stick go to the centre and back, until what each wrote is on all."""
    for laptop in laptops:
        laptop.meet()
        centre.meet(laptop)
    for laptop in laptops:
        list(write_receipts(centre.hub, laptop.stick, [laptop.device_id]))
        laptop.take_in()

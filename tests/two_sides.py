"""Both sides for tests of the hub: laptops with real encrypted stores, and files carried between them and the hub."""

from sqlalchemy import select

from linkworker.base.setting_values import Sharing
from linkworker.hub.enrolment import enrol
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.staff import staff
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.export import export, waiting
from linkworker.sync.inbox import take_in
from linkworker.sync.order import ReceiptPlace, place_of_receipt
from linkworker.sync.own_identities import device
from linkworker.sync.receipt_lines import DirectoryRow
from linkworker.sync.receipt_reading import receipt_lines, verify_receipt
from linkworker.sync.receipts_taken import receipts_taken
from linkworker.sync.trust import trust, trusted_hub
from linkworker.vault.devices import become_new_device
from linkworker.vault.store import Store
from made_once import laptop_once

OPEN = Sharing.UNLESS_WITHHELD


class Laptop:
    """A laptop with one worker; `stick` is the folder that it writes to and reads from."""

    def __init__(self, folder, clock, name):
        self.clock, self.name, self.stick = clock, name, folder / "stick"
        self.stick.mkdir(parents=True)
        made = laptop_once(name)
        self.key, self.worker = made.copied(folder / "store"), made.worker
        self.store = Store.open(folder / "store", self.key, clock)
        self.directory = []

    @property
    def public(self):
        return device(self.store).public

    @property
    def id(self):
        return self.store.device_id

    def join(self, hub, **more):
        """Trust the hub and be enrolled there."""
        trust(self.store, self.worker, hub.identity.invitation)
        return enrol(hub, staff(hub, "Robin Hale"), self.public, **more)

    def add(self, name, **fields):
        """Add a person with a note; return their id."""
        with self.store.unit_of_work(self.worker) as uow:
            person = uow.add(Person(name=name, worker_id=self.worker, **fields)).id
            uow.add(Note(person_id=person, on=self.clock.today(), words=f"Met {name}"))
        return person

    def change(self, person_id, **fields):
        with self.store.unit_of_work(self.worker) as uow:
            uow.change(uow.get(Person, person_id), **fields)

    def note(self, person_id, words):
        with self.store.unit_of_work(self.worker) as uow:
            return uow.add(Note(person_id=person_id, on=self.clock.today(), words=words)).id

    def send(self):
        """Export what is unsent; return the files."""
        return [each.path for each in export(self.store, self.worker, self.stick, OPEN).bundles]

    def has_unsent(self):
        return waiting(self.store, OPEN) is not None

    def read(self, path):
        """Verify a receipt; return what it says, where it stands, and its lines."""
        mine, hub = device(self.store), trusted_hub(self.store)
        verified = verify_receipt(path, mine, hub)
        with self.store.reading() as connection:
            place = place_of_receipt(verified.facts, verified.hash, receipts_taken(connection, self.id))
        return verified, place, list(receipt_lines(path, mine, verified))

    def take(self, path):
        """Take a receipt in; return what it says."""
        verified, place, lines = self.read(path)
        assert place == ReceiptPlace.NEXT, place
        take_in(self.store, self.worker, path)
        self.directory += [each for each in lines if isinstance(each, DirectoryRow)]
        return verified.facts

    def person(self, person_id):
        """Return a person's row, or None."""
        with self.store.reading() as connection:
            return connection.execute(select(Person.table()).where(Person.table().c.id == person_id)).first()

    def notes(self, person_id):
        with self.store.reading() as connection:
            table = Note.table()
            return sorted(connection.execute(select(table.c.words).where(table.c.person_id == person_id)).scalars())


def carry_up(hub, *laptops):
    """Let each laptop export and the hub take it in; return what became of the bundles."""
    return [taken for laptop in laptops if laptop.has_unsent() for taken in receive(hub, laptop.send())]


def carry_down(hub, *laptops):
    """Let the hub write receipts and each laptop take its in; return their facts by laptop."""
    found = {}
    for laptop in laptops:
        (made,) = write_receipts(hub, laptop.stick, [laptop.id])
        found[laptop.name] = laptop.take(made.path)
    return found


def hub_person(hub, person_id):
    """Return a person's row at the hub, or None."""
    with hub.reading() as connection:
        return connection.execute(select(Person.table()).where(Person.table().c.id == person_id)).first()


def copy_of(laptop):
    """Return what lies in the folder of a laptop whose store is closed."""
    return {path.name: path.read_bytes() for path in laptop.store.folder.iterdir() if path.is_file()}


def put_back(laptop, copy, clock):
    """Put a copy in the place of a laptop's closed store, and open it."""
    for path in laptop.store.folder.iterdir():
        if path.is_file():
            path.unlink()
    for name, data in copy.items():
        (laptop.store.folder / name).write_bytes(data)
    laptop.store = Store.open(laptop.store.folder, laptop.key, clock)


def become_another(laptop, clock):
    """Give a laptop a new device id, as a restore does."""
    with laptop.store.writing() as connection:
        become_new_device(connection)
    laptop.store.close()
    laptop.store = Store.open(laptop.store.folder, laptop.key, clock)

"""Exporting after a backup was restored: nothing that the centre has no receipt for is lost, and no chain forks."""

import errno
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from linkworker.base.setting_values import Sharing
from linkworker.casework.restoring import offer, restore
from linkworker.casework.setting_up import NewWorker, set_up, unlock
from linkworker.records.person import Person
from linkworker.sync.export import export, make_again, waiting
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_against
from linkworker.sync.own_identities import own_identities
from linkworker.sync.problems import NotWritten, SealedToAnother
from linkworker.sync.receipt import ReceiptFacts, Status
from linkworker.sync.receipt_reading import verify_receipt
from linkworker.sync.receipt_sealing import write_receipt
from linkworker.sync.receipts_taken import note_receipt_taken, receipts_taken
from linkworker.sync.trust import trust
from linkworker.sync.unseal import entries, verify
from linkworker.vault.backups import list_backups, make_backup
from linkworker.vault.cost import Cost
from linkworker.vault.medium import NotCopied, copy_to
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.store import STORE_NAME

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
OPEN = Sharing.UNLESS_WITHHELD
STAFF = {"Jo Brand-Taylor", "HMP Fenwick wellbeing team", "Westshire hub"}


def add(store, *people):
    """Keep people."""
    with store.unit_of_work(None) as uow:
        for name in people:
            uow.add(Person(name=name))


class Centre:
    """What a hub has: each device's bundles by number, and the names in them. Another hash is put aside."""

    def __init__(self):
        self.identity = HubIdentity.make("Westshire hub")
        self.bundles, self.names, self.aside = {}, set(), []

    def takes(self, stick, store):
        """Take in every bundle on a stick, each device's in order; then the stick is empty."""
        known = [own.public for own in own_identities(store)]
        found = [(verify(path, self.identity, known), path) for path in stick.glob("*.age")]
        for verified, path in sorted(found, key=lambda one: one[0].manifest.facts.number):
            facts = verified.manifest.facts
            held = self.bundles.setdefault((facts.device, facts.number), verified.hash)
            lines = check_against(facts, entries(path, self.identity, verified), None)
            names = [line.values["name"][1] for line in lines if line.values and "name" in line.values]
            if held == verified.hash:
                self.names.update(names)
            else:
                self.aside.append(names)
            path.unlink()


@pytest.fixture
def centre():
    """A hub."""
    return Centre()


@pytest.fixture
def stick(tmp_path):
    """An empty stick."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def folder(tmp_path, clock, centre, stick):
    """A laptop: Ali is in bundle 1, which was written and has no receipt; Bea is unsent; then there was a backup."""
    opened = set_up(tmp_path / "desk", JO, PASSPHRASE, RecoveryCode.make(), clock, cost=CHEAP)
    with closing(opened.store) as store:
        trust(store, opened.worker_id, centre.identity.invitation)
        add(store, "Ali Mansour")
        export(store, opened.worker_id, stick, OPEN)
        add(store, "Bea Okafor")
        make_backup(store, clock.now())
        clock.advance(timedelta(hours=1))
    return tmp_path / "desk"


def restored(folder, clock):
    """Lose the store, and restore the backup; return it open, with its worker."""
    (folder / STORE_NAME).unlink()
    done = restore(folder, offer(folder, None, PASSPHRASE, clock, floor=CHEAP), clock)
    return done.unlocked


@pytest.mark.parametrize("arrived", [True, False])
def test_what_has_no_receipt_goes_again_the_same_to_the_hash(folder, clock, centre, stick, arrived):
    """Whether bundle 1 arrived or was lost with its stick, Ali is there once, and nothing is put aside."""
    opened = restored(folder, clock)
    with closing(opened.store) as store:
        if arrived:
            centre.takes(stick, store)
        for file in stick.iterdir():
            file.unlink()
        add(store, "Cal Reed")
        assert waiting(store, OPEN) is not None
        export(store, opened.worker_id, stick, OPEN)
        centre.takes(stick, store)
        assert centre.names == {"Ali Mansour", "Bea Okafor", "Cal Reed"} | STAFF
        assert centre.aside == []
        # One more export writes only what is new: what went again is not written for ever.
        add(store, "Dee Marsh")
        export(store, opened.worker_id, stick, OPEN)
        assert len(list(stick.iterdir())) == 1


def test_a_bundle_made_after_the_backup_costs_nothing(folder, clock, centre, stick):
    """It arrived; the restored laptop knows nothing of it. What it sends of that again is put aside: all is there."""
    opened = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with closing(opened.store) as store:
        add(store, "Eve Lost")
        export(store, opened.worker_id, stick, OPEN)
        centre.takes(stick, store)
    opened = restored(folder, clock)
    with closing(opened.store) as store:
        add(store, "Cal Reed")
        export(store, opened.worker_id, stick, OPEN)
        centre.takes(stick, store)
        assert centre.names == {"Ali Mansour", "Bea Okafor", "Eve Lost", "Cal Reed"} | STAFF
        assert all(set(names) <= centre.names for names in centre.aside)
        assert len(centre.aside) == 1


def test_a_receipt_to_the_former_device_can_still_be_opened(folder, clock, centre, stick, tmp_path):
    """Its key was kept; the laptop has a new one of each kind, and tells the hub which device it was."""
    opened = restored(folder, clock)
    with closing(opened.store) as store:
        former, now = own_identities(store)
    assert former.recipient != now.recipient
    assert (former.former, now.former) == ((), (former.device,))
    facts = ReceiptFacts(
        schema=1, program="0.1.0", hub=centre.identity.hub, device=former.device, number=1, previous=None,
        made_at="2026-08-07T09:30:00.000Z", status=Status.ENDED,
    )  # fmt: skip
    out = write_receipt(facts, list, centre.identity, former.public, tmp_path / "receipt.age").path
    assert verify_receipt(out, former, centre.identity.invitation).facts == facts
    with pytest.raises(SealedToAnother):
        verify_receipt(out, now, centre.identity.invitation)


def test_a_receipt_that_was_taken_in_is_told_by_the_next_bundle(folder, clock, stick):
    """By its number; the newest are known again by their hashes."""
    opened = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with closing(opened.store) as store:
        with store.writing() as connection:
            for number in range(1, 61):
                note_receipt_taken(connection, store.device_id, number, f"{number:064x}")
            taken = receipts_taken(connection, store.device_id)
        assert (min(taken), max(taken), taken[60]) == (11, 60, f"{60:064x}")
        assert export(store, opened.worker_id, stick, OPEN).last.manifest.facts.receipt == 60


def test_the_account_names_the_bundles_that_went_after_the_backup(folder, clock, stick):
    """With their entries, while the store still tells."""
    opened = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    with closing(opened.store) as store:
        add(store, "Eve Lost")
        export(store, opened.worker_id, stick, OPEN)
    said = offer(folder, None, PASSPHRASE, clock, floor=CHEAP).lost.sentences()
    assert len(said) == 3
    assert said[2].startswith("Bundle 2, with entries ")
    assert said[2].endswith("was exported after it. Ask the centre what is in it.")


def test_a_read_only_medium_is_said_in_one_sentence(folder, clock, tmp_path, monkeypatch):
    """Exporting to it, and copying a backup to it."""
    opened = unlock(folder, None, PASSPHRASE, clock, floor=CHEAP)
    stick = tmp_path / "locked"
    stick.mkdir()

    def refused(*_, **__):
        raise OSError(errno.EROFS, "read-only")

    with closing(opened.store) as store:
        made = list_backups(folder)[0]
        monkeypatch.setattr(Path, "open", refused)
        monkeypatch.setattr(Path, "mkdir", refused)
        with pytest.raises(NotWritten, match=r"does not let anything be written\. Nothing is lost"):
            make_again(store, opened.worker_id, stick, 1, sharing=OPEN)
        with pytest.raises(NotCopied, match="does not let anything be written"):
            copy_to(made, stick, store.copier.key)

"""Bundles never go beyond what fits the medium, and what does not fit stays unsent and is said."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from linkworker.base.setting_values import Sharing
from linkworker.journal import outbox
from linkworker.journal.tables import BUNDLE
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync import making
from linkworker.sync.caps import shipped_caps
from linkworker.sync.export import NoRoom, export, waiting
from linkworker.sync.fitting import free_room, how_many_fit, sealed_at_most
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_against
from linkworker.sync.own_identities import device
from linkworker.sync.trust import trust
from linkworker.sync.unseal import entries, verify

OPEN = Sharing.UNLESS_WITHHELD


@pytest.fixture
def hub(store, worker):
    """A hub that this laptop trusts."""
    made = HubIdentity.make("Westshire hub")
    trust(store, worker, made.invitation)
    return made


@pytest.fixture
def noted(store, worker):
    """A person with 60 notes that pack badly."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Mansour")).id
    for number in range(60):
        with store.unit_of_work(worker) as uow:
            words = hashlib.shake_128(b"%d" % number).hexdigest(400)
            uow.add(Note(person_id=person, on=uow.clock.today(), words=words))
    return person


def opened(store, hub, sealed):
    """Every line of a bundle, proved at the hub."""
    verified = verify(sealed.path, hub, [device(store).public])
    return list(check_against(verified.manifest.facts, entries(sealed.path, hub, verified)))


def test_a_stick_takes_what_it_has_room_for_and_another_stick_the_rest(store, worker, hub, noted, tmp_path):
    """No file is larger than the room; nothing goes twice and nothing is left out; the numbers go on."""
    all_of_it = waiting(store, OPEN).entries
    sticks, found = 0, []
    while True:
        sticks += 1
        stick = tmp_path / f"stick {sticks}"
        stick.mkdir()
        done = export(store, worker, stick, OPEN, room=24_000)
        assert sum(sealed.path.stat().st_size for sealed in done.bundles) <= 24_000
        found += [line.header["seq"] for sealed in done.bundles for line in opened(store, hub, sealed)]
        if not done.left:
            break
        assert done.left_words == f"{done.left} entries did not fit and stay unsent. Bring another stick."
        assert waiting(store, OPEN).entries == done.left + 1  # and the note that something was exported
    assert sticks > 1
    assert found == list(range(1, all_of_it + sticks))
    assert done.left_words == ""


def test_with_no_room_nothing_is_written_and_no_number_is_used(store, worker, hub, noted, tmp_path):
    """One sentence that says what to do."""
    with pytest.raises(NoRoom, match="Bring another stick"):
        export(store, worker, tmp_path, OPEN, room=2_000)
    assert list(tmp_path.glob("*.age")) == []
    assert waiting(store, OPEN).number == 1
    assert len(export(store, worker, tmp_path, OPEN, room=1 << 30).bundles) == 1


def test_much_goes_in_several_bundles(store, worker, hub, noted, tmp_path, monkeypatch):
    """Each begins where the one before ended."""
    monkeypatch.setattr(making, "shipped_caps", lambda: replace(shipped_caps(), bundle_entries=25))
    done = export(store, worker, tmp_path, OPEN)
    facts = [sealed.manifest.facts for sealed in done.bundles]
    assert [each.count for each in facts[:-1]] == [25] * (len(facts) - 1)
    assert [each.number for each in facts] == list(range(1, len(facts) + 1))
    for before, after, sealed in zip(facts, facts[1:], done.bundles, strict=False):
        assert (after.first, after.head_before, after.previous) == (before.last + 1, before.head, sealed.hash)
    assert sum(len(opened(store, hub, sealed)) for sealed in done.bundles) == facts[-1].last


def test_values_released_late_go_as_far_as_there_is_room(store, worker, hub, noted, tmp_path):
    """The rest goes with the next export."""
    export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    released = []
    for _ in range(6):
        done = export(store, worker, tmp_path, OPEN, room=24_000)
        assert done.last.size <= 24_000
        released.append(done.last.manifest.facts.released)
        opened(store, hub, done.last)
    assert sum(released) == 61
    assert released[0] < 61


def test_a_bundle_that_was_made_and_does_not_fit_waits_for_a_larger_stick(store, worker, hub, noted, tmp_path):
    """Its number stands for its entries already, so it is not split; all that is unsent is said to be left."""
    (tmp_path / "gone").mkdir()
    name = tmp_path / "gone" / f"linkworker-{device(store).public.short}-000001.age"
    (name / "in the way").mkdir(parents=True)
    with pytest.raises(Exception, match="not written"):
        export(store, worker, tmp_path / "gone", OPEN)
    with pytest.raises(NoRoom):
        export(store, worker, tmp_path, OPEN, room=20_000)
    assert export(store, worker, tmp_path, OPEN, room=1 << 20).last.manifest.facts.number == 1


def test_the_room_of_a_folder_is_what_the_system_says(tmp_path, monkeypatch):
    """A little is kept free; where the system says nothing, the drive itself does."""
    assert 0 < free_room(tmp_path) < shutil.disk_usage(tmp_path).free

    def silent(_folder):
        raise OSError(5, "no answer")

    monkeypatch.setattr(shutil, "disk_usage", silent)
    assert free_room(Path("nowhere")) is None


@pytest.mark.parametrize("room", [6_000, 20_000, 60_000, 10_000_000])
def test_as_many_lines_are_said_to_fit_as_do(room, journal_of, sealed):
    """Sealed, they take no more than the room; and no more than was said beforehand of their bytes."""
    journal = journal_of(150, note_length=200)
    number = how_many_fit(journal.lines, room)
    made = sealed(journal_of(number, note_length=200)) if number else None
    assert made is None or made.size <= room
    assert made is None or made.size <= sealed_at_most(made.manifest.members[0].size)
    assert (number == 150) == (room > 100_000)
    assert number > 0 or room < 10_000


def test_a_receipt_that_came_is_noted_for_all_bundles_before(store, worker, hub, noted, tmp_path):
    """By any name of the newest; not by a hash that was never made here."""
    first = export(store, worker, tmp_path, OPEN).last
    second = export(store, worker, tmp_path, OPEN).last
    now = store.clock.now()
    with store.writing() as connection:
        assert not outbox.receipted(connection, store.device_id, 2, first.hash, now)
        assert not outbox.receipted(connection, store.device_id, 7, second.hash, now)
        assert outbox.unreceipted(connection, store.device_id) == (1, 2)
        assert outbox.receipted(connection, store.device_id, 1, first.hash, now)
        assert outbox.unreceipted(connection, store.device_id) == (2,)
        assert outbox.receipted(connection, store.device_id, 2, second.hash, now)
        assert outbox.unreceipted(connection, store.device_id) == ()


def test_the_entries_that_the_centre_has_are_noted_in_whatever_bundles_they_went(store, worker, hub, noted, tmp_path):
    """A chain that ends elsewhere is found out, as far as the laptop knows it."""
    sealed = export(store, worker, tmp_path, OPEN).last.manifest.facts
    export(store, worker, tmp_path, OPEN)
    export(store, worker, tmp_path, OPEN)
    now = store.clock.now()
    with store.writing() as connection:
        connection.execute(update(BUNDLE).where(BUNDLE.c.number == 3).values(written_at=None))
        assert not outbox.receipted_entries(connection, store.device_id, sealed.last, "0" * 64, now)
        assert outbox.receipted_entries(connection, store.device_id, sealed.last, sealed.head, now)
        assert outbox.unreceipted(connection, store.device_id) == (2, 3)
        assert outbox.receipted_entries(connection, store.device_id, sealed.last + 50, "0" * 64, now, but=(2,))
        assert outbox.unreceipted(connection, store.device_id) == (2, 3)
        assert outbox.receipted_entries(connection, store.device_id, sealed.last + 50, "0" * 64, now)
        assert outbox.unreceipted(connection, store.device_id) == (3,)

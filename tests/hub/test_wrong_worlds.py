"""Clocks that are off, programs of other versions, cloned laptops, new keys, and a database that goes away."""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from linkworker.base.clock import FixedClock
from linkworker.base.errors import NotFound
from linkworker.casework.consent.withholding import let_leave, withhold
from linkworker.hub import ingest as module
from linkworker.hub.devices import device
from linkworker.hub.directory import take_directory
from linkworker.hub.forks import accept_fork, forks
from linkworker.hub.ingest import ingest
from linkworker.hub.keeping import NotKept
from linkworker.hub.people import holders
from linkworker.hub.receipts import write_receipts
from linkworker.hub.receiving import receive
from linkworker.hub.rekey import rekey
from linkworker.hub.restored import go_on_as_another
from linkworker.hub.staff import staff
from linkworker.hub.status import status
from linkworker.hub.tables import HUB_DEVICE
from linkworker.hub.transfer import transfer
from linkworker.hub.trouble import DatabaseFull, DatabaseGone
from linkworker.journal import canonical, outbox
from linkworker.journal.tables import ENTRY
from linkworker.sync.export import export
from linkworker.sync.identity import key_id
from linkworker.vault.store import Store
from two_sides import OPEN, carry_down, carry_up, hub_person


def clock_of(hub):
    with hub.reading() as connection:
        (found,) = status(connection, key_id(hub.identity.recipient)).devices
    return found.clock


@pytest.mark.parametrize(("minutes", "mark"), [(9, None), (11, "ahead"), (-500, None)])
def test_a_bundle_from_the_future_shows_a_clock_that_is_ahead(trial, jo, clock, minutes, mark):
    """One from the past may have lain on a stick."""
    jo.join(trial)
    jo.add("Ali Mansour")
    files = jo.send()
    trial.clock = FixedClock(clock.now() - timedelta(minutes=minutes))
    (taken,) = receive(trial, files)
    assert (taken.clock, clock_of(trial)) == (mark, mark)
    (made,) = write_receipts(trial, jo.stick)
    facts = jo.read(made.path)[0].facts
    assert facts.clock.bundle_made_at != facts.clock.received_at


@pytest.mark.parametrize(("minutes", "mark"), [(-11, "behind"), (11, "ahead"), (5, None)])
def test_over_a_network_a_clock_that_is_behind_shows_too(trial, jo, clock, minutes, mark):
    """There the laptop's time at sending is known."""
    jo.join(trial)
    jo.add("Ali Mansour")
    (path,) = jo.send()
    assert ingest(trial, path, sent_at=clock.now() + timedelta(minutes=minutes)).clock == mark


def test_a_program_more_than_two_versions_back_is_told_to_update(trial, jo, monkeypatch):
    """It is refused with a code that the laptop shows, and can come in once the program is newer."""
    jo.join(trial)
    jo.add("Ali Mansour")
    files = jo.send()
    with monkeypatch.context() as patch:
        patch.setattr(module, "STEPS", (*module.STEPS, *module.STEPS[:3]))
        assert [each.why for each in receive(trial, files)] == ["update"]
    assert [each.state for each in receive(trial, files)] == ["taken-in"]
    assert list(trial.quarantine.iterdir()) == []


@pytest.fixture
def twins(hub, jo, clock, tmp_path):
    """Jo's laptop copied disk and all; both write on, and both send."""
    jo.join(hub)
    ali = jo.add("Ali Mansour")
    carry_up(hub, jo)
    jo.store.close()
    there = tmp_path / "copy"
    there.mkdir()
    for path in jo.store.folder.iterdir():
        if path.is_file() and "lock" not in path.name:
            (there / path.name).write_bytes(path.read_bytes())
    jo.store = Store.open(jo.store.folder, jo.key, clock)
    jo.change(ali, wing="B2")
    carry_up(hub, jo)
    mine = jo.store
    jo.store = Store.open(there, jo.key, clock)
    jo.change(ali, area="Westport")
    taken = carry_up(hub, jo)
    jo.change(ali, address="1 Mill Lane")
    taken += carry_up(hub, jo)
    jo.store.close()
    jo.store = mine
    return ali, taken


def test_a_copied_laptop_is_found_out(hub, jo, twins):
    """The second bundle under a number is put aside, and so is what follows it; the first line goes on."""
    ali, taken = twins
    assert [(each.state, each.why) for each in taken] == [("fork", "fork"), ("fork", "fork")]
    with hub.reading() as connection:
        assert [each.number for each in forks(connection, jo.id)] == [2, 3]
    jo.change(ali, wing="C3")
    assert [each.state for each in carry_up(hub, jo)] == ["taken-in"]
    (made,) = write_receipts(hub, jo.stick)
    assert [each.why for each in jo.read(made.path)[0].facts.refused] == ["fork", "fork"]


def test_a_fork_that_is_accepted_is_kept_whole(hub, jo, twins):
    """What the copy wrote stands beside what the first one wrote, and comes back down to the laptop."""
    ali, _ = twins
    by = staff(hub, "Robin Hale")
    with hub.reading() as connection:
        laptop = device(connection, jo.id)
    assert [each.state for each in accept_fork(hub, by, laptop, 2)] == ["taken-in", "taken-in"]
    row = hub_person(hub, ali)
    assert (row.wing, row.area, row.address) == ("B2", "Westport", "1 Mill Lane")
    carry_down(hub, jo)
    assert jo.person(ali).area == "Westport"
    with pytest.raises(NotFound):
        list(accept_fork(hub, by, laptop, 9))


def test_what_waits_behind_a_fork_comes_in_with_it(hub, jo, twins, tmp_path, clock):
    """The copy's last bundle came before the one that it follows."""
    ali, _ = twins
    mine, jo.store = jo.store, Store.open(tmp_path / "copy", jo.key, clock)
    jo.change(ali, risk_level="low")
    fourth = jo.send()
    jo.change(ali, safeguarding=True)
    assert [each.state for each in carry_up(hub, jo)] == ["waiting"]
    jo.store.close()
    jo.store = mine
    assert [each.state for each in receive(hub, fourth)] == ["waiting"]
    with hub.reading() as connection:
        laptop = device(connection, jo.id)
    came = list(accept_fork(hub, staff(hub, "Robin Hale"), laptop, 2))
    assert [(each.number, each.state) for each in came] == [(number, "taken-in") for number in (2, 3, 4, 5)]
    assert hub_person(hub, ali).safeguarding


def test_what_a_copy_made_belongs_to_the_laptop(hub, jo, sam, twins, tmp_path, clock):
    """People, who are told to leave it when they are given on; and values that the copy kept back for a while."""
    ali, _ = twins
    sam.join(hub)
    by = staff(hub, "Robin Hale")
    with hub.reading() as connection:
        laptop = device(connection, jo.id)
    jo.change(ali, wing="D1")
    carry_up(hub, jo)
    list(accept_fork(hub, by, laptop, 2))
    mine, copy = jo.store, Store.open(tmp_path / "copy", jo.key, clock)
    jo.store = copy
    cal, dee, note = jo.add("Cal Reed"), jo.add("Dee Fox"), jo.note(ali, "Only here")
    with jo.store.unit_of_work(jo.worker) as uow:
        withhold(uow, ali, note)
    carry_up(hub, jo)
    with hub.reading() as connection:
        assert holders(connection, cal) == holders(connection, dee) == {jo.id: "here"}
    transfer(hub, by, dee, sam.id)
    jo.store = mine
    facts = carry_down(hub, jo)[jo.name]
    assert {each.person: str(each.state) for each in facts.people} == {ali: "here", cal: "here", dee: "leaving"}
    carry_up(hub, jo)
    assert (jo.notes(cal), jo.notes(ali)) == (["Met Cal Reed"], ["Met Ali Mansour"])
    jo.store = copy
    with jo.store.unit_of_work(jo.worker) as uow:
        let_leave(uow, ali, note)
    assert [str(each.state) for each in carry_up(hub, jo)] == ["taken-in"]
    copy.close()
    jo.store = mine
    carry_down(hub, jo)
    assert jo.notes(ali) == ["Met Ali Mansour", "Only here"]
    jo.change(ali, wing="D2")  # the copy's numbers were ahead, and none of its entries stands where this one belongs
    assert [str(each.state) for each in carry_up(hub, jo)] == ["taken-in"]


def test_new_keys_go_down_under_the_old_ones(either, jo, sam, reopened):
    """What was sealed to the old key still comes in; a laptop that has heard seals to the new one."""
    jo.join(either)
    sam.join(either)
    jo.add("Ali Mansour")
    carry_up(either, jo, sam)
    bea = jo.add("Bea Okafor")
    on_the_way = jo.send()
    old = either.identity.recipient
    rekey(either, staff(either, "Robin Hale"))
    hub = reopened(either)
    assert hub.identity.recipient != old
    assert [each.state for each in receive(hub, on_the_way)] == ["taken-in"]
    facts = carry_down(hub, jo)[jo.name]
    assert facts.new_keys.recipient == hub.identity.recipient
    jo.add("Cal Reed")
    assert {each.state for each in carry_up(hub, jo)} == {"taken-in"}
    assert carry_down(hub, jo)[jo.name].new_keys is None
    with hub.reading() as connection:
        found = {each.short: each.old_keys for each in status(connection, key_id(hub.identity.recipient)).devices}
    assert found == {jo.public.short: False, sam.public.short: True}
    assert hub_person(hub, bea) is not None


def cut_off(hub, connection):
    mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with hub.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
    connection.execute(text("SELECT 1"))


def filled_up(hub, connection):
    connection.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$"))


@pytest.mark.parametrize(("trouble", "said"), [(cut_off, DatabaseGone), (filled_up, DatabaseFull)])
def test_a_database_that_fails_in_the_middle_leaves_nothing_half_done(hub, jo, monkeypatch, trouble, said):
    """One plain sentence; the stick stays as it was, and the same file comes in afterwards."""
    jo.join(hub)
    ali = jo.add("Ali Mansour")
    (path,) = jo.send()
    real = module.note_names

    def fail(connection, *given):
        real(connection, *given)
        trouble(hub, connection)

    with monkeypatch.context() as patch:
        patch.setattr(module, "note_names", fail)
        with pytest.raises(said):
            list(receive(hub, [jo.stick], clear=True))
    assert (hub_person(hub, ali), path.exists()) == (None, True)
    assert list(hub.quarantine.iterdir()) == []
    assert [each.state for each in receive(hub, [jo.stick], clear=True)] == ["taken-in"]


def test_a_folder_of_the_hub_that_takes_no_file_is_said_plainly(trial, jo):
    """Nothing is noted of a file that could not be kept; once it can be, the same run goes on."""
    jo.join(trial)
    jo.add("Ali Mansour")
    (first,) = jo.send()
    jo.add("Bea Okafor")
    (second,) = jo.send()
    trial.inbox.rmdir()
    trial.inbox.write_text("in the way", encoding="utf-8")
    with pytest.raises(NotKept, match="Nothing was half done"):
        list(receive(trial, [second]))
    trial.inbox.unlink()
    trial.inbox.mkdir()
    assert [each.state for each in receive(trial, [second, first])] == ["taken-in", "taken-in"]


def test_a_text_with_nul_is_refused_alike_on_both_databases(either, jo, monkeypatch):
    """No program of ours writes one; PostgreSQL could not keep it. A backslash and the same letters are only text."""
    jo.join(either)
    ali = jo.add("Ali Mansour", wing="\\u0000")
    assert [each.state for each in carry_up(either, jo)] == ["taken-in"]
    with monkeypatch.context() as patch:
        patch.setattr(canonical, "_text", lambda value: value)
        jo.change(ali, wing="B\0")
    assert [(each.state, each.why, each.fault) for each in carry_up(either, jo)] == [("refused", "nul", "")]
    assert hub_person(either, ali).wing == "\\u0000"


def test_a_hub_put_back_from_a_backup_says_no_number_twice(trial, jo):
    """The laptop's bundle tells which receipt it has; the next one is above it."""
    jo.join(trial)
    jo.add("Ali Mansour")
    carry_up(trial, jo)
    for _ in range(3):
        carry_down(trial, jo)
    with trial.writing() as connection:
        connection.execute(update(HUB_DEVICE).values(receipts=0))
        connection.execute(text("DELETE FROM hub_receipt"))
    before = trial.device_id
    assert go_on_as_another(trial, staff(trial, "Robin Hale")) == trial.device_id != before
    carry_up(trial, jo)
    assert carry_down(trial, jo)[jo.name].number == 4


def test_a_directory_goes_down_once_and_then_what_changed(trial, jo):
    """Rows of a feed, not entries."""
    jo.join(trial)
    by = staff(trial, "Robin Hale")
    official = Path(__file__).parent.parent / "data" / "open-referral-uk-3.0" / "examples"
    _, first = take_directory(trial, by, official, "westshire")
    _, again = take_directory(trial, by, official, "westshire")
    assert (first, again) == (5, 0)
    carry_down(trial, jo)
    assert len(jo.directory) == first
    assert {row.feed for row in jo.directory} == {"westshire"}
    carry_up(trial, jo)
    assert carry_down(trial, jo)[jo.name].counts.directory == 0


def test_what_a_copy_brought_first_stands_where_the_laptop_says(either, jo, sam, clock, tmp_path):
    """Copied with much unsent; the copy is accepted before the second of the laptop's two sticks is here."""
    jo.join(either)
    sam.join(either)
    by = staff(either, "Robin Hale")
    ali = jo.add("Ali Mansour")
    for number in range(60):
        jo.note(ali, hashlib.shake_128(b"%d" % number).hexdigest(400))
    jo.store.close()
    there = tmp_path / "copy"
    shutil.copytree(jo.store.folder, there, ignore=shutil.ignore_patterns("*lock*"))
    jo.store = Store.open(jo.store.folder, jo.key, clock)
    first = export(jo.store, jo.worker, jo.stick, OPEN, room=24_000)
    assert first.left
    assert [each.state for each in receive(either, [first.last.path])] == ["taken-in"]
    mine, jo.store = jo.store, Store.open(there, jo.key, clock)
    only_there = jo.add("Bea Okafor")
    assert [each.state for each in carry_up(either, jo)] == ["fork"]
    with either.reading() as connection:
        laptop = device(connection, jo.id)
    assert [each.state for each in accept_fork(either, by, laptop, 1)] == ["taken-in"]
    transfer(either, by, ali, sam.id)
    jo.store.close()
    jo.store = mine
    taken = carry_up(either, jo)
    assert {each.state for each in taken} == {"taken-in"}, taken
    with either.reading() as connection, jo.store.reading() as own:
        chain = select(ENTRY.c.seq, ENTRY.c.id).where(ENTRY.c.device_id == jo.id)
        sent = outbox.sent(own, jo.id)[-1].last
        told = [tuple(row) for row in own.execute(chain.where(ENTRY.c.seq <= sent).order_by(ENTRY.c.seq))]
        assert [tuple(row) for row in connection.execute(chain.order_by(ENTRY.c.seq))] == told
        assert holders(connection, only_there) == {jo.id: "here"}
    carry_down(either, jo, sam)
    assert len(sam.notes(ali)) == 61
    assert sam.notes(ali) == jo.notes(ali)
    assert jo.notes(only_there) == ["Met Bea Okafor"]

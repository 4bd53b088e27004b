"""From the journal to a sealed bundle and back, on a real store."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from faults.small_disk import NOT_HERE, small_disk
from linkworker.base.errors import NotFound, Refused
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.consenting import record_consent
from linkworker.casework.consent.withholding import CENTRAL, withhold
from linkworker.casework.people.looking import saw
from linkworker.journal import history, outbox
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.bundle_standing import BundleState
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.export import NoRoom, _check_folder, export, make_again, waiting
from linkworker.sync.going_up import worth_writing, write_what_is_unsent
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_against, commits
from linkworker.sync.own_identities import device
from linkworker.sync.problems import NotWritten
from linkworker.sync.standing import standing
from linkworker.sync.trust import trust, trusted_hub, trusts_a_hub
from linkworker.sync.unseal import entries, verify

OPEN = Sharing.UNLESS_WITHHELD


@pytest.fixture
def hub(store, worker):
    """A hub that this laptop trusts."""
    made = HubIdentity.make("Westshire hub")
    trust(store, worker, made.invitation)
    return made


@pytest.fixture
def people(store, worker):
    """Ids of Ali and Bea, each with a note."""
    with store.unit_of_work(worker) as uow:
        ids = [uow.add(Person(name=name)).id for name in ("Ali Mansour", "Bea Okafor")]
        for person in ids:
            uow.add(Note(person_id=person, on=uow.clock.today(), words="Talked about the garden"))
    return ids


def opened(store, hub, sealed, commits_of=None):
    """Open a bundle at the hub: every line, proved."""
    verified = verify(sealed.path, hub, [device(store).public])
    lines = entries(sealed.path, hub, verified)
    return list(check_against(verified.manifest.facts, lines, commits_of))


def names(lines):
    return {line.values["name"][1] for line in lines if line.values and "name" in line.values}


def test_everything_unsent_goes_and_opens_at_the_hub(store, worker, hub, people, tmp_path):
    """Each entry, in order, with its values."""
    sealed = export(store, worker, tmp_path, OPEN).last
    lines = opened(store, hub, sealed)
    assert {"Ali Mansour", "Bea Okafor"} <= names(lines)
    assert [line.header["seq"] for line in lines] == list(range(1, len(lines) + 1))


def test_nothing_of_a_person_is_in_the_file_or_its_name(store, worker, hub, people, tmp_path):
    """It is sealed, and the name says only which laptop and which number."""
    sealed = export(store, worker, tmp_path, OPEN).last
    assert b"Mansour" not in sealed.path.read_bytes()
    assert sealed.path.name == f"linkworker-{device(store).public.short}-000001.age"


def test_the_next_bundle_begins_where_this_one_ended(store, worker, hub, people, tmp_path):
    """It names the one before, and holds only what is new: the export itself, and what came after."""
    first = export(store, worker, tmp_path, OPEN).last
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai Rhys"))
    second = export(store, worker, tmp_path, OPEN).last
    facts = second.manifest.facts
    assert (facts.number, facts.previous, facts.first) == (2, first.hash, first.manifest.facts.last + 1)
    lines = opened(store, hub, second)
    assert [line.header["action"] for line in lines] == ["exported", "created"]
    assert facts.head_before == first.manifest.facts.head


@pytest.mark.practice(25, 26)
def test_without_consent_a_person_travels_as_bare_headers(store, worker, hub, people, tmp_path):
    """The default: only whom the person agreed to share with the centre."""
    ali, _ = people
    with store.unit_of_work(worker) as uow:
        record_consent(uow, ali, CENTRAL, given=True, how="spoken")
    sealed = export(store, worker, tmp_path, Sharing.WITH_CONSENT).last
    lines = opened(store, hub, sealed)
    assert names(lines) & {"Ali Mansour", "Bea Okafor"} == {"Ali Mansour"}
    bare = [line for line in lines if line.header["person"] == people[1]]
    assert len(bare) == 2
    assert all(line.values is None for line in bare)
    assert sealed.manifest.facts.withheld == 2


@pytest.mark.practice(25)
def test_a_later_consent_sends_what_was_held_back(store, worker, hub, people, tmp_path):
    """As values that prove against the headers of the earlier bundle."""
    first = opened(store, hub, export(store, worker, tmp_path, Sharing.WITH_CONSENT).last)
    known = {line.header["id"]: commits(line.header) for line in first if isinstance(line, EntryLine)}
    with store.unit_of_work(worker) as uow:
        record_consent(uow, people[1], CENTRAL, given=True, how="spoken")
    second = export(store, worker, tmp_path, Sharing.WITH_CONSENT).last
    released = [line for line in opened(store, hub, second, known.get) if not isinstance(line, EntryLine)]
    assert all(line.proved for line in released)
    assert {value[1] for line in released for field, value in line.values.items() if field == "name"} == {"Bea Okafor"}
    assert second.manifest.facts.released == len(released) == 2


def test_a_person_kept_here_by_a_worker_stays_whatever_the_organisation_sets(store, worker, hub, people, tmp_path):
    """And the worker sees so before the export."""
    with store.unit_of_work(worker) as uow:
        withhold(uow, people[0], why="Asked that nobody else reads it")
    before = waiting(store, OPEN)
    assert (before.people_withheld, before.number) == (1, 1)
    assert names(opened(store, hub, export(store, worker, tmp_path, OPEN).last)) & {"Ali Mansour"} == set()


def test_with_nothing_new_there_is_no_bundle(store, worker, hub, people, tmp_path):
    """An export is itself an entry, so the one after it holds that alone; then the words say what to do."""
    export(store, worker, tmp_path, OPEN)
    with store.writing() as connection:
        span = outbox.unsent(connection, store.device_id)
        outbox.keep(connection, store.device_id, span, digest="0" * 64, manifest="{}", made_at=store.clock.now())
        outbox.written(connection, store.device_id, span.number, store.clock.now())
    assert waiting(store, OPEN) is None
    with pytest.raises(Refused, match="exported already"):
        export(store, worker, tmp_path, OPEN)


def test_without_a_hub_nothing_is_sealed(store, worker, people, tmp_path):
    """The words say how to trust one."""
    with pytest.raises(Refused, match="No centre is trusted yet"):
        export(store, worker, tmp_path, OPEN)
    assert list(tmp_path.glob("*.age")) == []


def test_a_folder_that_is_not_there_is_said(store, worker, hub, people, tmp_path):
    """The stick is not in; no number is used up."""
    with pytest.raises(Refused, match="stick"):
        export(store, worker, tmp_path / "stick", OPEN)
    assert waiting(store, OPEN).number == 1


def stick_that_fails(tmp_path):
    """A folder in which the bundle's own name is taken by a folder, so that it cannot be written."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


def test_a_stick_pulled_out_loses_nothing(store, worker, hub, people, tmp_path):
    """The bundle was noted; made again it is the same inside, under the same number."""
    stick = stick_that_fails(tmp_path)
    blocked = stick / f"linkworker-{device(store).public.short}-000001.age"
    (blocked / "in the way").mkdir(parents=True)
    with pytest.raises(NotWritten):
        export(store, worker, stick, OPEN)
    (kept,) = _made(store)
    again = make_again(store, worker, tmp_path, sharing=OPEN)
    assert (again.hash, again.manifest.facts.number) == (kept.hash, 1)
    assert "Ali Mansour" in names(opened(store, hub, again))


def test_the_next_export_brings_what_the_pulled_out_stick_did_not(store, worker, hub, people, tmp_path):
    """Without the first bundle the centre could take in no later one."""
    stick = stick_that_fails(tmp_path)
    (stick / f"linkworker-{device(store).public.short}-000001.age" / "in the way").mkdir(parents=True)
    with pytest.raises(NotWritten):
        export(store, worker, stick, OPEN)
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai Rhys"))
    (tmp_path / "good").mkdir()
    second = export(store, worker, tmp_path / "good", OPEN).last
    assert second.manifest.facts.number == 2
    assert [path.name[-10:] for path in sorted((tmp_path / "good").iterdir())] == ["000001.age", "000002.age"]
    assert all(bundle.written_at for bundle in _made(store))


def test_a_bundle_that_never_lay_on_a_stick_is_shown_as_not_written(store, worker, hub, people, tmp_path):
    """All is in a bundle, so nothing is unsent; but the bundle has still to be written."""
    stick = stick_that_fails(tmp_path)
    (stick / f"linkworker-{device(store).public.short}-000001.age" / "in the way").mkdir(parents=True)
    with pytest.raises(NotWritten):
        export(store, worker, stick, OPEN)
    found = standing(store, OPEN)
    assert found.unsent is None
    assert [each.state for each in found.bundles] == [BundleState.NOT_WRITTEN]
    assert worth_writing(store)
    assert write_what_is_unsent(store, worker, tmp_path, OPEN).last.manifest.facts.number == 1
    assert not worth_writing(store)


def test_a_bundle_made_again_needs_room_too(store, worker, hub, people, tmp_path):
    """A full stick: one sentence, and nothing half-written on it."""
    export(store, worker, tmp_path, OPEN)
    with small_disk(1) as disk:
        if disk is None:
            pytest.skip(NOT_HERE)
        disk.fill(but=2)
        with pytest.raises(NoRoom, match="Bring another stick"):
            make_again(store, worker, disk.folder, sharing=OPEN)
        disk.make_room()
        assert list(disk.folder.iterdir()) == []


def test_a_folder_that_the_account_may_not_look_into_is_said(store, worker, hub, people, tmp_path):
    """Somebody else's folder on a laptop that is shared."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows takes no such mode")
    theirs = tmp_path / "theirs"
    (theirs / "stick").mkdir(parents=True)
    theirs.chmod(0)
    me = os.geteuid()
    try:
        if me == 0:  # whom no mode stops
            os.seteuid(65534)
        with pytest.raises(Refused, match=r"Your account may not look into .*\. Name another folder\."):
            _check_folder(theirs / "stick")
    finally:
        os.seteuid(me)
        theirs.chmod(0o700)


def test_exporting_again_after_a_pulled_out_stick_writes_that_bundle(store, worker, hub, people, tmp_path):
    """With nothing else to bring, no bundle is made only to say so."""
    stick = stick_that_fails(tmp_path)
    (stick / f"linkworker-{device(store).public.short}-000001.age" / "in the way").mkdir(parents=True)
    with pytest.raises(NotWritten):
        export(store, worker, stick, OPEN)
    assert export(store, worker, tmp_path, OPEN).last.manifest.facts.number == 1
    assert len(_made(store)) == 1


def _made(store):
    with store.reading() as connection:
        return outbox.sent(connection, store.device_id)


def test_made_again_it_has_the_same_hash_whatever_came_since(store, worker, hub, people, tmp_path, clock):
    """Later entries, consents and clocks do not reach into it."""
    first = export(store, worker, tmp_path, Sharing.WITH_CONSENT).last
    clock.advance(timedelta(days=30))
    with store.unit_of_work(worker) as uow:
        record_consent(uow, people[0], CENTRAL, given=True, how="spoken")
    export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    (tmp_path / "again").mkdir()
    again = make_again(store, worker, tmp_path / "again", 1, sharing=Sharing.WITH_CONSENT)
    assert (again.hash, again.words) == (first.hash, first.words)
    assert opened(store, hub, again) == opened(store, hub, first)


def test_a_bundle_of_which_something_was_erased_is_made_anew(store, worker, hub, people, tmp_path):
    """Under its number, with another hash, naming the one it takes the place of; every header still proves."""
    first = export(store, worker, tmp_path, OPEN).last
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM entry_values WHERE content LIKE '%Mansour%'")
    again = make_again(store, worker, tmp_path, 1, sharing=OPEN)
    facts = again.manifest.facts
    assert (facts.number, facts.first, facts.last) == (1, first.manifest.facts.first, first.manifest.facts.last)
    assert facts.instead_of == (first.hash,)
    assert "Ali Mansour" not in names(opened(store, hub, again))
    assert make_again(store, worker, tmp_path, 1, sharing=OPEN).hash == again.hash


def test_there_is_nothing_to_make_again_at_first(store, worker, hub, tmp_path):
    """One plain sentence."""
    with pytest.raises(NotFound, match="no such bundle"):
        make_again(store, worker, tmp_path, sharing=OPEN)


def test_the_export_is_in_the_journal(store, worker, hub, people, tmp_path):
    """Who exported which bundle, and whom the laptop trusts."""
    sealed = export(store, worker, tmp_path, OPEN).last
    with store.reading() as connection:
        newest, before = history.of_person(connection, None)[:2]
    assert (newest.entry.action, newest.entry.worker) == ("exported", worker)
    assert newest.values["hash"] == sealed.hash
    assert before.entry.action == "hub-trusted"
    assert trusted_hub(store) == hub.invitation


def test_the_manifest_that_is_kept_is_the_one_that_travels(store, worker, hub, people, tmp_path):
    """So that the same bundle can be made again."""
    sealed = export(store, worker, tmp_path, OPEN).last
    with store.reading() as connection:
        kept = outbox.manifest_of(connection, store.device_id, 1)
    assert kept.encode() == sealed.manifest.to_bytes()
    assert json.loads(kept)["members"][0]["name"] == "entries.jsonl"
    assert isinstance(sealed.path, Path)


def test_a_bundle_is_made_anew_for_the_key_that_the_hub_has_now(store, worker, hub, people, tmp_path):
    """Sealed to the new key, naming the old, it would be refused; and left out, all later ones would wait for it."""
    first = export(store, worker, tmp_path, OPEN).last
    other = HubIdentity.make("Eastshire hub")
    trust(store, worker, other.invitation)
    again = make_again(store, worker, tmp_path, sharing=OPEN)
    assert again.manifest.facts.instead_of == (first.hash,)
    assert "Ali Mansour" in names(opened(store, other, again))


def test_a_person_who_was_looked_at_can_be_let_go_later(store, worker, hub, people, tmp_path):
    """Who looked has no values to bring; the bundle says truly how many lines it has."""
    with store.unit_of_work(worker) as uow:
        saw(uow, people[0])
    export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    second = export(store, worker, tmp_path, OPEN).last
    assert second.manifest.facts.released == 4
    assert len(opened(store, hub, second)) == second.manifest.facts.lines


def test_a_hub_is_trusted_and_noted_or_neither(store, worker, hub):
    """When the note cannot be kept, the laptop goes on sealing to the hub that it trusted before."""
    nothing_can_be_noted(store)
    with pytest.raises(DBAPIError):
        trust(store, worker, HubIdentity.make("Eastshire hub").invitation)
    assert trusted_hub(store) == hub.invitation


def nothing_can_be_noted(store):
    """Make the journal refuse the next entry, as a failing disk would."""
    with store.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )


def test_whether_a_hub_is_trusted_is_read_within_an_open_reading(store, worker):
    """Today asks so while it reads all else."""
    with store.reading() as connection:
        assert not trusts_a_hub(connection)
    trust(store, worker, HubIdentity.make("Eastshire hub").invitation)
    with store.reading() as connection:
        assert trusts_a_hub(connection)

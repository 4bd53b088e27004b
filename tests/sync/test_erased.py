"""Bundles and what was erased: never another content under one number, and nothing stands in the way of the next."""

from datetime import date

import pytest

from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.consenting import record_consent
from linkworker.casework.consent.withholding import CENTRAL, withhold
from linkworker.journal import outbox
from linkworker.journal.erasing import erase_person
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.export import export, make_again
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_against
from linkworker.sync.own_identities import device
from linkworker.sync.progress import Stopped
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
def ali(store, worker):
    """A person with a note."""
    with store.unit_of_work(worker) as uow:
        made = uow.add(Person(name="Ali Mansour")).id
        uow.add(Note(person_id=made, on=date(2026, 8, 6), words="Talked about the garden"))
    return made


def opened(store, hub, sealed):
    """Every line of a bundle, proved at the hub."""
    verified = verify(sealed.path, hub, [device(store).public])
    return list(check_against(verified.manifest.facts, entries(sealed.path, hub, verified)))


def erase(store, worker, person):
    with store.unit_of_work(worker) as uow:
        erase_person(uow, person, "asked")


def test_a_written_bundle_with_erased_values_is_made_anew_and_the_next_one_goes(store, worker, hub, ali, tmp_path):
    """Without the values; the next names the first making of it, and brings the erasure with its reason."""
    first = export(store, worker, tmp_path, OPEN).last
    erase(store, worker, ali)
    (tmp_path / "again").mkdir()
    again = make_again(store, worker, tmp_path / "again", 1, sharing=OPEN)
    assert again.manifest.facts.instead_of == (first.hash,)
    assert "garden" not in repr(opened(store, hub, again))
    sealed = export(store, worker, tmp_path, OPEN).last
    assert sealed.manifest.facts.previous == first.hash
    erased = [line for line in opened(store, hub, sealed) if line.header["action"] == "erased"]
    assert [(line.header["kind"], line.header["record"]) for line in erased] == [("person", ali)]
    assert erased[0].values["because"][1] == "asked"


def test_a_bundle_that_was_bare_of_the_person_can_be_made_again(store, worker, hub, ali, tmp_path):
    """Nothing of it was taken out: its values never were in it, and none are released later."""
    first = export(store, worker, tmp_path, Sharing.WITH_CONSENT).last
    erase(store, worker, ali)
    (tmp_path / "again").mkdir()
    assert make_again(store, worker, tmp_path / "again", 1, sharing=Sharing.WITH_CONSENT).hash == first.hash
    sealed = export(store, worker, tmp_path, Sharing.WITH_CONSENT).last
    assert sealed.manifest.facts.released == 0
    assert all(isinstance(line, EntryLine) for line in opened(store, hub, sealed))


def test_a_bundle_that_never_lay_on_a_stick_is_made_anew_by_the_next_export(store, worker, hub, ali, tmp_path):
    """Else every export would try to write it first, and fail."""
    with pytest.raises(Stopped):
        export(store, worker, tmp_path, OPEN, progress=_stopped_half_way)
    erase(store, worker, ali)
    one, two = export(store, worker, tmp_path, OPEN).bundles
    assert [sealed.manifest.facts.number for sealed in (one, two)] == [1, 2]
    assert (two.manifest.facts.previous,) == one.manifest.facts.instead_of
    assert not any("garden" in repr(line.values) for sealed in (one, two) for line in opened(store, hub, sealed))


@pytest.mark.practice(25)
@pytest.mark.parametrize("kept_here", [True, False])
def test_what_may_not_leave_any_more_does_not_go_when_a_bundle_is_made_again(
    store, worker, hub, ali, tmp_path, kept_here
):
    """Consent withdrawn, or a worker's mark; values that were released in it stay back too, and go when they may."""
    with store.unit_of_work(worker) as uow:
        record_consent(uow, ali, CENTRAL, given=True, how="spoken")
    export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    with store.unit_of_work(worker) as uow:
        if kept_here:
            withhold(uow, ali, why="Asked that nobody else reads it")
        else:
            record_consent(uow, ali, CENTRAL, given=False, how="spoken")
    again = make_again(store, worker, tmp_path, 1, sharing=Sharing.WITH_CONSENT)
    assert len(again.manifest.facts.instead_of) == 1
    assert again.manifest.facts.withheld == 3
    assert "garden" not in repr(opened(store, hub, again))
    assert "Mansour" not in repr(opened(store, hub, again))


def test_values_released_in_a_bundle_are_taken_back_when_they_may_not_leave(store, worker, hub, ali, tmp_path):
    """And released anew by a later bundle."""
    export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    export(store, worker, tmp_path, OPEN)
    again = make_again(store, worker, tmp_path, 2, sharing=Sharing.WITH_CONSENT)
    assert again.manifest.facts.released == 0
    later = export(store, worker, tmp_path, OPEN).last
    assert later.manifest.facts.released == 2
    assert "garden" in repr(opened(store, hub, later))


def test_made_anew_twice_a_bundle_names_both(store, worker, hub, ali, tmp_path):
    """The oldest first; the store knows it by every name."""
    hashes = [export(store, worker, tmp_path, OPEN).last.hash]
    for words in ("garden", "Mansour"):
        with store.writing() as connection:
            connection.exec_driver_sql(f"DELETE FROM entry_values WHERE content LIKE '%{words}%'")
        again = make_again(store, worker, tmp_path, 1, sharing=OPEN)
        assert again.manifest.facts.instead_of == tuple(hashes)
        hashes.append(again.hash)
    with store.reading() as connection:
        (made, *_) = outbox.sent(connection, store.device_id)
    assert made.names == set(hashes)


def _stopped_half_way(done, total):
    """Stop once the bundle is noted in the store, and before it is written."""
    if done and 2 * done >= total:
        raise Stopped

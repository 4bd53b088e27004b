"""Bundles and what was erased: never another content under one number, and nothing stands in the way of the next."""

from datetime import date

import pytest

from linkworker.base.errors import Refused
from linkworker.base.setting_values import Sharing
from linkworker.journal.erasing import erase_person
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.sync.export import device, export, make_again
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import EntryLine, check_against
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


def test_a_written_bundle_with_erased_values_is_refused_and_the_next_one_goes(store, worker, hub, ali, tmp_path):
    """No other bundle is written under its number, and no file is left; the erasure travels with its reason."""
    export(store, worker, tmp_path, OPEN)
    erase(store, worker, ali)
    (tmp_path / "again").mkdir()
    with pytest.raises(Refused, match="Something in it was erased since"):
        make_again(store, worker, tmp_path / "again", 1)
    assert list((tmp_path / "again").iterdir()) == []
    sealed = export(store, worker, tmp_path, OPEN)
    erased = [line for line in opened(store, hub, sealed) if line.header["action"] == "erased"]
    assert [(line.header["kind"], line.header["record"]) for line in erased] == [("person", ali)]
    assert erased[0].values["because"][1] == "asked"


def test_a_bundle_that_was_bare_of_the_person_can_be_made_again(store, worker, hub, ali, tmp_path):
    """Nothing of it was taken out: its values never were in it, and none are released later."""
    first = export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    erase(store, worker, ali)
    (tmp_path / "again").mkdir()
    assert make_again(store, worker, tmp_path / "again", 1).hash == first.hash
    sealed = export(store, worker, tmp_path, Sharing.WITH_CONSENT)
    assert sealed.manifest.facts.released == 0
    assert all(isinstance(line, EntryLine) for line in opened(store, hub, sealed))


def test_a_bundle_that_never_lay_on_a_stick_gives_its_number_to_the_next(store, worker, hub, ali, tmp_path):
    """Else every export would try to write it first, and fail."""
    with pytest.raises(Stopped):
        export(store, worker, tmp_path, OPEN, progress=_stopped_half_way)
    erase(store, worker, ali)
    sealed = export(store, worker, tmp_path, OPEN)
    lines = opened(store, hub, sealed)
    assert sealed.manifest.facts.number == 1
    assert not any("garden" in repr(line.values) for line in lines)


def _stopped_half_way(done, total):
    """Stop once the bundle is noted in the store, and before it is written."""
    if done and 2 * done >= total:
        raise Stopped

"""What the centre is asked of people who were removed, and of corrections that two choices put aside."""

import shutil

import pytest
from sqlalchemy import select

from linkworker.base.errors import Refused
from linkworker.hub.choosing import choose_side, choose_value, conflict_of
from linkworker.hub.devices import device
from linkworker.hub.forks import accept_fork
from linkworker.hub.staff import staff
from linkworker.hub.transfer import transfer
from linkworker.journal.conflicts import conflicts, count_conflicts
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.store import Store
from two_sides import carry_down, carry_up, hub_person

_N = Note.table().c


def note(laptop, person_id, words, corrects=None):
    """Add a note, and return its id."""
    with laptop.store.unit_of_work(laptop.worker) as uow:
        return uow.add(Note(person_id=person_id, on=uow.clock.today(), words=words, corrects=corrects)).id


def asked(hub):
    """Return what is to be chosen."""
    with hub.reading() as connection:
        found = conflicts(connection)
        assert count_conflicts(connection) == len(found)
        return found


@pytest.mark.parametrize("goes", [True, False])
def test_what_a_laptop_wrote_about_somebody_the_centre_removed_is_asked_about(either, jo, *, goes):
    """On either database: what came after the removal, and not what lay there before."""
    jo.join(either)
    ali = jo.add("Ali Mansour")
    note(jo, ali, "Known at the centre")
    carry_up(either, jo)
    by = staff(either, "Robin Hale")
    with either.unit_of_work(by) as uow:
        uow.enter_in_error(uow.get(Person, ali), "Added twice")
    assert asked(either) == ()
    note(jo, ali, "Disclosed self-harm")
    carry_up(either, jo)
    (found,) = asked(either)
    assert (found.kind, found.record_id, found.field) == ("person", ali, "in_error")
    assert [(side.shown, side.kind) for side in found.sides] == [(True, ""), (False, "note")]
    assert found.sides[1].value["words"] == "Disclosed self-harm"
    with either.reading() as connection:
        assert conflict_of(connection, ali, "in_error") == found
    choose_side(either, by, found, found.sides[0 if goes else 1].entry_id)
    assert asked(either) == ()
    carry_down(either, jo)
    assert hub_person(either, ali).in_error is jo.person(ali).in_error is goes


def test_what_an_accepted_copy_brings_again_was_not_written_since(either, jo, tmp_path, clock):
    """The centre knew of the note when it removed Ali: that it came once more, in a fork, asks nobody anything."""
    jo.join(either)
    ali = jo.add("Ali Mansour")
    jo.store.close()
    shutil.copytree(jo.store.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*lock*"))
    jo.store = Store.open(jo.store.folder, jo.key, clock)
    carry_up(either, jo)
    by = staff(either, "Robin Hale")
    with either.unit_of_work(by) as uow:
        uow.enter_in_error(uow.get(Person, ali), "Added twice")
    jo.store.close()
    jo.store = Store.open(tmp_path / "copy", jo.key, clock)
    jo.add("Bea Okafor")
    assert [each.state for each in carry_up(either, jo)] == ["fork"]
    with either.reading() as connection:
        laptop = device(connection, jo.id)
    assert [each.state for each in accept_fork(either, by, laptop, 1)] == ["taken-in"]
    assert asked(either) == ()
    note(jo, ali, "Disclosed self-harm")
    carry_up(either, jo)
    (found,) = asked(either)
    assert [side.value["words"] for side in found.sides if side.kind] == ["Disclosed self-harm"]


def test_corrections_that_two_choices_put_aside_are_asked_about_at_the_centre(either, jo, sam):
    """One of them is chosen there, and comes back on both laptops."""
    by = staff(either, "Robin Hale")
    for laptop in (jo, sam):
        laptop.join(either)
    ali = jo.add("Ali Mansour")
    fact = note(jo, ali, "Allergic to nothing")
    carry_up(either, jo, sam)
    transfer(either, by, ali, sam.id, keep=True)
    carry_down(either, jo, sam)
    made = [note(laptop, ali, words, fact) for laptop, words in ((jo, "Nuts"), (sam, "Penicillin"))]
    carry_up(either, jo, sam)
    carry_down(either, jo, sam)
    for laptop, one in zip((jo, sam), reversed(made), strict=True):
        with laptop.store.unit_of_work(laptop.worker) as uow:
            uow.put_aside(uow.get_of(Note, ali, one), "The other", in_error=True)
    carry_up(either, jo, sam)
    (found,) = asked(either)
    assert (found.record_id, found.field, {side.value for side in found.sides}) == (fact, "corrects", set(made))
    assert not any(side.shown for side in found.sides)
    with pytest.raises(Refused, match="one of the corrections"):
        choose_value(either, by, found, "Nuts")
    choose_side(either, by, found, next(side.entry_id for side in found.sides if side.value == made[0]))
    carry_up(either, jo, sam)
    carry_down(either, jo, sam)
    assert asked(either) == ()
    live = select(_N.words).where(_N.in_error.is_(False), _N.corrects.is_not(None))
    for place in (either, jo.store, sam.store):
        with place.reading() as connection:
            assert connection.execute(live).scalars().all() == ["Nuts"]

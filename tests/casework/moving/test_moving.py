"""Somebody who is leaving can only be read, in every way of writing; erasing still wins."""

import pytest

from linkworker.base.setting_values import Sharing
from linkworker.casework.erasure.erasing import erase_person
from linkworker.casework.history.histories import person_history, undo_entry
from linkworker.casework.moving.moving import moving, state_of
from linkworker.casework.people.looking import saw
from linkworker.journal.unit_of_work import Leaving, UnitOfWork
from linkworker.records.keep_apart import KeepApart
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.moving import MovingState, note_move, note_stays
from linkworker.vault.store import Store


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """Ali Mansour, who is leaving."""
    with store.unit_of_work(worker) as uow:
        made = uow.add(Person(name="Ali Mansour", known_as="Al", wing="B")).id
        uow.add(Note(person_id=made, on=uow.clock.today(), words="Met"))
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, made), wing="C")
    with store.writing() as connection:
        note_move(connection, made, MovingState.LEAVING, store.clock.now())
    return made


def add(uow: UnitOfWork, person: str) -> None:
    """Add a record."""
    uow.add(Note(person_id=person, on=uow.clock.today(), words="More"))


def change(uow: UnitOfWork, person: str) -> None:
    """Change one."""
    uow.change(uow.get(Person, person), wing="D")


def remove(uow: UnitOfWork, person: str) -> None:
    """Mark one as entered in error."""
    uow.enter_in_error(uow.get(Person, person), "A slip")


def undo(uow: UnitOfWork, person: str) -> None:
    """Undo the latest change."""
    undo_entry(uow, person, person_history(uow.connection, person)[0].entry_id)


@pytest.mark.parametrize("doing", [add, change, remove, undo])
def test_no_way_of_writing_is_open(store: Store, worker: str, ali: str, doing) -> None:
    """The row and the journal stay as they were, and the sentence says why."""
    with store.reading() as connection:
        before = len(person_history(connection, ali))
    with pytest.raises(Leaving, match="can only be read here now"), store.unit_of_work(worker) as uow:
        doing(uow, ali)
    with store.reading() as connection:
        assert len(person_history(connection, ali)) == before
        row = connection.execute(Person.table().select()).one()
        assert (row.wing, row.in_error) == ("C", False)


def test_who_looked_is_still_noted(store: Store, worker: str, ali: str) -> None:
    """Reading is open, and audited as ever."""
    with store.reading() as connection:
        before = len(person_history(connection, ali))
    with store.unit_of_work(worker) as uow:
        saw(uow, ali)
    with store.reading() as connection:
        assert len(person_history(connection, ali)) == before + 1


def test_others_are_open(store: Store, worker: str, ali: str) -> None:
    """Also what is written under another person and names this one."""
    with store.unit_of_work(worker) as uow:
        bea = uow.add(Person(name="Bea Okafor")).id
        uow.add(KeepApart(person_id=bea, other_id=ali))


def test_erasing_is_not_stopped(store: Store, worker: str, ali: str) -> None:
    """A person's right goes before where their record lies."""
    with store.unit_of_work(worker) as uow:
        erase_person(uow, ali, "asked", typed="Ali Mansour", sharing=Sharing.UNLESS_WITHHELD)
    with store.reading() as connection:
        assert connection.execute(Person.table().select()).all() == []


def test_the_list_names_them_and_forgets_who_stays(store: Store, ali: str) -> None:
    """With what they like to be called, since when, and what keeps the record here."""
    with store.writing() as connection:
        note_move(connection, ali, MovingState.LEAVING, store.clock.now(), "unsent")
    with store.reading() as connection:
        (one,) = moving(connection)
        assert (one.name, one.since) == ("Al (Ali Mansour)", store.clock.now())
        assert one.waits_because.startswith("What was written about them")
        assert state_of(connection, ali) == MovingState.LEAVING
    with store.writing() as connection:
        note_stays(connection, ali)
    with store.reading() as connection:
        assert moving(connection) == ()

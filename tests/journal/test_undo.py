"""Undo is a new entry that gives back what was there."""

from datetime import date

import pytest

from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import imported_id
from linkworker.journal import history
from linkworker.journal.actions import Action
from linkworker.journal.taking_in import take_in
from linkworker.journal.undo import undo
from linkworker.records.activity import Activity
from linkworker.records.note import Note
from linkworker.records.person import Person


@pytest.fixture
def ali(store, worker):
    """The id of Ali, whose wing is B2."""
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name="Ali", wing="B2", release_date=date(2027, 3, 1))).id


def change(store, worker, ali, **fields):
    """Change Ali and return the entry's id."""
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, ali), **fields)
    with store.reading() as connection:
        return history.of_person(connection, ali)[0].entry.id


def undone(store, worker, person, entry):
    with store.unit_of_work(worker) as uow:
        undo(uow, person, entry)


def ali_now(store, ali):
    with store.unit_of_work(None) as uow:
        return uow.get(Person, ali)


def test_a_change_is_undone(store, worker, ali):
    """Text, dates, lists and what was empty come back as they were."""
    entry = change(store, worker, ali, wing="C1", release_date=None, address="1 Mill Lane", adjustments=["breaks"])
    undone(store, worker, ali, entry)
    now = ali_now(store, ali)
    assert (now.wing, now.release_date, now.address, now.adjustments) == ("B2", date(2027, 3, 1), None, [])
    with store.reading() as connection:
        assert history.of_person(connection, ali)[0].entry.action == Action.UNDONE


def test_undo_can_be_undone(store, worker, ali):
    """It is a change like any other."""
    undone(store, worker, ali, change(store, worker, ali, wing="C1"))
    with store.reading() as connection:
        newest = history.of_person(connection, ali)[0].entry.id
    undone(store, worker, ali, newest)
    assert ali_now(store, ali).wing == "C1"


def test_it_is_refused_when_the_field_has_moved_on(store, worker, ali):
    """Nobody's later change is lost."""
    first = change(store, worker, ali, wing="C1")
    change(store, worker, ali, wing="D4")
    with pytest.raises(Refused, match="changed since"):
        undone(store, worker, ali, first)
    assert ali_now(store, ali).wing == "D4"


def test_making_something_is_undone_by_entered_in_error_and_back(store, worker, ali):
    """And that can be undone too."""
    with store.unit_of_work(worker) as uow:
        note = uow.add(Note(person_id=ali, on=date(2026, 8, 6), words="Hello"))
    with store.reading() as connection:
        made = history.of_record(connection, note.id)[0].entry.id
    undone(store, worker, ali, made)
    with store.reading() as connection:
        marked = history.of_record(connection, note.id)[-1].entry
    assert marked.action == Action.ENTERED_IN_ERROR
    undone(store, worker, ali, marked.id)
    with store.reading() as connection:
        assert history.of_record(connection, note.id)[-1].entry.action == Action.REINSTATED
    with pytest.raises(Refused, match="changed since"):
        undone(store, worker, ali, made)


def test_a_view_cannot_be_undone(store, worker, ali):
    """It changed nothing."""
    with store.unit_of_work(worker) as uow:
        entry = uow.event(Action.VIEWED, "person", ali, person_id=ali)
    with pytest.raises(Refused, match="changed nothing"):
        undone(store, worker, ali, entry)


def test_what_is_not_there_is_not_found(store, worker, ali):
    """One plain sentence."""
    with pytest.raises(NotFound, match="nothing to undo"):
        undone(store, worker, ali, "none")


def test_an_erased_value_cannot_come_back(store, worker, ali):
    """Undo says so rather than guess."""
    entry = change(store, worker, ali, wing="C1")
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM entry_values WHERE content LIKE '%B2%'")
    with pytest.raises(Refused, match="no longer kept"):
        undone(store, worker, ali, entry)


def test_a_local_change_to_what_a_directory_brought_is_not_undone_here(store, worker):
    """What the directory said is not in the journal; importing it again says it."""
    activity = Activity(id=imported_id("feed", "1"), name="Walking football", feed="feed", source_id="1")
    with store.unit_of_work(worker) as uow:
        take_in(uow, "feed", [activity], {})
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Activity, activity.id), name="Football, walking")
    with store.reading() as connection:
        (line,) = history.of_record(connection, activity.id)
    assert line.entry.fields[0].replaces is None
    with pytest.raises(Refused, match="directory"):
        undone(store, worker, None, line.entry.id)

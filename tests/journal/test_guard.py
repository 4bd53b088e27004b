"""A record is never written past the journal."""

import pytest
from sqlalchemy import select

from linkworker.base.errors import NotFound
from linkworker.records.note import Note
from linkworker.records.person import Person


@pytest.fixture
def ali(store, worker):
    """Ali's id."""
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name="Ali", wing="B2")).id


def set_directly(uow, ali):
    uow.get(Person, ali).wing = "C3"


def set_after_a_change_of_the_same_field(uow, ali):
    person = uow.get(Person, ali)
    uow.change(person, wing="C3")
    person.wing = "C4"


def set_after_a_change_was_written_out(uow, ali):
    person = uow.get(Person, ali)
    uow.change(person, wing="C3")
    assert uow.connection
    person.wing = "C4"


def set_on_a_record_just_added(uow, ali):
    note = uow.add(Note(person_id=ali, on=uow.clock.today(), words="Rang"))
    note.words = "Did not ring"


def add_to_the_session(uow, ali):
    uow.session.add(Note(person_id=ali, on=uow.clock.today(), words="Rang"))


def delete_it(uow, ali):
    uow.session.delete(uow.get(Person, ali))


@pytest.mark.parametrize(
    "wrong",
    [
        set_directly, set_after_a_change_of_the_same_field, set_after_a_change_was_written_out,
        set_on_a_record_just_added, add_to_the_session, delete_it,
    ],
)  # fmt: skip
def test_what_the_journal_would_not_know_of_is_refused(store, worker, ali, wrong):
    """And nothing of that unit is kept."""
    with pytest.raises(TypeError, match="past the unit of work"), store.unit_of_work(worker) as uow:
        wrong(uow, ali)
    with store.reading() as connection:
        assert connection.execute(select(Person.table().c.wing)).scalar_one() == "B2"
        assert connection.execute(select(Note.table())).all() == []


def test_a_change_that_was_refused_leaves_nothing_behind(store, worker, ali):
    """A form may catch the refusal and save the rest: the record is then as it was."""
    with store.unit_of_work(worker) as uow:
        person = uow.get(Person, ali)
        with pytest.raises(NotFound):
            uow.change(person, wing="C3", ethnicity="no-such-code")
        uow.change(person, known_as="Al")
    with store.reading() as connection:
        row = connection.execute(select(Person.table().c.wing, Person.table().c.known_as, Person.table().c.ethnicity))
        assert tuple(row.one()) == ("B2", "Al", "not-asked")


def test_what_is_set_before_it_is_added_is_in_the_journal(store, worker, ali):
    """A record may be filled in step by step first."""
    with store.unit_of_work(worker) as uow:
        note = Note(person_id=ali, on=uow.clock.today(), words="Rang")
        note.words = "Rang Sia\u0302n"  # an accent typed apart is composed on the way in
        uow.add(note)
        assert uow.connection
        uow.enter_in_error(note, "Not his")
    with store.reading() as connection:
        assert connection.execute(select(Note.table().c.words)).scalar_one() == "Rang Siân"

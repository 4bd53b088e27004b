"""Contacts as the screens read them."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.people.people import add_person
from linkworker.casework.support.contact_reading import (
    Codes,
    codes_of,
    contact_place,
    contacts_holding,
    count_contacts,
    note,
    usual,
)
from linkworker.casework.support.contacts import contact_log, correct_note, write_note
from linkworker.records.note import Note

TODAY = date(2026, 8, 6)


@pytest.fixture
def bea(store, worker):
    """The id of Bea Nowak."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Bea Nowak").person_id


def test_a_new_note_begins_as_the_last_one_written(store, worker, bea):
    """Of this person; a meeting in person for the first."""
    with store.unit_of_work(worker) as uow:
        assert usual(uow.connection, bea) == Codes("meeting", "in-person")
        write_note(uow, bea, "Rang", about="call", mode="phone", on=TODAY - timedelta(days=9))
        assert usual(uow.connection, bea) == Codes("call", "phone")


def test_every_note_knows_its_place_in_the_log(store, worker, bea):
    """By the day of the contact; the count leaves out what was corrected or is in error."""
    with store.unit_of_work(worker) as uow:
        for days in (3, 1, 2, 1):
            write_note(uow, bea, f"{days} days ago", on=TODAY - timedelta(days=days))
        wrong = write_note(uow, bea, "wrong")
        uow.enter_in_error(uow.get_of(Note, bea, wrong), "wrong")
        correct_note(uow, bea, contact_log(uow.connection, bea)[0].id, "corrected")
        log = contact_log(uow.connection, bea)
        assert count_contacts(uow.connection, bea) == len(log) == 4
        assert [contact_place(uow.connection, bea, one.id) for one in log] == [0, 1, 2, 3]
        assert contact_place(uow.connection, bea, wrong) is None


def test_a_note_is_read_with_its_codes(store, worker, bea):
    """One that was corrected too; one that is not there is not found."""
    with store.unit_of_work(worker) as uow:
        old = write_note(uow, bea, "Likes fotball", about="visit")
        new = correct_note(uow, bea, old, "Likes football", about="call", minutes=20)
        assert (note(uow.connection, bea, old).words, note(uow.connection, bea, new).corrects) == ("Likes fotball", old)
        assert (codes_of(uow.connection, bea, new).about, note(uow.connection, bea, new).minutes) == ("call", 20)
        for ask in (note, codes_of):
            with pytest.raises(NotFound, match="not here any more"):
                ask(uow.connection, bea, "01900000-0000-7000-8000-000000000000")


def test_notes_are_found_by_their_words(store, worker, bea):
    """Only this person's, with what stands around the words."""
    with store.unit_of_work(worker) as uow:
        other = add_person(uow, "Cal Rees").person_id
        write_note(uow, bea, "Talked of boxing", on=TODAY - timedelta(days=2))
        write_note(uow, bea, "Boxing again")
        write_note(uow, other, "Boxing too")
        found = contacts_holding(uow.connection, bea, "boxi")
        assert [(one.note.words, one.around) for one in found] == [
            ("Boxing again", "[Boxing] again"),
            ("Talked of boxing", "Talked of [boxing]"),
        ]
        assert contacts_holding(uow.connection, bea, "chess") == ()

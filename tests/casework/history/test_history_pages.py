"""The history by place: whatever is scrolled to, whatever is written meanwhile."""

import pytest

from linkworker.base.errors import NotFound, Refused
from linkworker.casework.history.histories import mark_error, person_history, undo_entry
from linkworker.casework.history.history_pages import (
    count_history,
    history_entry,
    history_page,
    history_place,
    newest,
)
from linkworker.casework.history.undo_words import given_back
from linkworker.casework.people.looking import saw
from linkworker.casework.people.people import add_person, change_person
from linkworker.casework.support.contacts import write_note


@pytest.fixture
def bea(store, worker):
    """The id of Bea Nowak, of whom 30 notes were written."""
    with store.unit_of_work(worker) as uow:
        person = add_person(uow, "Bea Nowak").person_id
        for number in range(30):
            write_note(uow, person, f"note {number}")
        return person


def test_pages_by_place_are_the_whole_history(store, bea):
    """Any page size gives the same lines, and each line knows its place."""
    with store.reading() as connection:
        top = newest(connection, bea)
        whole = person_history(connection, bea, most=100)
        assert count_history(connection, bea, top) == len(whole) == 31
        for size in (1, 7, 31):
            pages = [history_page(connection, bea, top, offset, size) for offset in range(0, 31, size)]
            assert [line.entry_id for page in pages for line in page] == [line.entry_id for line in whole]
        assert [history_place(connection, bea, top, line.entry_id) for line in whole] == list(range(31))
        assert history_page(connection, bea, top, 31, 5) == ()
        assert history_entry(connection, bea, whole[3].entry_id) == whole[3]


def test_what_is_written_meanwhile_moves_no_line(store, worker, bea):
    """It is there at the next reading."""
    with store.reading() as connection:
        top = newest(connection, bea)
        before = history_page(connection, bea, top, 20, 5)
    with store.unit_of_work(worker) as uow:
        saw(uow, bea)
    with store.reading() as connection:
        assert history_page(connection, bea, top, 20, 5) == before
        assert count_history(connection, bea, top) == 31
        later = newest(connection, bea)
        assert count_history(connection, bea, later) == 32
        assert history_place(connection, bea, top, history_page(connection, bea, later, 0, 1)[0].entry_id) is None


def test_nobody_has_no_history(store):
    """And an entry that is not there is not found."""
    with store.reading() as connection:
        top = newest(connection, "01900000-0000-7000-8000-000000000000")
        assert (top, count_history(connection, "x", top)) == ("", 0)
        assert history_place(connection, "x", top, "y") is None
        with pytest.raises(NotFound):
            history_entry(connection, "x", "y")


def test_what_undoing_gives_back_is_said_beforehand(store, worker, bea):
    """For a change, a new record, a record in error, and one taken back; looking gives nothing back."""
    with store.unit_of_work(worker) as uow:
        change_person(uow, bea, area="Lowmere")
        note = write_note(uow, bea, "x")
    with store.unit_of_work(worker) as uow:
        mark_error(uow, "note", bea, note, "wrong")
    with store.unit_of_work(worker) as uow:
        saw(uow, bea)
    with store.reading() as connection:
        look, error, made, changed = person_history(connection, bea, most=4)
    assert given_back(changed) == ("Area: nothing again, in place of Lowmere.",)
    assert given_back(made) == ("A note will be marked as entered in error. It stays in the history.",)
    assert given_back(error) == ("A note will count again.",)
    with pytest.raises(Refused, match="nothing to undo"):
        given_back(look)
    with store.unit_of_work(worker) as uow:
        undo_entry(uow, bea, changed.entry_id)
    with store.reading() as connection:
        assert person_history(connection, bea, most=1)[0].what.startswith("undid a change of the person's details")

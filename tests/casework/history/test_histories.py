"""History, undo, entered in error, and who looked."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.history import histories
from linkworker.casework.people.keeping_apart import keep_apart
from linkworker.casework.people.looking import saw
from linkworker.casework.people.people import add_person, change_person, live_person
from linkworker.casework.people.release_dates import countdown, release_date_history
from linkworker.casework.support.contacts import contact_log, write_note
from linkworker.records.worker import Worker


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh", risk_level="low").person_id


def told(store, person):
    """The sentences of a person's history, newest first."""
    with store.reading() as connection:
        return [line.sentence for line in histories.person_history(connection, person)]


def test_what_was_added_leaves_out_what_nobody_said(store, ali):
    """Not asked and no are not news; who and when are."""
    who = "6 August 2026 at 1:00pm, Jo Brand-Taylor added the person's details: "
    assert told(store, ali) == [f"{who}name Ali Marsh; risk level Low; worker Jo Brand-Taylor."]


def test_a_change_says_old_and_new_in_words(store, worker, ali):
    """Labels of lists, days and names of people; ids nobody can read are not shown."""
    with store.unit_of_work(worker) as uow:
        sam = uow.add(Worker(name="Sam Hill")).id
        bea = add_person(uow, "Bea Nowak").person_id
        change_person(uow, ali, risk_level="very-high", worker_id=sam)
        keep_apart(uow, ali, bea)
    apart, change, _ = told(store, ali)
    assert "risk level from Low to Very high and worker from Jo Brand-Taylor to Sam Hill" in change
    assert "other person Bea Nowak" in apart


def test_release_dates_keep_their_history(store, worker, ali):
    """Every one that was entered, unknown again included, with who; and who is released soon."""
    with store.unit_of_work(worker) as uow:
        for day in (date(2027, 1, 1), None, date(2026, 9, 1)):
            change_person(uow, ali, release_date=day)
    with store.reading() as connection:
        kept = release_date_history(connection, ali)
        assert [one.release_date for one in kept] == [date(2027, 1, 1), None, date(2026, 9, 1)]
        assert {one.who for one in kept} == {"Jo Brand-Taylor"}
        (near,) = countdown(connection, date(2026, 8, 6))
        assert (near.name, near.days) == ("Ali Marsh", 26)
        assert countdown(connection, date(2026, 8, 6), days=25) == ()


def test_pages_of_history_follow_on(store, worker, ali):
    """By the reading of the last line of the page before."""
    with store.unit_of_work(worker) as uow:
        for number in range(5):
            change_person(uow, ali, area=f"Area {number}")
    with store.reading() as connection:
        first = histories.person_history(connection, ali, most=4)
        second = histories.person_history(connection, ali, before=first[-1].place, most=4)
    assert len({line.entry_id for line in first + second}) == 6


def test_undo_is_by_number_and_only_while_it_stands(store, worker, ali):
    """A field that has moved on is refused; a view changed nothing."""
    with store.unit_of_work(worker) as uow:
        change_person(uow, ali, area="Lewes")
        change_person(uow, ali, area="Hove")
        saw(uow, ali)
    with store.reading() as connection:
        lines = histories.person_history(connection, ali)
        viewed, hove, lewes, _ = lines
        assert histories.entry_numbered(connection, ali, hove.number) == hove.entry_id
        assert [line.undoable for line in lines] == [False, True, True, True]
        with pytest.raises(NotFound, match="no entry 999"):
            histories.entry_numbered(connection, ali, 999)
    with store.unit_of_work(worker) as uow:
        for entry in (lewes, viewed):
            with pytest.raises(Refused):
                histories.undo_entry(uow, ali, entry.entry_id)
        histories.undo_entry(uow, ali, hove.entry_id)
        assert live_person(uow, ali).area == "Lewes"
    assert "undid a change of the person's details: area from Hove to Lewes" in told(store, ali)[0]


def test_entered_in_error_says_why_and_can_be_taken_back(store, worker, ali):
    """Marked twice, or taken back twice, is refused."""
    with store.unit_of_work(worker) as uow:
        note = write_note(uow, ali, "Of somebody else")
        with pytest.raises(BadInput, match="Say why"):
            histories.mark_error(uow, "note", ali, note, " ")
        histories.mark_error(uow, "note", ali, note, "wrong person")
        assert contact_log(uow.connection, ali) == ()
        with pytest.raises(Refused, match="already"):
            histories.mark_error(uow, "note", ali, note, "again")
        histories.take_back_error(uow, "note", ali, note)
        assert len(contact_log(uow.connection, ali)) == 1
        with pytest.raises(Refused, match="not marked"):
            histories.take_back_error(uow, "note", ali, note)
        with pytest.raises(NotFound):
            histories.mark_error(uow, "store", ali, note, "x")
    assert any(line.endswith("marked a note as entered in error (wrong person).") for line in told(store, ali))


def test_a_long_text_is_cut_in_the_sentence_and_whole_beside_it(store, worker, ali):
    """The line stays a line."""
    with store.unit_of_work(worker) as uow:
        write_note(uow, ali, "word " * 100)
    with store.reading() as connection:
        line = histories.person_history(connection, ali, most=1)[0]
        assert histories.record_history(connection, line.record_id) == (line,)
    assert len(line.sentence) < 300
    assert any(change.new == ("word " * 100).strip() for change in line.changes)


def test_looking_is_written_once_in_a_quarter_of_an_hour_for_each_worker(store, worker, ali, clock):
    """Another worker, another person or a later time is another entry."""
    with store.unit_of_work(worker) as uow:
        sam = uow.add(Worker(name="Sam Hill")).id
        bea = add_person(uow, "Bea Nowak").person_id
        assert saw(uow, ali)
        assert saw(uow, bea)
    for minutes, expected in ((14, False), (2, True), (14, False)):
        clock.advance(timedelta(minutes=minutes))
        with store.unit_of_work(worker) as uow:
            assert saw(uow, ali) is expected
    with store.unit_of_work(sam) as uow:
        assert saw(uow, ali)
    assert sum("looked at this record" in line for line in told(store, ali)) == 3


def test_a_look_after_the_clock_was_set_right_is_noted(store, worker, ali, clock):
    """A clock that jumped a day ahead and back must not hide who looked."""
    clock.advance(timedelta(days=1))
    with store.unit_of_work(worker) as uow:
        assert saw(uow, ali)
    clock.advance(timedelta(days=-1))
    with store.unit_of_work(worker) as uow:
        assert saw(uow, ali)
    with store.unit_of_work(worker) as uow:
        assert not saw(uow, ali)

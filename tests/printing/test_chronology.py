"""An inspector's chronology of one case: all of it, in order, with what went and what was wrong shown as such."""

import time
from datetime import date, timedelta

import pytest

from linkworker.base.money import show_money
from linkworker.casework.history.chronology import chronology
from linkworker.casework.people.looking import saw
from linkworker.journal.erasing import erase_record
from linkworker.printing.chronology_copy import Head, render_chronology
from linkworker.records.money import MoneyRequest
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.referral_in import ReferralIn

DAY = date(2026, 8, 6)
HEAD = Head(1234, "acorn actor alarm album amber anchor")


def case_of(store, person_id):
    """Read a chronology."""
    with store.reading() as connection:
        return chronology(connection, person_id, today=DAY, places={})


def render(case):
    """Print it."""
    return render_chronology(case, HEAD, printed_on=DAY, by="Jo Brand-Taylor", organisation="Fenwick")


@pytest.fixture
def case(store, worker):
    """A case with something of most kinds in it, over two months."""
    clock = store.clock
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Mansour", date_of_birth=date(2007, 3, 14)))
        uow.add(ReferralIn(person_id=ali.id, received_on=DAY, source_name="Dr Amara Bello"))
        note = uow.add(Note(person_id=ali.id, on=DAY, words="Walked round the yard.", worker_id=worker))
        wrong = uow.add(Note(person_id=ali.id, on=DAY, words="Meant for Bea.", worker_id=worker))
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, ali.id), release_date=date(2027, 5, 1))
        uow.change(uow.get(Person, ali.id), release_date=date(2027, 6, 3))
        uow.enter_in_error(uow.get_of(Note, ali.id, wrong.id), "About somebody else")
        saw(uow, ali.id)
    clock.advance(timedelta(days=40))
    with store.unit_of_work(worker) as uow:
        uow.add(MoneyRequest(person_id=ali.id, amount_pence=2500, what_for="Boots", state_on=DAY))
        saw(uow, ali.id)
    return store, ali.id, note.id


def test_every_entry_is_in_it_in_order(case, read):
    """Who, when, what changed from what to what, and the reason of what was entered in error."""
    store, person_id, _ = case
    printed = render(case_of(store, person_id))
    text = read(printed.pdf).text
    order = (
        "Chronology of a case", "Ali Mansour", "August 2026", "Added the person's details", "Added a referral in",
        "Dr Amara Bello", "Walked round the yard.", "Meant for Bea.", "release date: 1 May 2027 (before: nothing)",
        "release date: 3 June 2027 (before: 1 May 2027)", "Marked a note as entered in error",
        "reason: About somebody else", "September 2026", "Added a request for money", show_money(2500),
        "Who looked, by month", "August 2026:", "September 2026:",
    )  # fmt: skip
    at = 0
    for words in order:
        at = text.index(words, at) + 1
    assert "1 time" in text


def test_all_entries_of_the_journal_are_counted(case):
    """What is listed and what is counted by month make up all that the journal has."""
    store, person_id, _ = case
    found = case_of(store, person_id)
    assert len(found.happened) + sum(each.times for each in found.looked) == found.entries
    assert [one.number for one in found.happened] == sorted(one.number for one in found.happened)


def test_the_words_of_the_journal_and_the_count_stand_on_each_page(case, read):
    """So that a page that was put in or taken out shows."""
    store, person_id, _ = case
    with store.unit_of_work(None) as uow:
        for number in range(60):
            uow.add(Note(person_id=person_id, on=DAY, words=f"Note {number} of a long case."))
    printed = render(case_of(store, person_id))
    text = read(printed.pdf).text
    assert printed.pages > 1
    assert text.count("Journal of 1,234 entries: acorn actor alarm album amber anchor") == printed.pages
    for number in range(1, printed.pages + 1):
        assert f"Page {number} of {printed.pages}" in text


def test_what_was_erased_is_shown_as_erased(case, read):
    """That it was there, when it went and why; not what it was."""
    store, person_id, note_id = case
    with store.unit_of_work(None) as uow:
        erase_record(uow, person_id, Note.kind(), note_id, "wrong-person")
    text = read(render(case_of(store, person_id)).pdf).text
    assert "Walked round the yard" not in text
    assert "erased on" in text
    assert "it was entered about the wrong person" in text


def test_five_thousand_entries_print_within_seconds(store, worker):
    """A long case is no reason to wait: far under the bar even on a busy machine."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali"))
        for number in range(5000):
            uow.add(Note(person_id=ali.id, on=DAY, words=f"Contact {number}: rang, and walked round the yard."))
    started = time.process_time()
    printed = render(case_of(store, ali.id))
    assert printed.pages > 100
    assert time.process_time() - started < 20

"""The copy of everything held: every word is in the PDF, tagged, with contents and pages; staff hidden where asked."""

import json
from dataclasses import replace
from datetime import date

import pytest

from linkworker.base.errors import NotFound, Refused
from linkworker.base.words import avoided_words
from linkworker.casework.access.decisions import Choice, Decision, hold_record
from linkworker.casework.access.giving import NotDecided
from linkworker.casework.access.reviewing import review_of
from linkworker.casework.people.looking import saw
from linkworker.casework.people.people import add_person, change_person
from linkworker.casework.support.contacts import correct_note, write_note
from linkworker.printing.access_files import (
    CopyWishes,
    make_copies,
    save_copies,
    write_copies,
)
from linkworker.printing.access_files import (
    write_note as write_manager_note,
)
from linkworker.printing.access_sheet import access_sheet
from linkworker.printing.access_words import access_words
from marked_person import mark_all

TODAY = date(2026, 8, 6)


def review(store, worker, person, choice=Choice.LEAVE):
    """A review with each finding decided the same way."""
    with store.reading() as connection:
        found = review_of(connection, person, TODAY, worker)
    return replace(found, decisions=dict.fromkeys((each.key for each in found.findings), Decision(choice)))


def texts(copies):
    """The bytes by ending."""
    return dict(copies.contents)


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id: two notes, one of which corrects the other, looked at once."""
    with store.unit_of_work(worker) as uow:
        ali = add_person(uow, "Ali Marsh", date_of_birth=date(2007, 3, 14)).person_id
        note = write_note(uow, ali, "Jo Brand-Taylor met Ali at noon")
        correct_note(uow, ali, note, "Jo met Ali at one")
        saw(uow, ali)
        change_person(uow, ali, what_helps="A quiet room")
        return ali


def test_every_text_field_is_in_the_pdf_and_in_the_json(store, worker, read):
    """A word of its own in each field of each kind that hangs on a person."""
    with store.unit_of_work(worker) as uow:
        marked = mark_all(uow)
    copies = texts(make_copies(review(store, worker, marked.person_id), "Marlshire", CopyWishes()))
    text, data = read(copies["pdf"]).text, copies["json"].decode()
    assert len(marked.words) > 90
    assert {place for place, word in marked.words.items() if word not in text} == set()
    assert {place for place, word in marked.words.items() if word not in data} == set()


@pytest.mark.practice(111)
def test_the_pdf_is_tagged_large_and_plain(store, worker, ali, read):
    """PDF/UA-1 with its language, contents, pages; 14 point or 18; why each thing is kept, how to have it put right."""
    copies = make_copies(review(store, worker, ali), "Marlshire", CopyWishes())
    found = read(texts(copies)["pdf"])
    for said in (
        "Everything we hold", "Ali Marsh", "Date of birth: 14 March 2007", "Made on 6 August 2026", "Contents",
        "Page 1 of", "Notes of contacts", "This corrects number 1.", "This was corrected later, by number 2.",
        "Who looked at your record", "Tell Jo Brand-Taylor what is wrong.", "0303 123 1113",
        "nothing; then: A quiet room",
    ):  # fmt: skip
        assert said in found.text, said
    held = review(store, worker, ali).held
    assert (access_sheet(held)["size"], access_sheet(held, large=True)["size"]) == (14, 18)
    assert found.title == "Everything we hold about you"
    assert found.tags["/H2"] > 5
    assert found.tags["/TOCI"] > 5
    assert copies.said.startswith("The copy has ")


def test_staff_are_named_or_shown_by_what_they_do(store, worker, ali, read):
    """Everywhere: in fields, free text, who looked and changed, and whom to tell."""
    copies = texts(make_copies(review(store, worker, ali), "", CopyWishes(hide_staff=True)))
    for text in (read(copies["pdf"]).text, copies["json"].decode()):
        assert "Brand" not in text
        assert "link worker" in text
    assert "Tell your link worker what is wrong." in read(copies["pdf"]).text


def test_copies_go_to_the_prints_folder_and_elsewhere_only_by_choice(store, worker, ali, tmp_path):
    """Names of files never tell about a person; what is there is not replaced unasked; a note stays in the folder."""
    found = review(store, worker, ali)
    note = next(each for each in found.held.records() if each.kind == "note")
    found = replace(found, decisions=hold_record(found.held, found.decisions, note.record_id, "Serious harm"))
    copies = make_copies(found, "", CopyWishes())
    paths = write_copies(copies, tmp_path)
    assert [path.name for path in paths] == ["everything-held-1.pdf", "everything-held-1.json"]
    assert json.loads(paths[1].read_text(encoding="utf-8"))["person"]["name"] == "Ali Marsh"
    kept = write_manager_note(copies, tmp_path)
    assert kept.name == "note-to-manager-1.txt"
    assert "Serious harm" in kept.read_text(encoding="utf-8")
    stick = tmp_path / "stick"
    stick.mkdir()
    assert sorted(path.name for path in save_copies(copies, stick)) == ["everything-held.json", "everything-held.pdf"]
    with pytest.raises(Refused):
        save_copies(copies, stick)
    save_copies(copies, stick, replace=True)
    assert len(list(stick.iterdir())) == 2
    with pytest.raises(NotFound):
        save_copies(copies, tmp_path / "nowhere")


def test_nothing_held_back_writes_no_note(store, worker, ali, tmp_path):
    """And one kind of copy alone can be made."""
    copies = make_copies(review(store, worker, ali), "", CopyWishes(pdf=False))
    assert [ending for ending, _ in copies.contents] == ["json"]
    assert (write_manager_note(copies, tmp_path), copies.said) == (None, "")


def test_no_copy_is_made_while_something_is_undecided(store, worker, ali):
    """It says how many."""
    with store.unit_of_work(worker) as uow:
        write_note(uow, ali, "His mum rang.")
    with store.reading() as connection, pytest.raises(NotDecided):
        make_copies(review_of(connection, ali, TODAY, worker), "", CopyWishes())


def test_our_words_are_plain():
    """Nothing that we do not say."""
    assert avoided_words(json.dumps(access_words())) == ()

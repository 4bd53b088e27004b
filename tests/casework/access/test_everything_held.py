"""Everything held about one person: every kind of record (a new one by itself), the journal, what left, drafts."""

import json
from datetime import date

import pytest
from sqlalchemy import delete, insert
from sqlmodel import SQLModel

from linkworker.base.errors import NotFound
from linkworker.casework.access.as_data import as_data, as_text
from linkworker.casework.access.everything_held import everything_held
from linkworker.casework.history.histories import mark_error
from linkworker.casework.people.keeping_apart import keep_apart
from linkworker.casework.people.looking import saw
from linkworker.casework.people.people import add_person, change_person
from linkworker.casework.support.contacts import correct_note, write_note
from linkworker.journal.actions import Action
from linkworker.journal.tables import BUNDLE, ENTRY_VALUES
from linkworker.records.record import OfPerson, coded
from linkworker.records.registry import KINDS
from linkworker.vault.drafts import save_draft
from marked_person import mark_all

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh", risk_level="low").person_id


def held(store, person):
    """Everything held about somebody."""
    with store.reading() as connection:
        return everything_held(connection, person, TODAY)


def kind(everything, name):
    """The records of one kind."""
    return next((each.records for each in everything.kinds if each.kind == name), ())


def words(record):
    """What a record says, by field."""
    return {value.field: value.words for value in record.values}


def test_every_text_field_of_every_kind_is_held(store, worker):
    """A word of its own in each, and all of them are in the JSON, with the dictionary naming each field."""
    with store.unit_of_work(worker) as uow:
        marked = mark_all(uow)
    data = json.loads(as_text(held(store, marked.person_id)))
    assert len(marked.words) > 90
    for (name, field), word in marked.words.items():
        assert word in json.dumps([record["fields"][field] for record in data["records"][name]]), (name, field)
        assert data["dictionary"][name]["fields"][field]["label"]


def test_a_new_kind_of_record_comes_in_by_itself(store, worker, ali):
    """Nothing of the walk knows it: it is in the registry, and hangs on a person."""

    class Letter(OfPerson, table=True):
        """A letter, in this test only."""

        words: str
        mode: str = coded("contact-mode", "in-person")

    try:
        KINDS[Letter.kind()] = Letter
        with store.writing() as connection:
            Letter.table().create(connection)
            connection.execute(insert(Letter.table()).values(person_id=ali, id=ali, words="Dear Ali", in_error=False,
                                                             mode="in-person"))  # fmt: skip
        (found,) = [each for each in held(store, ali).kinds if each.kind == "letter"]
        assert (found.heading, found.why) == ("Letter records", "It is part of the record of your support.")
        assert words(found.records[0])["words"] == "Dear Ali"
    finally:
        del KINDS["letter"]
        SQLModel.metadata.remove(Letter.table())


def test_corrected_and_in_error_stay_with_their_marks(store, worker, ali):
    """The old note names the new one and the other way about; the one in error says why."""
    with store.unit_of_work(worker) as uow:
        old = write_note(uow, ali, "Met at noon")
        new = correct_note(uow, ali, old, "Met at one")
        wrong = write_note(uow, ali, "For somebody else")
        mark_error(uow, "note", ali, wrong, "Meant for another person")
    notes = {note.record_id: note for note in kind(held(store, ali), "note")}
    assert notes[old].corrected_by == notes[new].number
    assert notes[new].corrects == notes[old].number
    assert notes[wrong].in_error
    assert notes[wrong].error_reason == "Meant for another person"


def test_who_looked_and_who_changed(store, worker, ali):
    """Each entry with its time and worker; a change says before and after, an addition stands in the record."""
    with store.unit_of_work(worker) as uow:
        change_person(uow, ali, risk_level="medium")
        saw(uow, ali)
    events = held(store, ali).events
    assert [(event.action, event.who.name, event.who.role) for event in events] == [
        (action, "Jo Brand-Taylor", "link worker") for action in ("created", "changed", "viewed")
    ]
    assert [(each.label, each.old, each.new) for each in events[1].changes] == [("risk level", "Low", "Medium")]


def test_what_lies_in_another_record_and_points_here_comes_too(store, worker, ali):
    """Somebody to keep apart is kept once, under the other person."""
    with store.unit_of_work(worker) as uow:
        sam = add_person(uow, "Sam Reed").person_id
        keep_apart(uow, sam, ali, why="They fell out")
    (record,) = kind(held(store, ali), "keep_apart")
    assert record.of_another == "Sam Reed"
    assert words(record)["why"] == "They fell out"
    (own,) = kind(held(store, sam), "keep_apart")
    assert (own.of_another, words(own)["other_id"]) == ("", "Ali Marsh")


def test_what_was_sent_and_what_is_not_saved(store, worker, ali, clock):
    """The bundle whose range holds entries of theirs, and a draft of theirs; a review's own draft is not."""
    with store.writing() as connection:
        made = {"device_id": store.device_id, "hash": "0" * 64, "manifest": "{}", "made_at": clock.now()}
        connection.execute(insert(BUNDLE).values(number=1, first_seq=1, last_seq=99, **made))
        connection.execute(insert(BUNDLE).values(number=2, first_seq=100, last_seq=200, **made))
        save_draft(connection, worker, f"note:{ali}", {"words": "Half a note", "where": ""}, clock.now())
        save_draft(connection, worker, "new-person", {"name": "ali marsh"}, clock.now())
        save_draft(connection, worker, f"access:{ali}", {"x": "leave:"}, clock.now())
    found = held(store, ali)
    assert [(each.number, each.entries, each.written_at) for each in found.bundles] == [(1, 1, None)]
    assert [(each.form, each.of_another) for each in found.drafts] == [("new-person", True), (f"note:{ali}", False)]
    assert [value.words for value in found.drafts[1].values] == ["Half a note"]


def test_what_was_erased_is_said_and_not_what(store, worker, ali):
    """The entry stands, and says that what it held is gone."""
    with store.unit_of_work(worker) as uow:
        write_note(uow, ali, "A secret")
    with store.writing() as connection:
        entry = uow.written[-1].entry_id
        connection.execute(delete(ENTRY_VALUES).where(ENTRY_VALUES.c.entry_id == entry))
    assert [event.gone for event in held(store, ali).events] == [False, True]
    assert as_data(held(store, ali))["journal"][1]["erased_since"] is True


def test_an_earlier_copy_does_not_tell_what_was_held_back(store, worker, ali):
    """Its counts of what was left and taken out are told; that something was held back is not, nor why."""
    with store.unit_of_work(worker) as uow:
        uow.event(
            Action.PRINTED, "access", ali, person_id=ali,
            values={"left": 1, "taken_out": 2, "held_back": 1, "why_held_back": ["It would put his sister at risk"]},
        )  # fmt: skip
    found = held(store, ali)
    assert [each.new for each in found.events[-1].changes] == ["1", "2"]
    assert found.events[-1].did == "printed everything held about them"
    assert "sister" not in as_text(found)


def test_nobody_of_that_id(store, worker):
    """Said plainly."""
    with pytest.raises(NotFound):
        held(store, "00000000-0000-7000-8000-000000000001")


def test_the_json_says_its_format_and_is_sorted(store, ali):
    """Version 1, UTF-8, keys in order; codes and their words in the dictionary."""
    text = as_text(held(store, ali), "Marlshire")
    data = json.loads(text)
    assert (data["format"], data["version"], data["organisation"]) == ("linkworker-subject-access", 1, "Marlshire")
    assert list(data) == sorted(data)
    fields = data["dictionary"]["person"]["fields"]
    assert fields["risk_level"]["codes"]["low"] == "Low"
    assert (fields["date_of_birth"]["type"], fields["asked_for"]["type"]) == ("date", "list")
    assert fields["worker_id"]["points_to"] == "worker"

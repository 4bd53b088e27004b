"""What is given after each decision: left in, taken out, held back; and what is written down of it."""

from dataclasses import replace
from datetime import date

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.access import decisions as deciding
from linkworker.casework.access.as_data import as_text
from linkworker.casework.access.decisions import Choice, Decision
from linkworker.casework.access.finishing import manager_note, note_copies
from linkworker.casework.access.giving import OTHER, NotDecided, given
from linkworker.casework.access.reviewing import review_of
from linkworker.casework.history.histories import person_history
from linkworker.casework.people.people import add_person, change_person
from linkworker.casework.support.contacts import write_note
from linkworker.records.professional import Professional
from linkworker.vault.drafts import save_draft

TODAY = date(2026, 8, 6)
LEAVE, OUT = Decision(Choice.LEAVE), Decision(Choice.TAKE_OUT)
HOLD = Decision(Choice.HOLD, "It would put his sister at risk")


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id: a note about Sam Reed, a GP, and a wording that was changed."""
    with store.unit_of_work(worker) as uow:
        add_person(uow, "Sam Reed")
        ali = add_person(uow, "Ali Marsh", what_helps="Sitting by Sam Reed").person_id
        change_person(uow, ali, what_helps="A quiet room")
        write_note(uow, ali, "Met Sam Reed, and sam reed was calm.")
        uow.add(Professional(person_id=ali, role="gp", name="Dr Bello"))
        return ali


def review(store, person, worker):
    """The review as it stands."""
    with store.reading() as connection:
        return review_of(connection, person, TODAY, worker)


def after(found, decision):
    """Everything as given when each finding is decided the same way."""
    return as_text(given(found.held, found.findings, dict.fromkeys((each.key for each in found.findings), decision)))


def test_nothing_is_given_while_a_finding_is_undecided(store, worker, ali):
    """The sentence says how many."""
    found = review(store, ali, worker)
    assert len(found.findings) == 3
    one = {found.findings[0].key: LEAVE}
    with pytest.raises(NotDecided, match="2 findings to decide"):
        given(found.held, found.findings, one)


def test_left_in_and_taken_out(store, worker, ali):
    """Taken out wherever it stands at its place, also in earlier wordings; the rest of the sentence stays."""
    found = review(store, ali, worker)
    assert "Sam Reed" in after(found, LEAVE)
    text = after(found, OUT)
    assert "sam reed" not in text.casefold()
    assert "Bello" not in text
    assert f"Met {OTHER}, and {OTHER} was calm." in text
    assert f"Sitting by {OTHER}" in text


def test_held_back_leaves_no_trace(store, worker, ali):
    """Neither the words nor that anything is missing; the same words are cut elsewhere too."""
    found = review(store, ali, worker)
    note = next(record for record in found.held.records() if record.kind == "note")
    with store.unit_of_work(worker) as uow:
        write_note(uow, ali, "Later: Met Sam Reed, and sam reed was calm. He left.")
    found = review(store, ali, worker)
    made = deciding.hold_record(found.held, {}, note.record_id, "Serious harm to Sam")
    made = {**made, **{each.key: LEAVE for each in deciding.undecided(found.findings, made)}}
    giving = given(found.held, found.findings, made)
    assert "sam reed was calm" not in as_text(giving)
    (shown,) = [record for record in giving.records() if record.kind == "note"]
    assert shown.number == 1
    assert [value.words for value in shown.values if value.field == "words"] == ["Later:  He left."]
    assert note.record_id not in {event.record_id for event in giving.events}
    assert "Serious harm" not in as_text(giving)


def test_a_place_that_is_held_back_goes_with_its_earlier_wordings(store, worker, ali):
    """The field is not there, nor what it was."""
    found = review(store, ali, worker)
    text = after(found, HOLD)
    assert "quiet room" not in text
    assert "Sitting by" not in text
    assert HOLD.reason not in text


def test_holding_back_needs_a_reason_and_what_is_there(store, worker, ali):
    """No reason, no such finding, no such record, or the person themself: each is said."""
    found = review(store, ali, worker)
    with pytest.raises(BadInput, match="what harm"):
        deciding.decided(found.findings, {}, found.findings[0].key, Decision(Choice.HOLD))
    with pytest.raises(NotFound):
        deciding.decided(found.findings, {}, "nothing", LEAVE)
    with pytest.raises(NotFound):
        deciding.hold_record(found.held, {}, "nothing", "harm")
    with pytest.raises(BadInput, match="cannot be held back whole"):
        deciding.hold_record(found.held, {}, ali, "harm")
    note = next(record for record in found.held.records() if record.kind == "note")
    held = deciding.hold_record(found.held, {}, note.record_id, "harm")
    assert deciding.give_record(held, note.record_id) == {}


def test_one_answer_for_all_alike(store, worker, ali):
    """The same words for the same reason, at every place."""
    found = review(store, ali, worker)
    (name, also) = [each for each in found.findings if each.reason == "name"]
    assert name.alike(also)
    assert deciding.decided(found.findings, {}, name.key, OUT, alike=True) == {name.key: OUT, also.key: OUT}


def test_decisions_are_kept_as_a_draft_and_taken_up(store, worker, ali, clock):
    """Reasons with colons too; what was finished is said with its day."""
    found = review(store, ali, worker)
    keys = [each.key for each in found.findings]
    made = {keys[0]: LEAVE, keys[1]: Decision(Choice.HOLD, "Risk: high")}
    with store.writing() as connection:
        save_draft(connection, worker, deciding.draft_form(ali), deciding.as_draft(made, "2026-08-05"), clock.now())
    again = review(store, ali, worker)
    assert again.decisions == made
    assert again.words() == "1 finding to decide. Copies were made by these decisions on 5 August 2026."


def test_staff_show_by_what_they_do_where_asked(store, worker, ali):
    """In fields, in the journal, and in what is put through the given function."""
    found = review(store, ali, worker)
    made = dict.fromkeys((each.key for each in found.findings), LEAVE)
    text = as_text(given(found.held, found.findings, made, lambda words: words.replace("Jo Brand-Taylor", "[worker]")))
    assert "Brand-Taylor" not in text
    assert '"by": "link worker"' in text


def test_what_was_decided_is_written_down(store, worker, ali):
    """Who decided, how many of each, and why what was held back; the note to the manager never says the words."""
    found = review(store, ali, worker)
    choices = [LEAVE, OUT, HOLD]
    made = dict(zip((each.key for each in found.findings), choices, strict=True))
    found = replace(found, decisions=made)
    with store.unit_of_work(worker) as uow:
        note_copies(uow, found.held, found.findings, made)
    with store.reading() as connection:
        (line, *_) = person_history(connection, ali)
    assert line.what == "printed everything held about them."
    assert {change.label: change.new for change in line.changes} == {
        "details of others left in": "1", "details of others taken out": "1", "held back": "1",
        "why it was held back": HOLD.reason, "saved outside the prints folder": "no", "names of staff hidden": "no",
    }  # fmt: skip
    note = manager_note(found.held, found.findings, made, found.decided_by)
    assert "Decided by Jo Brand-Taylor." in note
    assert f"   {HOLD.reason}" in note
    assert found.findings[2].found not in note
    assert found.tally().words() == "Left in: 1. Taken out: 1. Held back: 1."


def test_where_nothing_is_held_back_there_is_no_note(store, worker, ali):
    """A manager is told only of what was held back."""
    found = review(store, ali, worker)
    assert manager_note(found.held, found.findings, {}, found.decided_by) == ""

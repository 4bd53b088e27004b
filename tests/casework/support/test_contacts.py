"""The contact log and appointments."""

from datetime import date, time, timedelta

import pytest

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.people.people import add_person
from linkworker.casework.support.appointments import (
    appointments,
    coming,
    say_how_it_went,
    set_appointment,
    without_outcome,
)
from linkworker.casework.support.contacts import contact_log, correct_note, search_notes, write_note
from linkworker.casework.support.episodes import current_episode, open_episode
from linkworker.records.goal import Goal
from linkworker.records.note import Note
from linkworker.records.plan import Plan

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store, worker):
    """The id of Ali Marsh, in support since ten days ago."""
    with store.unit_of_work(worker) as uow:
        person = add_person(uow, "Ali Marsh").person_id
        open_episode(uow, person, on=TODAY - timedelta(days=10))
        return person


def test_a_note_keeps_kind_length_place_and_goal(store, worker, ali):
    """And who wrote it; its heading says them in one line."""
    with store.unit_of_work(worker) as uow:
        plan = uow.add(Plan(person_id=ali))
        goal = uow.add(Goal(person_id=ali, plan_id=plan.id, words="Play again")).id
        write_note(
            uow,
            ali,
            " Walked to the pitch ",
            at=time(14, 30),
            about="walk and talk",
            minutes=40,
            where="yard",
            goal_id=goal,
        )
        (one,) = contact_log(uow.connection, ali)
    assert one.heading == "6 August 2026 2:30pm, Walk and talk, In person, 40 minutes, yard, Jo Brand-Taylor"
    assert (one.words, one.goal_id) == ("Walked to the pitch", goal)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "  "}, "Write what was said"),
        ({"on": TODAY + timedelta(days=1)}, "on or before"),
        ({"minutes": 0}, "in minutes"),
        ({"minutes": 9999}, "in minutes"),
        ({"about": "seance"}, "Choose a kind of contact"),
    ],
)
def test_what_no_note_can_be(store, worker, ali, given, sentence):
    """One sentence each."""
    with store.unit_of_work(worker) as uow, pytest.raises(BadInput, match=sentence):
        write_note(uow, ali, **{"text": "x", **given})


def test_the_first_contact_with_the_person_dates_the_episode(store, worker, ali):
    """A try without an answer does not stop that clock; an earlier contact written later moves it back."""
    with store.unit_of_work(worker) as uow:
        write_note(uow, ali, "Rang, no answer", about="attempted", on=TODAY - timedelta(days=8))
        assert current_episode(uow.connection, ali).first_contact_on is None
        write_note(uow, ali, "Met")
        write_note(uow, ali, "Rang", about="call", on=TODAY - timedelta(days=2))
        assert current_episode(uow.connection, ali).first_contact_on == TODAY - timedelta(days=2)


def test_a_note_is_corrected_by_a_new_one_and_kept(store, worker, ali):
    """The log shows the newer; the older can be corrected no more; the row of it stays."""
    with store.unit_of_work(worker) as uow:
        old = write_note(uow, ali, "Likes fotball", minutes=20, where="yard", on=TODAY - timedelta(days=1))
        new = correct_note(uow, ali, old, "Likes football")
        (one,) = contact_log(uow.connection, ali)
        assert (one.id, one.corrects, one.minutes, one.where) == (new, old, 20, "yard")
        assert uow.get_of(Note, ali, old).words == "Likes fotball"
        with pytest.raises(Refused, match="corrected already"):
            correct_note(uow, ali, old, "again")
        uow.enter_in_error(uow.get_of(Note, ali, new), "wrong person")
        assert [one.id for one in contact_log(uow.connection, ali)] == [old]


def test_the_log_comes_in_pages_newest_first(store, worker, ali):
    """By the day of the contact, not the day of writing."""
    with store.unit_of_work(worker) as uow:
        for days in (3, 1, 2):
            write_note(uow, ali, f"{days} days ago", on=TODAY - timedelta(days=days))
        assert [one.words[0] for one in contact_log(uow.connection, ali, most=2)] == ["1", "2"]
        assert [one.words[0] for one in contact_log(uow.connection, ali, most=2, skip=2)] == ["3"]


def test_search_finds_words_in_all_that_was_written(store, worker, ali):
    """Of everybody or of one; what was corrected or entered in error is not found."""
    with store.unit_of_work(worker) as uow:
        bea = add_person(uow, "Bea Nowak", known_as="B").person_id
        write_note(uow, ali, "Talked of boxing")
        write_note(uow, bea, "Boxing again")
        wrong = write_note(uow, bea, "Boxing, wrongly")
        uow.enter_in_error(uow.get_of(Note, bea, wrong), "wrong")
        uow.add(Plan(person_id=bea, matters="boxing and my mum"))
        found = search_notes(uow.connection, "boxi")
        assert {(one.name, one.kind) for one in found} == {
            ("Ali Marsh", "note"),
            ("B (Bea Nowak)", "note"),
            ("B (Bea Nowak)", "plan"),
        }
        assert len(found) == 3
        assert [one.snippet for one in search_notes(uow.connection, "boxing", person_id=ali)] == ["Talked of [boxing]"]
        assert search_notes(uow.connection, "?") == ()


def test_appointments_come_in_order_and_say_how_they_went(store, worker, ali):
    """Coming ones soonest first; those past without an answer are a list of their own."""
    with store.unit_of_work(worker) as uow:
        past = set_appointment(uow, ali, TODAY - timedelta(days=1), about="first meeting")
        late = set_appointment(uow, ali, TODAY, at=time(15), where="B wing")
        early = set_appointment(uow, ali, TODAY, at=time(9), mode="video")
        assert [one.id for one in coming(uow.connection, ali, TODAY)] == [early, late]
        assert [one.id for one in without_outcome(uow.connection, ali, TODAY)] == [past]
        assert (
            coming(uow.connection, ali, TODAY)[1].words == "Thursday 6 August 2026 3:00pm, Meeting, In person, B wing"
        )
        with pytest.raises(BadInput, match="Add a note"):
            say_how_it_went(uow, ali, past, "Did not attend, chose not to")
        say_how_it_went(uow, ali, past, "DNA")
        say_how_it_went(uow, ali, early, "cancelled by the worker")
        assert without_outcome(uow.connection, ali, TODAY) == ()
        assert [one.id for one in coming(uow.connection, ali, TODAY)] == [late]
        assert {one.outcome for one in appointments(uow.connection, ali)} == {
            None,
            "Did not attend, no reason given",
            "Cancelled by the worker",
        }


def test_what_is_to_come_has_not_happened(store, worker, ali):
    """It can be cancelled beforehand, not attended; a length of nothing and an unknown one are refused."""
    with store.unit_of_work(worker) as uow:
        ahead = set_appointment(uow, ali, TODAY + timedelta(days=1))
        with pytest.raises(BadInput, match="still to come"):
            say_how_it_went(uow, ali, ahead, "happened")
        say_how_it_went(uow, ali, ahead, "cancelled by the person")
        with pytest.raises(BadInput, match="minutes"):
            set_appointment(uow, ali, TODAY, minutes=0)
        with pytest.raises(NotFound):
            say_how_it_went(uow, ali, "01900000-0000-7000-8000-000000000000", "happened")

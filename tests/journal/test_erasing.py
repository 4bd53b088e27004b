"""Erasing: nothing of a record is left but that it went and why, and all that is left still proves."""

from datetime import date

import pytest
from sqlalchemy import select, text

from everything_of import count_rows, markers, plant
from linkworker.base.errors import NotFound, Refused
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.journal.erased import Erased, latest_marks, mark_of
from linkworker.journal.erasing import erase_person, erase_record, goes_with, held_of
from linkworker.journal.history import of_person, of_record
from linkworker.journal.tables import BUNDLE, ENTRY_VALUES, HEAD, WITHHELD
from linkworker.journal.ties import naming
from linkworker.journal.undo import undo
from linkworker.records.goal import Goal, Step
from linkworker.records.keep_apart import KeepApart
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.plan_version import PlanVersion
from linkworker.records.withholding import Withholding

DAY = date(2026, 3, 2)


def proves(store) -> None:
    """The chain, every value that is left, and every foreign key."""
    with store.reading() as connection:
        verify_chain(connection, store.device_id)
        verify_values(connection)
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def values_of(store) -> str:
    with store.reading() as connection:
        return "\n".join(connection.execute(select(ENTRY_VALUES.c.content)).scalars())


@pytest.fixture
def ali(store, worker):
    """A person with two notes, the second correcting the first, a goal with a step, and a frozen plan."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Example")).id
        plan = uow.add(Plan(person_id=person, matters="football")).id
        goal = uow.add(Goal(person_id=person, plan_id=plan, position=1, words="play again")).id
        step = uow.add(Step(person_id=person, goal_id=goal, position=1, words="find boots")).id
        version = uow.add(
            PlanVersion(person_id=person, plan_id=plan, number=1, agreed_on=DAY, snapshot={"w": "boots"}, sha256="ab")
        ).id
        first = uow.add(Note(person_id=person, on=DAY, words="aardvark", goal_id=goal)).id
        second = uow.add(Note(person_id=person, on=DAY, words="bandicoot", corrects=first, goal_id=goal)).id
        other = uow.add(Note(person_id=person, on=DAY, words="capybara", goal_id=goal)).id
    return {"person": person, "plan": plan, "goal": goal, "step": step, "version": version, "first": first,
            "second": second, "other": other}  # fmt: skip


def test_a_person_goes_with_everything_and_the_journal_proves(store, worker):
    """Every kind of record that there is, walked from the registry: a new kind is covered by itself."""
    with store.unit_of_work(worker) as uow:
        person = plant(uow, worker)
    assert all(word in values_of(store) for word in markers())
    with store.unit_of_work(worker) as uow:
        gone = erase_person(uow, person, "asked")
    assert person in gone.ids
    assert gone.whole_person
    assert not any(word in values_of(store) for word in markers())
    with store.reading() as connection:
        assert set(count_rows(connection, person).values()) == {0}
        assert held_of(connection, person) == {}
        heads = set(connection.execute(select(HEAD.c.record_id)).scalars())
        mark = mark_of(connection, person)
    assert not heads & gone.ids
    assert mark is not None
    assert (mark.kind, mark.because, mark.worker_id) == ("person", "asked", worker)
    proves(store)


def test_one_record_goes_with_its_corrections(store, worker, ali):
    """Which hold the same words; another note of that goal stays."""
    with store.unit_of_work(worker) as uow:
        gone = erase_record(uow, ali["person"], "note", ali["first"], "wrong-person")
    assert gone.ids == {ali["first"], ali["second"]}
    said = values_of(store)
    assert "aardvark" not in said
    assert "bandicoot" not in said
    assert "capybara" in said
    proves(store)


def test_a_goal_takes_its_steps_and_frozen_plans_and_notes_let_go_of_it(store, worker, ali):
    """What stays has no link into nothing, and its history says that it let go."""
    with store.unit_of_work(worker) as uow:
        gone = erase_record(uow, ali["person"], "goal", ali["goal"], "court-or-duty")
        assert uow.get_of(Note, ali["person"], ali["other"]).goal_id is None
    assert gone.ids == {ali["goal"], ali["step"], ali["version"]}
    assert "boots" not in values_of(store)
    with store.reading() as connection:
        untied = [line for line in of_record(connection, ali["other"]) if line.entry.action == Action.CHANGED]
    assert [change.field for change in untied[0].entry.fields] == ["goal_id"]
    proves(store)
    with pytest.raises(Refused, match="was erased"), store.unit_of_work(worker) as uow:
        undo(uow, ali["person"], untied[0].entry.id)


def test_a_mark_that_one_record_stays_here_goes_with_that_record(store, worker, ali):
    """Let go of its record, it would keep the whole person here."""
    with store.unit_of_work(worker) as uow:
        mark = uow.add(Withholding(person_id=ali["person"], record_id=ali["other"], why="about court")).id
        assert mark in erase_record(uow, ali["person"], "note", ali["other"], "asked").ids


def test_what_others_records_say_of_a_person_goes_too(store, worker, ali):
    """A row to keep somebody apart from them names them, and says why."""
    with store.unit_of_work(worker) as uow:
        bea = uow.add(Person(name="Bea Example")).id
        apart = uow.add(KeepApart(person_id=bea, other_id=ali["person"], why="dingo")).id
        assert [(owner, piece.id) for owner, piece in naming(uow.connection, ali["person"])] == [(bea, apart)]
        erase_person(uow, ali["person"], "asked")
        assert uow.get(Person, bea).name == "Bea Example"
    assert "dingo" not in values_of(store)
    proves(store)


def test_what_was_erased_cannot_be_changed_undone_or_marked(store, worker, ali):
    """Each says on which day it was erased, or that it is gone."""
    with store.reading() as connection:
        made = of_record(connection, ali["other"])[0].entry.id
    with store.unit_of_work(worker) as uow:
        erase_record(uow, ali["person"], "note", ali["other"], "asked")
    with pytest.raises(Erased, match="erased on 6 August 2026"), store.unit_of_work(worker) as uow:
        undo(uow, ali["person"], made)
    with pytest.raises(Erased), store.unit_of_work(worker) as uow:
        erase_record(uow, ali["person"], "note", ali["other"], "asked")
    with store.reading() as connection:
        erased = mark_of(connection, ali["other"])
    with pytest.raises(Refused, match="cannot be brought back"), store.unit_of_work(worker) as uow:
        undo(uow, ali["person"], erased.entry_id)
    with pytest.raises(NotFound), store.unit_of_work(worker) as uow:
        erase_record(uow, ali["person"], "note", ali["plan"], "asked")


def test_what_the_journal_says_of_an_erasure_is_the_reason_code_alone(store, worker, ali):
    """And what was said where something spoke against it; a later erasure of the person leaves both."""
    with store.unit_of_work(worker) as uow:
        erase_record(uow, ali["person"], "note", ali["other"], "wrong-person", despite="Agreed with the manager")
        erase_person(uow, ali["person"], "asked")
    with store.reading() as connection:
        lines = [line for line in of_person(connection, ali["person"]) if line.values or line.reason]
        assert len(latest_marks(connection)) == 2
    assert [(line.entry.action, dict(line.values), line.reason) for line in lines] == [
        ("erased", {"because": "asked"}, None),
        ("erased", {"because": "wrong-person"}, "Agreed with the manager"),
    ]


def test_an_unknown_reason_is_refused_and_nothing_goes(store, worker, ali):
    """The list of reasons is data."""
    with pytest.raises(NotFound), store.unit_of_work(worker) as uow:
        erase_person(uow, ali["person"], "because")
    assert "capybara" in values_of(store)


def test_undone_with_its_unit_of_work_nothing_is_erased(store, worker, ali):
    """All of it, or none."""
    with pytest.raises(RuntimeError), store.unit_of_work(worker) as uow:
        erase_person(uow, ali["person"], "asked")
        raise RuntimeError
    assert "capybara" in values_of(store)
    proves(store)


def made_bundle(store, uow, number, *, written) -> None:
    """Note a bundle of all that is unsent, as an export does."""
    span = outbox.unsent(uow.connection, store.device_id)
    assert span.number == number
    outbox.withhold(uow.connection, store.device_id, span, people=[], records=[])
    outbox.keep(uow.connection, store.device_id, span, digest="0" * 64, manifest="{}", made_at=store.clock.now())
    if written:
        outbox.written(uow.connection, store.device_id, number, store.clock.now())


def test_bundles_that_were_made_stand_and_no_longer_hold_what_was_erased(store, worker, ali):
    """Written or not: a number never stands for other entries; made anew, it has the same headers, less values."""
    with store.unit_of_work(worker) as uow:
        made_bundle(store, uow, 1, written=True)
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Person, ali["person"]), wing="B2")
    with store.unit_of_work(worker) as uow:
        made_bundle(store, uow, 2, written=False)
    with store.unit_of_work(worker) as uow:
        erase_person(uow, ali["person"], "asked")
    with store.reading() as connection:
        assert connection.execute(select(BUNDLE.c.number)).scalars().all() == [1, 2]
        lines = b"".join(outbox.lines(connection, store.device_id, outbox.span_of(connection, store.device_id, 2)))
        rest = b"".join(outbox.lines(connection, store.device_id, outbox.unsent(connection, store.device_id)))
    assert b'\\"field\\":\\"wing\\"' in lines
    assert b"B2" not in lines
    assert b'"because"' in rest


def test_the_reason_stays_here_where_the_person_did(store, worker, ali):
    """That something was erased travels; nothing of it is ever released."""
    with store.unit_of_work(worker) as uow:
        erase_person(uow, ali["person"], "asked", stays=True)
    with store.writing() as connection:
        span = outbox.unsent(connection, store.device_id)
        assert outbox.release(connection, store.device_id, span, people=[], records=[]) == 0
        lines = b"".join(outbox.lines(connection, store.device_id, span))
    assert b'\\"action\\":\\"erased\\"' in lines
    assert b'"because":[' not in lines


def test_values_withheld_and_then_erased_are_never_counted_as_released(store, worker, ali):
    """The note that they travelled bare stays; there is nothing left to let go."""
    with store.unit_of_work(worker) as uow:
        span = outbox.unsent(uow.connection, store.device_id)
        outbox.withhold(uow.connection, store.device_id, span, people=[ali["person"]], records=[])
        outbox.keep(uow.connection, store.device_id, span, digest="0" * 64, manifest="{}", made_at=store.clock.now())
        outbox.written(uow.connection, store.device_id, 1, store.clock.now())
    with store.unit_of_work(worker) as uow:
        erase_person(uow, ali["person"], "asked")
    with store.writing() as connection:
        span = outbox.unsent(connection, store.device_id)
        assert outbox.release(connection, store.device_id, span, people=[], records=[]) == 0
        assert connection.execute(select(WITHHELD.c.released_in)).scalars().all() == [None] * 8


def test_goes_with_of_nothing_is_nothing(store, ali):
    """Of a record that is not there, or of another kind than was said."""
    with store.reading() as connection:
        assert goes_with(connection, ali["person"], "note", ali["plan"]) == ()

"""What stays on the laptop because it speaks of what stays."""

import pytest

from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.withholding import let_leave, withhold
from linkworker.journal import outbox
from linkworker.records.goal import Goal, GoalNote, Step
from linkworker.records.keep_apart import KeepApart
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.plan_version import PlanVersion
from linkworker.sync.export import export
from linkworker.sync.identity import HubIdentity
from linkworker.sync.kept_here import records_kept_here
from linkworker.sync.trust import trust

SECRET = "Dilys"


@pytest.fixture
def people(store, worker):
    """Ids of Ali and Bea."""
    with store.unit_of_work(worker) as uow:
        return [uow.add(Person(name=name)).id for name in ("Ali", "Bea")]


@pytest.fixture
def sent(store, worker, tmp_path):
    """A function that exports everything and returns the text of the lines that left."""
    trust(store, worker, HubIdentity.make("Westshire hub").invitation)

    def send():
        number = export(store, worker, tmp_path, Sharing.UNLESS_WITHHELD).last.manifest.facts.number
        with store.reading() as connection:
            span = outbox.span_of(connection, store.device_id, number)
            return b"".join(outbox.lines(connection, store.device_id, span)).decode()

    return send


def goal_with_its_neighbours(uow, person):
    """Return the ids of a goal, and of all that holds its words or hangs on it."""
    plan = uow.add(Plan(person_id=person))
    goal = uow.add(Goal(person_id=person, plan_id=plan.id, words=f"See {SECRET}"))
    step = uow.add(Step(person_id=person, goal_id=goal.id, words=f"Ring {SECRET}"))
    note = uow.add(GoalNote(person_id=person, goal_id=goal.id, on=uow.clock.today(), words=f"{SECRET} was out"))
    frozen = PlanVersion(
        person_id=person, plan_id=plan.id, number=1, agreed_on=uow.clock.today(),
        snapshot={"goals": [f"See {SECRET}"]}, sha256="0" * 64,
    )  # fmt: skip
    return goal.id, {goal.id, step.id, note.id, uow.add(frozen).id}


def test_what_is_written_under_one_person_of_a_withheld_other_stays(store, worker, people, sent):
    """To be kept apart says something of both; it leaves when both may."""
    ali, bea = people
    with store.unit_of_work(worker) as uow:
        uow.add(KeepApart(person_id=ali, other_id=bea, why=f"A debt, says {SECRET}"))
        withhold(uow, bea)
    assert SECRET not in sent()
    with store.unit_of_work(worker) as uow:
        let_leave(uow, bea)
    assert SECRET in sent()


def test_the_correction_of_a_kept_record_and_why_it_is_kept_stay_with_it(store, worker, people, sent):
    """Marking one record keeps the other words about it too."""
    ali, _ = people
    with store.unit_of_work(worker) as uow:
        note = uow.add(Note(person_id=ali, on=uow.clock.today(), words=f"{SECRET} rang"))
        uow.add(Note(person_id=ali, on=uow.clock.today(), words=f"{SECRET} rang twice", corrects=note.id))
        uow.add(Note(person_id=ali, on=uow.clock.today(), words="Talked about the garden"))
        withhold(uow, ali, note.id, why=f"It names {SECRET}")
    left = sent()
    assert SECRET not in left
    assert "garden" in left
    with store.unit_of_work(worker) as uow:
        let_leave(uow, ali, note.id)
    assert sent().count(SECRET) == 3


def test_a_kept_goal_keeps_its_steps_its_notes_and_the_frozen_plan(store, worker, people):
    """A frozen version holds the same words; another person's plan is not touched."""
    ali, bea = people
    with store.unit_of_work(worker) as uow:
        goal, told = goal_with_its_neighbours(uow, ali)
        goal_with_its_neighbours(uow, bea)
        marking = withhold(uow, ali, goal)
    with store.reading() as connection:
        assert records_kept_here(connection, set()) == told | {marking}


def test_nothing_marked_keeps_nothing(store, people):
    """The ordinary case costs one small select or two."""
    with store.reading() as connection:
        assert records_kept_here(connection, set(people)) == set()

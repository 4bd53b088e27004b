"""The page of a plan at once; a frozen version read as a plan; the note of an answer."""

from dataclasses import replace
from datetime import date

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.plans import agreeing, goals, needs, plan_risks, planning, steps
from linkworker.casework.plans.as_frozen import plan_as_frozen
from linkworker.casework.plans.plan_page import plan_page
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.records.person import Person
from linkworker.vault.store import Store

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """The id of somebody whose plan has one of everything, two needs of which one sits behind the other."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Marsh")).id
        plan = planning.start_plan(uow, ali, together=True)
        planning.set_words(uow, ali, plan, matters="My brother", ideas="Boxing")
        planning.set_review_date(uow, ali, plan, date(2026, 11, 6))
        first = needs.add_need(uow, ali, plan, "Lonely", domain="isolation", since=date(2026, 5, 1))
        needs.add_need(uow, ali, plan, "No sleep", domain="sleep", sits_behind=first, no_goal_reason="The GP has it")
        goal = goals.add_goal(uow, ali, plan, "Play football", needs=[first], belonging=True)
        goals.add_goal(uow, ali, plan, "A course", remind_on=date(2026, 10, 1))
        steps.add_step(uow, ali, goal, "Ring the club", by="worker", by_name="Jo", due_on=date(2026, 8, 20))
        goals.add_note(uow, ali, goal, "Went once", on=date(2026, 8, 1))
        goals.add_note(uow, ali, goal, "Went again")
        plan_risks.add_risk(uow, ali, plan, "Gives up", action="Ring", told="Mum", review_on=date(2026, 9, 1))
        return ali


@pytest.mark.parametrize("answer", ["agreed", "do-not-agree"])
def test_a_frozen_version_reads_as_the_plan_that_was_frozen(store: Store, worker: str, ali: str, answer: str) -> None:
    """Field for field, whatever the plan became since."""
    with store.unit_of_work(worker) as uow:
        plan = plan_view(uow.connection, ali)
        number = agreeing.agree(uow, ali, plan.id, answer, note="Yes, and soon")
        frozen = agreeing.version(uow.connection, ali, plan.id, number)
        as_it_was = plan_view(uow.connection, ali)
        goals.change_goal(uow, ali, plan.goals[0].id, text="Something else")
        assert plan_as_frozen(frozen) == as_it_was


def test_the_page_says_whether_the_plan_moved_on_since_its_version(store: Store, worker: str, ali: str) -> None:
    """Notes on goals do not move a plan on; edits do."""
    with store.unit_of_work(worker) as uow:
        page = plan_page(uow.connection, ali, TODAY)
        assert page.plan is not None
        assert (page.version, page.changed) == (None, False)
        assert page.due is not None
        assert page.due.due_on == date(2026, 11, 6)
        agreeing.agree(uow, ali, page.plan.id, "agreed")
        goals.add_note(uow, ali, page.plan.goals[0].id, "Still going")
        page = plan_page(uow.connection, ali, TODAY)
        assert page.version is not None
        assert (page.version.number, page.changed) == (1, False)
        planning.set_review_date(uow, ali, plan_view(uow.connection, ali).id, date(2026, 12, 6))
        assert plan_page(uow.connection, ali, TODAY).changed


def test_without_an_open_plan_the_page_says_when_the_last_was_closed(store: Store, worker: str, ali: str) -> None:
    """None at all is neither; nobody is nobody."""
    with store.unit_of_work(worker) as uow:
        planning.close_plan(uow, ali, plan_view(uow.connection, ali).id)
        page = plan_page(uow.connection, ali, TODAY)
        assert (page.plan, page.closed_on) == (None, TODAY)
        other = uow.add(Person(name="Sam Hill")).id
        assert plan_page(uow.connection, other, TODAY) == replace(page, closed_on=None)
        with pytest.raises(NotFound):
            plan_view(uow.connection, other)


def test_the_note_of_an_answer_says_who_was_there_and_how_it_was_explained() -> None:
    """A line each; blanks leave nothing."""
    assert agreeing.answer_note(" ", there="", explained=None) is None
    assert agreeing.answer_note("Yes", there="Mum", explained=" ") == "Yes\nWho was there: Mum"
    assert agreeing.answer_note(None, explained="Read aloud") == "How it was explained: Read aloud"

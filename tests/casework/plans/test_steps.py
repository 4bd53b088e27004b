"""Steps: in order, each with who does it."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.plans import goals, plan_risks, planning, steps
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import GoalView
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.vault.store import Store

Planned = tuple[str, str]


@pytest.fixture
def planned(store: Store, worker: str) -> Planned:
    """A person and one goal of theirs, by id."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh"))
        plan = planning.start_plan(uow, person.id)
        return person.id, goals.add_goal(uow, person.id, plan, "Play football every week")


def the_goal(uow: UnitOfWork, person: str) -> GoalView:
    """Return the goal as it stands."""
    return plan_view(uow.connection, person).goal(1)


@pytest.mark.practice(14)
@pytest.mark.parametrize(
    ("typed", "code"),
    [("The person", "person"), ("The worker", "worker"), ("provider", "provider"), ("another agency", "other-agency"),
     ("family", "family")],
)  # fmt: skip
def test_each_step_names_who_does_it(store: Store, worker: str, planned: Planned, typed: str, code: str) -> None:
    """Person, worker, provider, another agency or family: by code, with a name where there is one."""
    ali, goal = planned
    with store.unit_of_work(worker) as uow:
        steps.add_step(uow, ali, goal, "Ring the club", by=typed, by_name="Sam", due_on=date(2026, 8, 12))
        (step,) = the_goal(uow, ali).steps
    assert (step.by, step.due_on, step.state) == (code, date(2026, 8, 12), "not-started")
    assert step.who().endswith("(Sam)")


def test_who_does_it_is_never_left_out(store: Store, worker: str, planned: Planned) -> None:
    """Neither when a step is added nor when it is changed; the sentence names the choices."""
    ali, goal = planned
    with store.unit_of_work(worker) as uow:
        with pytest.raises(BadInput, match="Say who does it: the person, the worker, the provider"):
            steps.add_step(uow, ali, goal, "Ring the club", by=" ")
        step = steps.add_step(uow, ali, goal, "Ring the club", by="worker")
        with pytest.raises(BadInput, match="Say who does it"):
            steps.change_step(uow, ali, step, by="")
        steps.change_step(uow, ali, step, by="person", words="Text the club", by_name=" ")
        changed = the_goal(uow, ali).step(1)
    assert (changed.words, changed.by, changed.who()) == ("Text the club", "person", "The person")


def test_a_step_that_cannot_go_on_says_why_in_the_goals_notes(store: Store, worker: str, planned: Planned) -> None:
    """Cannot be done yet and no longer needed ask for a reason, and it stands where the goal's story is read."""
    ali, goal = planned
    with store.unit_of_work(worker) as uow:
        step = steps.add_step(uow, ali, goal, "Ring the club", by="worker")
        with pytest.raises(BadInput, match="Say why the step is 'Cannot be done yet'"):
            steps.set_state(uow, ali, step, "cannot be done yet")
        steps.set_state(uow, ali, step, "blocked", reason="The club is shut in August.")
        view = the_goal(uow, ali)
        assert view.step(1).state == "cannot-be-done-yet"
        assert [note.words for note in view.notes] == ["Ring the club: cannot be done yet. The club is shut in August."]
        steps.set_state(uow, ali, step, "done")
        with pytest.raises(Refused, match="It can become 'In progress'"):
            steps.set_state(uow, ali, step, "not started")


def test_steps_can_be_put_in_order(store: Store, worker: str, planned: Planned) -> None:
    """Moving one shifts the others; a place past the end is the last."""
    ali, goal = planned
    with store.unit_of_work(worker) as uow:
        ids = {word: steps.add_step(uow, ali, goal, word, by="person") for word in ("A", "B", "C")}
        steps.move_step(uow, ali, ids["C"], 1)
        assert [step.words for step in the_goal(uow, ali).steps] == ["C", "A", "B"]
        steps.move_step(uow, ali, ids["C"], 9)
        assert [step.words for step in the_goal(uow, ali).steps] == ["A", "B", "C"]
        steps.remove_step(uow, ali, ids["A"], "Typed twice")
        view = the_goal(uow, ali)
    assert [(step.number, step.words) for step in view.steps] == [(1, "B"), (2, "C")]
    with pytest.raises(NotFound, match=r"Goal 1 has no step 3\. It has 2 steps"):
        view.step(3)


def test_a_blank_step_is_refused(store: Store, worker: str, planned: Planned) -> None:
    """A step says one thing that somebody does."""
    ali, goal = planned
    with store.unit_of_work(worker) as uow, pytest.raises(BadInput, match="one thing that somebody does"):
        steps.add_step(uow, ali, goal, "  ", by="person")


def test_a_plan_risk_has_hazard_control_who_was_told_and_a_review_date(
    store: Store, worker: str, planned: Planned
) -> None:
    """All four are kept and can be changed; a risk without an action is kept, so that the checks can say so."""
    ali, _ = planned
    with store.unit_of_work(worker) as uow:
        plan = plan_view(uow.connection, ali).id
        risk = plan_risks.add_risk(uow, ali, plan, "Old friends at the park", review_on=date(2026, 10, 1))
        assert plan_view(uow.connection, ali).risk(1).action is None
        plan_risks.change_risk(uow, ali, risk, action="Go with Jo", told="Lewes FC", hazard="Old friends")
        view = plan_view(uow.connection, ali).risk(1)
        assert (view.hazard, view.action, view.told) == ("Old friends", "Go with Jo", "Lewes FC")
        assert view.review_on == date(2026, 10, 1)
        plan_risks.remove_risk(uow, ali, risk, "Wrong person")
        assert plan_view(uow.connection, ali).risks == ()
        with pytest.raises(BadInput, match="what could go wrong"):
            plan_risks.add_risk(uow, ali, plan, "")

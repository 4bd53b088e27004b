"""What the steps of a meeting keep, each in one save."""

from datetime import date

import pytest

from linkworker.base.errors import BadInput, Refused
from linkworker.casework.plans import goals, planning
from linkworker.casework.plans import steps as goal_steps
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.plans.plan_view import PlanView
from linkworker.casework.reviews import meeting_steps, reviewing
from linkworker.casework.reviews.meeting_steps import GoalSaid, NewStep
from linkworker.casework.reviews.review_view import ReviewView, review_view
from linkworker.records.person import Person
from linkworker.vault.store import Store

Begun = tuple[str, str, str]


@pytest.fixture
def begun(store: Store, worker: str) -> Begun:
    """Somebody with a goal of one step, in a meeting that has begun: person, review and goal, by id."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Marsh")).id
        plan = planning.start_plan(uow, ali)
        goal = goals.add_goal(uow, ali, plan, "Play football every week")
        goal_steps.add_step(uow, ali, goal, "Ring the club", by="person")
        review = meeting_steps.begin_meeting(uow, ali, name="My voice matters", mode="in-person")
    return ali, review, goal


def _plan(store: Store, person_id: str) -> PlanView:
    with store.reading() as connection:
        return plan_view(connection, person_id)


def _review(store: Store, person_id: str, review_id: str) -> ReviewView:
    with store.reading() as connection:
        return review_view(connection, person_id, review_id)


def test_beginning_again_changes_who_is_here_and_the_name(store: Store, worker: str, begun: Begun) -> None:
    """It is the same review, with what was said last; a blank name is refused."""
    ali, review, _ = begun
    with store.unit_of_work(worker) as uow:
        again = meeting_steps.begin_meeting(uow, ali, name=" Catch-up ", mode="video", here=[("Sam Reed", "mentor")])
    facts = _review(store, ali, review).facts
    assert again == review
    assert (facts.name, facts.mode, facts.contributors) == ("Catch-up", "video", (("Sam Reed", "mentor"),))
    with pytest.raises(BadInput, match="what this meeting is called"), store.unit_of_work(worker) as uow:
        meeting_steps.begin_meeting(uow, ali, name=" ", mode="video")


def test_a_first_meeting_begins_the_plan_together(store: Store, worker: str) -> None:
    """Nobody needs to begin one before."""
    with store.unit_of_work(worker) as uow:
        mina = uow.add(Person(name="Mina Cole")).id
        meeting_steps.begin_meeting(uow, mina, name="My voice matters", mode="in-person")
    assert _plan(store, mina).together


def test_another_note_takes_the_place_of_the_first_in_one_meeting(store: Store, worker: str, begun: Begun) -> None:
    """The same words twice are one note; other words correct it; it is this review's."""
    ali, review, goal = begun
    for text in ("Went once", "Went once", "Went twice"):
        with store.unit_of_work(worker) as uow:
            meeting_steps.go_over_goals(uow, ali, review, [GoalSaid(goal, note=text, state="active")])
    (only,) = _plan(store, ali).goals
    assert [(note.words, note.review_id) for note in only.notes] == [("Went twice", review)]


def test_a_goal_that_is_reached_has_one_note_of_it(store: Store, worker: str, begun: Begun) -> None:
    """Their words stand on the note of the achievement; the step that is done is done."""
    ali, review, goal = begun
    step = _plan(store, ali).goals[0].steps[0].id
    with store.unit_of_work(worker) as uow:
        meeting_steps.go_over_goals(
            uow, ali, review, [GoalSaid(goal, note="Every Tuesday", state="achieved", done=(step,))]
        )
    (only,) = _plan(store, ali).goals
    assert [(note.words, note.note_kind) for note in only.notes] == [("Every Tuesday", "achieved")]
    assert (only.state, only.steps[0].state) == ("achieved", "completed")


def test_a_goal_for_later_needs_its_day(store: Store, worker: str, begun: Begun) -> None:
    """Without one nothing is kept; with one it comes back then."""
    ali, review, goal = begun
    with pytest.raises(BadInput, match="come back"), store.unit_of_work(worker) as uow:
        meeting_steps.go_over_goals(uow, ali, review, [GoalSaid(goal, state="future")])
    with store.unit_of_work(worker) as uow:
        later = GoalSaid(goal, state="future", remind_on=date(2026, 9, 1))
        meeting_steps.go_over_goals(uow, ali, review, [later])
    assert _plan(store, ali).goals[0].remind_on == date(2026, 9, 1)


def test_a_new_goal_serves_the_need_said_with_it(store: Store, worker: str, begun: Begun) -> None:
    """Steps stand in order, each with who does it; the need is the person's own."""
    ali, review, _ = begun
    with store.unit_of_work(worker) as uow:
        need = meeting_steps.add_need(uow, ali, review, "Somewhere quiet", None)
        said = [NewStep("Ask the library", "person"), NewStep("Lend a card", "worker")]
        meeting_steps.add_goal(uow, ali, review, "Read a book", said, [need])
    plan = _plan(store, ali)
    assert (plan.needs[0].source, plan.needs[0].goals) == ("self-described", (2,))
    assert [(step.words, step.by) for step in plan.goals[1].steps] == [
        ("Ask the library", "person"), ("Lend a card", "worker"),
    ]  # fmt: skip


def test_why_there_is_no_check_in_leaves_other_decisions_alone(store: Store, worker: str, begun: Begun) -> None:
    """Another reason takes the place of the first; none takes it away."""
    ali, review, _ = begun
    with store.unit_of_work(worker) as uow:
        reviewing.decide(uow, ali, review, "Jo asks about boots.")
        meeting_steps.keep_no_check_in(uow, ali, review, "", "No check-in today: tired.")
        meeting_steps.keep_no_check_in(uow, ali, review, "No check-in today: tired.", "No check-in today: late.")
    assert _review(store, ali, review).facts.decisions == "Jo asks about boots.\nNo check-in today: late."
    with store.unit_of_work(worker) as uow:
        meeting_steps.keep_no_check_in(uow, ali, review, "No check-in today: late.", "")
    assert _review(store, ali, review).facts.decisions == "Jo asks about boots."


def test_an_empty_plan_cannot_be_agreed_at_a_meeting(store: Store, worker: str) -> None:
    """It is said at that step, not at the end; without an answer the step is kept."""
    with store.unit_of_work(worker) as uow:
        mina = uow.add(Person(name="Mina Cole")).id
        review = meeting_steps.begin_meeting(uow, mina, name="My voice matters", mode="in-person")
        with pytest.raises(Refused, match="nothing in the plan to agree"):
            meeting_steps.keep_agreed(uow, mina, review, decisions=None, answer="agreed", note=None, next_on=None)
        meeting_steps.keep_agreed(uow, mina, review, decisions="Meet again", answer=None, note=None, next_on=None)
    assert _review(store, mina, review).facts.decisions == "Meet again"


def test_the_same_answer_to_the_same_plan_still_ends_the_meeting(store: Store, worker: str, begun: Begun) -> None:
    """The version before stands; no second one is made of it."""
    ali, review, _ = begun
    for _ in range(2):
        with store.unit_of_work(worker) as uow:
            review = meeting_steps.begin_meeting(uow, ali, name="My voice matters", mode="in-person")
            meeting_steps.keep_agreed(
                uow, ali, review, decisions=None, answer="agreed", note=None, next_on=date(2026, 11, 6)
            )
            assert reviewing.finish(uow, ali, review) == 1

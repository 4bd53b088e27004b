"""Holding a review: the person first, last time beside this time, taken up again after a break."""

from datetime import date, timedelta

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.plans import agreeing, goals, planning
from linkworker.casework.plans.plan_reading import plan_view
from linkworker.casework.reviews import reviewing
from linkworker.casework.reviews.review_due import next_window
from linkworker.casework.reviews.review_view import review_view, reviews
from linkworker.records.person import Person
from linkworker.vault.store import Store

Planned = tuple[str, str, str]
NAME = "My voice matters"


@pytest.fixture
def planned(store: Store, worker: str) -> Planned:
    """A care leaver, their plan and one goal, by id."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh", care_leaver="former-relevant"))
        plan = planning.start_plan(uow, person.id)
        goal = goals.add_goal(uow, person.id, plan, "Play football every week")
        return person.id, plan, goal


@pytest.mark.practice(37)
def test_a_whole_review_stands_beside_the_one_before(
    store: Store, worker: str, planned: Planned, clock: FixedClock
) -> None:
    """Named by the team; voice first; each goal with last note and new; decisions, agreement and next date."""
    ali, plan, goal = planned
    with store.unit_of_work(worker) as uow:
        first = reviewing.start_review(uow, ali, name=NAME)
        reviewing.set_words(uow, ali, first, going_well="Cooking", hard="Nights", matters_now="My brother")
        reviewing.note_on_goal(uow, ali, first, goal, "Went once, liked it")
        reviewing.finish(uow, ali, first)
    clock.advance(timedelta(days=90))
    with store.unit_of_work(worker) as uow:
        second = reviewing.start_review(uow, ali, name=NAME)
        reviewing.set_words(uow, ali, second, going_well="Football", feedback="Jo listens")
        reviewing.note_on_goal(uow, ali, second, goal, "Every Tuesday now")
        reviewing.decide(uow, ali, second, "Jo asks about boots.")
        reviewing.set_agreement(uow, ali, second, "yes")
        window = next_window(uow.connection, ali, clock.today())
        assert window.latest == date(2027, 5, 4)
        reviewing.set_next(uow, ali, second, window.latest)
        assert reviewing.finish(uow, ali, second) == 1
    with store.reading() as connection:
        view = review_view(connection, ali, second)
        frozen = agreeing.version(connection, ali, plan, 1)
        plan_now = plan_view(connection, ali)
        all_of_them = reviews(connection, ali)
    assert (view.facts.name, view.facts.finished, view.facts.decisions) == (NAME, True, "Jo asks about boots.")
    assert view.before is not None
    assert dict(view.before.own_words) == {"going_well": "Cooking", "hard": "Nights", "matters_now": "My brother"}
    assert dict(view.facts.own_words) == {"going_well": "Football", "feedback": "Jo listens"}
    (beside,) = view.goals
    assert beside.last is not None
    assert beside.new is not None
    assert (beside.last.words, beside.new.words) == ("Went once, liked it", "Every Tuesday now")
    assert plan_now.review_on == view.facts.next_on == date(2027, 5, 4)
    assert frozen.snapshot["shown"]["review_on"] == "2027-05-04"
    assert not agreeing.changed_since(frozen, plan_now)
    assert [each.id for each in all_of_them] == [second, first]


def test_a_review_that_was_broken_off_is_taken_up_again(store: Store, worker: str, planned: Planned) -> None:
    """Starting again finds it, with everything that was saved; finishing ends that."""
    ali, _, _ = planned
    with store.unit_of_work(worker) as uow:
        begun = reviewing.start_review(uow, ali, name=NAME)
        reviewing.set_words(uow, ali, begun, hard="The bus")
    with store.unit_of_work(worker) as uow:
        assert reviewing.unfinished(uow.connection, ali) == begun
        assert reviewing.start_review(uow, ali, name="Another") == begun
        assert review_view(uow.connection, ali, begun).facts.own_words["hard"] == "The bus"
        assert reviewing.finish(uow, ali, begun) is None
        assert reviewing.unfinished(uow.connection, ali) is None
        with pytest.raises(Refused, match="finished"):
            reviewing.set_words(uow, ali, begun, hard="Late")


def test_who_conducted_it_and_who_typed_it_are_apart(store: Store, worker: str, planned: Planned) -> None:
    """The worker at the keys enters it; another may have held it; contributors have roles."""
    ali, _, _ = planned
    with store.unit_of_work(worker) as uow:
        review = reviewing.start_review(
            uow, ali, name=NAME, conducted_by_name="Dawn Okafor", contributors=[("Nan", "grandmother")]
        )
        facts = review_view(uow.connection, ali, review).facts
        assert (facts.conducted_by, facts.entered_by) == ("Dawn Okafor", "Jo Brand-Taylor")
        assert facts.contributors == (("Nan", "grandmother"),)
        reviewing.set_who_is_here(uow, ali, review, [("Nan", "grandmother"), ("Sam", "mentor")])
        assert len(review_view(uow.connection, ali, review).facts.contributors) == 2
        with pytest.raises(BadInput, match="name of each person"):
            reviewing.set_who_is_here(uow, ali, review, [(" ", "mentor")])
        reviewing.finish(uow, ali, review)
        own = reviewing.start_review(uow, ali, name=NAME)
        assert review_view(uow.connection, ali, own).facts.conducted_by == "Jo Brand-Taylor"


@pytest.mark.practice(95)
def test_the_benefits_checklist_is_the_persons_own_report(store: Store, worker: str, planned: Planned) -> None:
    """Sleep, physical health, mood, confidence, friendships: none, some or a lot, rated again, corrected."""
    ali, _, _ = planned
    with store.unit_of_work(worker) as uow:
        review = reviewing.start_review(uow, ali, name=NAME)
        for benefit in ("sleep", "Physical health", "mood", "self-confidence", "friends"):
            reviewing.rate_benefit(uow, ali, review, benefit, "some")
        reviewing.rate_benefit(uow, ali, review, "sleep", "a lot", text="I sleep till six")
        view = review_view(uow.connection, ali, review)
    assert {each.benefit: each.rating for each in view.benefits} == {
        "sleep": "a-lot", "physical-health": "some", "mood": "some", "confidence": "some", "friendships": "some",
    }  # fmt: skip
    assert [each.words for each in view.benefits if each.words] == ["I sleep till six"]


@pytest.mark.practice(44)
def test_how_i_see_myself_now_is_kept_in_own_words(store: Store, worker: str, planned: Planned) -> None:
    """Optional, in own words, and there to look back on at the next review."""
    ali, _, _ = planned
    with store.unit_of_work(worker) as uow:
        review = reviewing.start_review(uow, ali, name=NAME)
        reviewing.set_words(uow, ali, review, see_myself="I am the one the little ones look up to.")
        reviewing.finish(uow, ali, review)
        later = reviewing.start_review(uow, ali, name=NAME)
        before = review_view(uow.connection, ali, later).before
    assert before is not None
    assert before.own_words["see_myself"] == "I am the one the little ones look up to."


def test_declining_feedback_is_an_answer(store: Store, worker: str, planned: Planned) -> None:
    """It is kept until something is said, and cannot be said over words."""
    ali, _, _ = planned
    with store.unit_of_work(worker) as uow:
        review = reviewing.start_review(uow, ali, name=NAME)
        reviewing.decline_feedback(uow, ali, review)
        assert review_view(uow.connection, ali, review).facts.feedback_declined
        reviewing.set_words(uow, ali, review, feedback="All right")
        assert not review_view(uow.connection, ali, review).facts.feedback_declined
        with pytest.raises(Refused, match="Their words are in the review"):
            reviewing.decline_feedback(uow, ali, review)


def test_what_a_review_cannot_take_is_said(store: Store, worker: str, planned: Planned) -> None:
    """No plan, a day to come, no name, a next day before this one, an answer that is none: each one sentence."""
    ali, _, _ = planned
    with store.unit_of_work(worker) as uow:
        bo = uow.add(Person(name="Bo Ek"))
        with pytest.raises(NotFound, match="no plan to review"):
            reviewing.start_review(uow, bo.id, name=NAME)
        with pytest.raises(BadInput, match="today or earlier"):
            reviewing.start_review(uow, ali, name=NAME, held_on=date(2026, 8, 7))
        with pytest.raises(BadInput, match="what this meeting is called"):
            reviewing.start_review(uow, ali, name=" ")
        review = reviewing.start_review(uow, ali, name=NAME)
        with pytest.raises(BadInput, match="must be after this one"):
            reviewing.set_next(uow, ali, review, date(2026, 8, 6))
        with pytest.raises(BadInput, match="Choose what the person says"):
            reviewing.set_agreement(uow, ali, review, "draft")
        with pytest.raises(TypeError):
            reviewing.set_words(uow, ali, review, decisions="x")
        with pytest.raises(NotFound, match="no such review"):
            review_view(uow.connection, ali, bo.id)


def test_removed_goals_are_not_asked_about_unless_this_review_removed_them(
    store: Store, worker: str, planned: Planned
) -> None:
    """A goal that ended before is not in the room; one that ends now is, with its note."""
    ali, plan, goal = planned
    with store.unit_of_work(worker) as uow:
        old = goals.add_goal(uow, ali, plan, "Boxing")
        goals.set_state(uow, ali, old, "removed", reason="Not for me")
        review = reviewing.start_review(uow, ali, name=NAME)
        goals.set_state(uow, ali, goal, "achieved", review_id=review)
        view = review_view(uow.connection, ali, review)
    assert [(each.goal.words, each.new.words if each.new else None) for each in view.goals] == [
        ("Play football every week", "Achieved.")
    ]

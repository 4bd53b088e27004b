"""What a meeting shows: what the person may see, named as their team names it."""

from datetime import date

from linkworker.base.clock import FixedClock
from linkworker.base.settings import load_settings
from linkworker.casework.plans import goals, needs, plan_risks, planning
from linkworker.casework.reviews import reviewing
from linkworker.casework.reviews.meeting_steps import begin_meeting, keep_agreed
from linkworker.casework.reviews.meeting_view import MeetingView, meeting_view
from linkworker.records.person import Person
from linkworker.vault.store import Store


def _seen(store: Store, person_id: str, today: date, worker: str) -> MeetingView:
    with store.reading() as connection:
        return meeting_view(connection, person_id, today, load_settings(), worker)


def _person(store: Store, worker: str) -> str:
    with store.unit_of_work(worker) as uow:
        return uow.add(Person(name="Ali Marsh", known_as="Ali", worker_id=worker)).id


def test_a_meeting_that_has_not_begun_is_named_and_empty(store: Store, worker: str, clock: FixedClock) -> None:
    """Somebody without a plan has a first meeting to come, under the name that the settings give."""
    seen = _seen(store, _person(store, worker), clock.today(), worker)
    assert (seen.called, seen.name, seen.review, seen.plan) == ("Ali", "Review", None, None)
    assert (seen.is_first, seen.activities, seen.checked_in, seen.money_left) == (True, (), False, None)
    assert seen.next_by is not None
    assert seen.next_by > clock.today()


def test_only_needs_that_the_person_told_us_and_are_unmet_are_shown(
    store: Store, worker: str, clock: FixedClock
) -> None:
    """What others saw or screened stays off the screen, and so does what is met."""
    ali = _person(store, worker)
    with store.unit_of_work(worker) as uow:
        plan = planning.start_plan(uow, ali)
        needs.add_need(uow, ali, plan, "I cannot sleep", domain="sleep")
        needs.add_need(uow, ali, plan, "Drinks most evenings", source="observed")
        met = needs.add_need(uow, ali, plan, "A dentist")
        needs.set_met(uow, ali, met)
        plan_risks.add_risk(uow, ali, plan, "Old friends at the gate")
    seen = _seen(store, ali, clock.today(), worker)
    assert [need.words for need in seen.needs] == ["I cannot sleep"]


def test_after_an_agreement_it_is_no_longer_the_first(store: Store, worker: str, clock: FixedClock) -> None:
    """The plan's own questions are asked until something was agreed, and through that whole meeting."""
    ali = _person(store, worker)
    with store.unit_of_work(worker) as uow:
        review = begin_meeting(uow, ali, name="My voice matters", mode="in-person")
    first = _seen(store, ali, clock.today(), worker)
    assert first.plan is not None
    assert (first.is_first, first.name) == (True, "My voice matters")
    with store.unit_of_work(worker) as uow:
        goals.add_goal(uow, ali, first.plan.id, "Swim")
        keep_agreed(uow, ali, review, decisions=None, answer="agreed", note=None, next_on=first.next_by)
        assert reviewing.finish(uow, ali, review) == 1
    second = _seen(store, ali, clock.today(), worker)
    assert (second.is_first, second.review) == (False, None)

"""The activities of a plan as the person reads them, and who is around a person."""

from datetime import date

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.plans.around_person import has_people, staff_around, whose
from linkworker.casework.plans.plan_activities import PlanActivity, plan_activities
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.person import Person
from linkworker.records.professional import Professional
from linkworker.records.referral import Referral
from linkworker.records.venue import Venue
from linkworker.vault.store import Store

DAY = date(2026, 8, 6)


@pytest.mark.practice(32)
def test_activities_cross_by_their_plain_words_and_never_the_need(store: Store, worker: str) -> None:
    """Plain name, when, where and cost; only what the person was told of, each once; unknowns stay blank."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali Marsh"))
        ground = uow.add(Venue(name="The Dripping Pan", address="Lewes"))
        anger = Activity(
            name="Anger group", plain="Boxing and talking", domains=["trauma-and-loss"], venue_id=ground.id,
            cost_pence=0,
        )  # fmt: skip
        uow.add(anger)
        uow.add(ActivityTime(activity_id=anger.id, weekday="tuesday", starts="18:00"))
        bare, idea, over = (uow.add(Activity(name=name)) for name in ("Walks", "Only an idea", "Finished"))
        for activity, state in (
            (anger, "referred"), (anger, "agreed"), (bare, "offered"), (idea, "suggested"), (over, "completed"),
        ):  # fmt: skip
            uow.add(Referral(person_id=ali.id, activity_id=activity.id, state=state, state_on=DAY))
        found = plan_activities(uow.connection, ali.id, DAY)
    assert found == (
        PlanActivity("Boxing and talking", "Tuesday 6:00pm", "The Dripping Pan, Lewes", "Free", "Anger group"),
        PlanActivity("Walks", "", "", "", "Walks"),
    )


def test_whose_a_person_is(store: Store, worker: str) -> None:
    """Their own worker and team; else the worker at the keys; nobody at all is said."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Alistair Marsh", known_as="Ali", worker_id=worker))
        bo = uow.add(Person(name="Bo Ek"))
        uow.add(Professional(person_id=ali.id, role="gp", name="Dr Odu"))
    with store.reading() as connection:
        own, other = whose(connection, ali.id, None), whose(connection, bo.id, worker)
        nobody = whose(connection, bo.id, None)
        assert staff_around(connection, ali.id) == (("Jo Brand-Taylor", "link worker"), ("Dr Odu", "gp"))
        assert (has_people(connection, worker), has_people(connection, bo.id)) == (True, False)
        with pytest.raises(NotFound):
            whose(connection, worker, worker)
    assert (own.called, own.worker, own.title) == ("Ali", "Jo Brand-Taylor", "link worker")
    assert (other.worker, other.team) == ("Jo Brand-Taylor", "HMP Fenwick wellbeing team")
    assert (nobody.worker, nobody.title, nobody.team) == ("", "", "")

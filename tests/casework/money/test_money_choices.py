"""What a request for money may name."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import NotFound
from linkworker.casework.money.money_choices import choices
from linkworker.casework.money.money_reading import request_of
from linkworker.casework.people.people import add_person
from linkworker.records.activity import Activity
from linkworker.records.goal import Goal
from linkworker.records.money import MoneyRequest, Pot
from linkworker.records.plan import Plan
from linkworker.records.referral import Referral

TODAY = date(2026, 8, 6)


def test_goals_worked_on_activities_agreed_and_pots_that_have_not_ended(store, worker):
    """A goal of a closed plan, a declined activity and a pot of last year are no choices."""
    with store.unit_of_work(worker) as uow:
        bea = add_person(uow, "Bea Nowak").person_id
        old = uow.add(Plan(person_id=bea, closed_on=TODAY)).id
        plan = uow.add(Plan(person_id=bea)).id
        uow.add(Goal(person_id=bea, plan_id=old, words="Long ago"))
        goal = uow.add(Goal(person_id=bea, plan_id=plan, words="Play again")).id
        uow.add(Goal(person_id=bea, plan_id=plan, words="Later", state="future"))
        names = {}
        for name, state in (("Football", "agreed"), ("Climbing", "declined"), ("Chess", "started")):
            names[name] = uow.add(Activity(name=name)).id
            uow.add(Referral(person_id=bea, activity_id=names[name], state=state, state_on=TODAY))
        uow.add(Pot(name="Last year", amount_pence=100, ends_on=TODAY - timedelta(days=1)))
        pot = uow.add(Pot(name="Bus fund", amount_pence=100)).id
        found = choices(uow.connection, bea, TODAY)
    assert found.goals == ((goal, "Play again"),)
    assert found.activities == ((names["Chess"], "Chess"), (names["Football"], "Football"))
    assert [each.id for each in found.pots] == [pot]
    assert found.budget is None


def test_one_request_of_a_person(store, worker):
    """By its id; another's is not found."""
    with store.unit_of_work(worker) as uow:
        bea, cal = (add_person(uow, name).person_id for name in ("Bea Nowak", "Cal Rees"))
        made = uow.add(MoneyRequest(person_id=bea, amount_pence=100, what_for="Fares", state_on=TODAY)).id
        assert request_of(uow.connection, bea, made).what_for == "Fares"
        with pytest.raises(NotFound):
            request_of(uow.connection, cal, made)

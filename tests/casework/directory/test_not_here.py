"""What a record names and this laptop does not have is said so, and nothing is left out because of it."""

from datetime import date

import pytest

from linkworker.base.ids import new_id
from linkworker.casework.directory.not_here import NO_ACTIVITY, NO_PERSON_HERE, NO_POT
from linkworker.casework.evidence import money_figures, referral_figures
from linkworker.casework.evidence.figure import Asked
from linkworker.casework.money.money_choices import choices
from linkworker.casework.people.keeping_apart import kept_apart
from linkworker.casework.plans.plan_activities import NOT_HERE, plan_activities
from linkworker.casework.referrals.referral_reading import of_person, waiting_for_answer
from linkworker.records.keep_apart import KeepApart
from linkworker.records.money import MoneyRequest
from linkworker.records.person import Person
from linkworker.records.referral import Referral
from linkworker.vault.store import Store

DAY = date(2026, 8, 6)


@pytest.fixture
def ali(store: Store, worker: str) -> str:
    """Ali came from another laptop, with a referral, a request and somebody to keep apart that are not here."""
    with store.unit_of_work(worker) as uow:
        made = uow.add(Person(name="Ali Mansour", worker_id=worker)).id
        uow.add(Referral(person_id=made, activity_id=new_id(), form="referral", state="referred", state_on=DAY))
        uow.add(
            MoneyRequest(
                person_id=made, pot_id=new_id(), amount_pence=2500, what_for="Boots", state="paid", state_on=DAY
            )
        )
        uow.add(KeepApart(person_id=made, other_id=new_id(), since=DAY))
        return made


def test_a_referral_to_an_activity_of_another_team_is_shown(store: Store, worker: str, ali: str) -> None:
    """On the page, in Today's list of those not answered, among the figures, and on the person's own copy."""
    with store.reading() as connection:
        assert [each.activity for each in of_person(connection, ali)] == [NO_ACTIVITY]
        assert [each.activity for each in waiting_for_answer(connection)] == [NO_ACTIVITY]
        (activity,) = plan_activities(connection, ali, DAY)
        assert (activity.name, activity.in_directory) == (NOT_HERE, NO_ACTIVITY)
        assert [words for _, words in choices(connection, ali, DAY).activities] == [NO_ACTIVITY]
        asked = Asked(DAY, worker, 90)
        (figure,) = referral_figures.figures(connection, asked)
        assert figure.value == 1
        assert NO_ACTIVITY in str(referral_figures.who(connection, asked, figure.code))


def test_money_from_a_pot_that_is_not_here_is_counted(store: Store, worker: str, ali: str) -> None:
    """What was spent is a fact, whoever gave it."""
    with store.reading() as connection:
        (figure,) = money_figures.figures(connection, Asked(DAY, worker, 90))
    assert (figure.label, figure.value) == (NO_POT, 2500)


def test_somebody_to_keep_apart_who_is_not_here_is_said(store: Store, ali: str) -> None:
    """It is about safety: it stands, though nobody here knows the name."""
    with store.reading() as connection:
        assert [each.other_name for each in kept_apart(connection, ali, DAY)] == [NO_PERSON_HERE]

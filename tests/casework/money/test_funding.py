"""Pots, personal budgets and requests on the real store: what the plan agrees, and never below nothing unsaid."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import offered
from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import coded
from linkworker.base.setting_values import PersonalBudget
from linkworker.casework.directory.provider_upkeep import suspend
from linkworker.casework.money.budgets import change_budget, set_budget
from linkworker.casework.money.funding import ask_for, decide
from linkworker.casework.money.money_reading import (
    balance,
    budget_of,
    counts,
    pot,
    pots,
    requests_of,
    to_approve,
    together,
)
from linkworker.casework.money.money_view import RequestView
from linkworker.casework.money.pots import add_pot, change_pot
from linkworker.casework.referrals.referring import refer
from linkworker.vault.store import Store

LIMIT = PersonalBudget()


class Purse:
    """Ali with an agreed plan, a budget of £500.00 from the leisure pot, and asking and deciding made short."""

    def __init__(self, store: Store, worker: str) -> None:
        self.store, self.worker = store, worker
        with store.unit_of_work(worker) as uow:
            self.ali = offered.person(uow)
            _, self.goal = offered.plan(uow, self.ali)
            self.pot = add_pot(uow, "Leisure pot", 60_000, funder="Public Health", ends_on=date(2026, 12, 31))
            self.budget = set_budget(uow, self.ali, 50_000, LIMIT, what_for="Getting active", pot_id=self.pot)

    def ask(self, pence: int = 4_000, what: str = "football boots", **given: Any) -> str:
        """Ask for money for Ali's goal unless told otherwise."""
        with self.store.unit_of_work(self.worker) as uow:
            return ask_for(uow, self.ali, pence, what, **{"goal_id": self.goal, **given})

    def decide(self, request_id: str, *states: str, **given: Any) -> None:
        """Move a request through states; what is given goes with the last."""
        for number, state in enumerate(states, 1):
            with self.store.unit_of_work(self.worker) as uow:
                decide(uow, self.ali, request_id, state, **(given if number == len(states) else {}))

    def requests(self) -> tuple[RequestView, ...]:
        """Return Ali's requests as they are shown."""
        with self.store.reading() as connection:
            return requests_of(connection, self.ali)

    def left(self) -> int:
        """Return pence left of the budget."""
        with self.store.reading() as connection:
            held = budget_of(connection, self.ali)
        assert held is not None
        return held.balance.left_pence


@pytest.fixture
def purse(store: Store, worker: str) -> Purse:
    """Ali's money."""
    return Purse(store, worker)


@pytest.mark.practice(79)
def test_a_budget_is_tied_to_the_plan_within_the_organisations_limit(store: Store, worker: str, purse: Purse) -> None:
    """Amount, what for, who agreed, how managed and when reviewed; beyond the limit or the ages a reason is needed."""
    with store.unit_of_work(worker) as uow:
        older = offered.person(uow, name="Bo Lang", date_of_birth=date(1996, 1, 1))
        with pytest.raises(Refused, match="belongs to a plan"):
            set_budget(uow, older, 10_000, LIMIT)
        offered.plan(uow, older)
        with pytest.raises(Refused, match="ages 16 to 25, and this person is 30"):
            set_budget(uow, older, 10_000, LIMIT)
        with pytest.raises(Refused, match="up to £500"):
            set_budget(uow, purse.ali, 50_001, LIMIT)
        set_budget(
            uow, older, 60_000, LIMIT, agreed_by="Meg Shaw", managed_as="Third party",
            review_on=date(2026, 11, 6), despite="Agreed by the panel on 3 August.",
        )  # fmt: skip
        held = budget_of(uow.connection, older)
    assert held is not None
    assert held.words() == (
        "Personal budget (third party, agreed by Meg Shaw, review 6 November 2026): "
        "£600.00 left of £600.00: £0.00 committed, £0.00 spent."
    )


@pytest.mark.practice(80)
def test_a_request_goes_from_asked_to_received(purse: Purse) -> None:
    """Asked, approved, ordered, paid and received, with the balance at each step."""
    made = purse.ask()
    assert purse.left() == 50_000
    with purse.store.reading() as connection:
        assert [each.id for each in to_approve(connection)] == [made]
    purse.decide(made, "approved")
    assert purse.left() == 46_000
    purse.decide(made, "ordered", "paid", reason="Invoice 1182")
    purse.decide(made, "received")
    held = purse.requests()[0]
    assert (held.state, held.goal, held.why, held.decided_by) == (
        "received", "Play a whole match", "Invoice 1182", "Jo Brand-Taylor"
    )  # fmt: skip
    assert purse.left() == 46_000
    assert held.words() == (
        "£40.00 for football boots, for the goal 'Play a whole match', from Leisure pot: "
        "received or used 6 August 2026. Invoice 1182."
    )


@pytest.mark.practice(80)
def test_a_refused_request_can_be_asked_again_and_a_paid_one_refunded(purse: Purse) -> None:
    """Refusing and refunding say why; what is refunded is there again."""
    made = purse.ask()
    with pytest.raises(BadInput, match="Say why"):
        purse.decide(made, "refused")
    purse.decide(made, "refused", reason="Boots can be borrowed.")
    purse.decide(made, "requested", reason="They do not have his size.")
    purse.decide(made, "approved", "paid")
    assert purse.left() == 46_000
    purse.decide(made, "refunded", reason="Did not fit.")
    assert purse.left() == 50_000
    with pytest.raises(Refused, match="change no more"):
        purse.decide(made, "paid")


@pytest.mark.practice(79)
def test_money_is_spent_only_on_what_the_plan_agrees(purse: Purse) -> None:
    """A goal of the agreed plan, or an activity the person agreed to; anything else needs a stated reason."""
    with pytest.raises(Refused, match="agreed plan"):
        purse.ask(goal_id=None)
    made = purse.ask(goal_id=None, reason="His phone broke, and the club texts the times.")
    assert purse.requests()[0].why == "His phone broke, and the club texts the times."
    assert made


def test_an_activity_that_the_person_agreed_to_is_enough(purse: Purse) -> None:
    """The request names the activity instead of a goal; before it was agreed to, that is not enough."""
    with purse.store.unit_of_work(purse.worker) as uow:
        football = offered.activity(uow, offered.provider(uow))
    with pytest.raises(Refused, match="agreed plan"):
        purse.ask(goal_id=None, activity_id=football)
    with purse.store.unit_of_work(purse.worker) as uow:
        refer(uow, purse.ali, football, state="agreed")
    purse.ask(goal_id=None, activity_id=football)
    assert purse.requests()[0].activity == "Walking football"


@pytest.mark.practice(55)
def test_a_spend_with_a_provider_that_is_not_approved_needs_a_reason(purse: Purse) -> None:
    """A suspended provider says so before any money goes there."""
    with purse.store.unit_of_work(purse.worker) as uow:
        trust = offered.provider(uow)
        football = offered.activity(uow, trust)
        suspend(uow, trust, "An allegation is looked into.")
    with pytest.raises(Refused, match=r"Lewes FC Trust: suspended. An allegation is looked into."):
        purse.ask(activity_id=football)
    purse.ask(activity_id=football, reason="Refund of boots bought before.")


@pytest.mark.practice(81)
def test_a_balance_never_goes_below_nothing_without_a_stated_reason(purse: Purse) -> None:
    """Exactly what is left may be approved; a penny more needs a reason, of budget and pot alike."""
    purse.decide(purse.ask(46_000), "approved")
    exact = purse.ask(4_000)
    over = purse.ask(4_001, "a bike helmet")
    with pytest.raises(Refused, match=r"The budget has £40.00 left, £0.01 too little"):
        purse.decide(over, "approved")
    purse.decide(exact, "approved")
    assert purse.left() == 0
    purse.decide(over, "approved", despite="Agreed with the service manager.")
    assert purse.left() == -4_001
    assert purse.requests()[2].why == "Agreed with the service manager."
    with purse.store.reading() as connection:
        assert pot(connection, purse.pot, offered.TODAY).balance.left_pence == 60_000 - 54_001


@pytest.mark.practice(81)
def test_a_pot_shows_what_is_left_whom_it_helped_and_when_it_ends(purse: Purse, clock: FixedClock) -> None:
    """Committed, spent, left, people, average, pace to its end, and a warning before it ends."""
    purse.decide(purse.ask(4_000), "approved", "paid")
    purse.decide(purse.ask(2_000, "socks"), "approved")
    with purse.store.unit_of_work(purse.worker) as uow:
        change_pot(uow, purse.pot, starts_on=date(2026, 7, 6))
    with purse.store.reading() as connection:
        found = pot(connection, purse.pot, offered.TODAY)
    assert (found.balance.committed_pence, found.balance.spent_pence, found.balance.left_pence) == (
        2_000,
        4_000,
        54_000,
    )
    assert (found.people, found.average_pence, found.ending_soon) == (1, 6_000, False)
    assert found.projected_pence == 6_000 * 179 // 32
    clock.advance(timedelta(days=90))
    with purse.store.reading() as connection:
        later = pot(connection, purse.pot, clock.today())
    assert later.ending_soon
    assert later.ends_words() == "ends 31 December 2026, in 57 days"


def test_several_pots_each_have_their_own_terms_and_account(purse: Purse) -> None:
    """Funder, dates, ages and settings; a person outside the terms needs a reason; together they are one sum."""
    with purse.store.unit_of_work(purse.worker) as uow:
        small = add_pot(
            uow, "Small grants", 10_000, funder="Lewes Trust", starts_on=date(2026, 1, 1), ends_on=date(2026, 8, 5),
            terms="Kit only", minimum_age=21, maximum_age=25, settings=["on-licence"],
        )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        purse.ask(pot_id=small)
    for said in ("ended on 5 August 2026", "ages 21 to 25, and this person is 19", "people on licence"):
        assert said in str(refusal.value)
    purse.decide(purse.ask(3_000, pot_id=small, reason="The funder agreed by phone."), "approved")
    assert purse.left() == 50_000
    with purse.store.reading() as connection:
        found = pots(connection, offered.TODAY)
    assert [each.name for each in found] == ["Small grants", "Leisure pot"]
    assert found[0].lines()[0] == (
        "Small grants (Lewes Trust), ended 5 August 2026. For ages 21 to 25, on licence. Terms: Kit only."
    )
    assert together(found).words() == "£670.00 left of £700.00: £30.00 committed, £0.00 spent"


def test_a_request_without_budget_or_pot_is_not_found(store: Store, worker: str) -> None:
    """It says what to do first."""
    with store.unit_of_work(worker) as uow:
        ali = offered.person(uow)
        with pytest.raises(NotFound, match="Set one, or name a pot"):
            ask_for(uow, ali, 100, "a bus fare")


def test_sums_and_days_must_be_possible(purse: Purse) -> None:
    """Above nothing, not after today, ends after starts, ages the right way round."""
    with pytest.raises(BadInput, match="above"):
        purse.ask(0)
    with pytest.raises(BadInput, match="today or earlier"):
        purse.ask(on=offered.TODAY + timedelta(days=1))
    made = purse.ask()
    with pytest.raises(BadInput, match="on or after"):
        purse.decide(made, "approved", on=offered.TODAY - timedelta(days=1))
    with purse.store.unit_of_work(purse.worker) as uow:
        with pytest.raises(BadInput, match="must end"):
            add_pot(uow, "Late", 100, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
        with pytest.raises(BadInput, match="oldest age"):
            add_pot(uow, "Ages", 100, minimum_age=20, maximum_age=19)


def test_a_budget_is_not_cut_below_what_is_promised_without_a_reason(purse: Purse) -> None:
    """What is committed is promised to somebody."""
    purse.decide(purse.ask(4_000), "approved")
    with purse.store.unit_of_work(purse.worker) as uow:
        with pytest.raises(Refused, match=r"£40.00 is committed"):
            change_budget(uow, purse.ali, purse.budget, LIMIT, amount_pence=3_999)
        change_budget(uow, purse.ali, purse.budget, LIMIT, amount_pence=4_000)
    assert purse.left() == 0


@given(st.dictionaries(st.sampled_from(coded("money-state").codes()), st.integers(0, 10**7)), st.integers(1, 10**8))
def test_left_is_amount_less_committed_less_spent(sums: dict[str, int], amount: int) -> None:
    """Whatever the states, every penny counts once or not at all, and nothing is rounded."""
    held = balance(amount, sums)
    counted = sum(sums.get(state, 0) for kind in ("committed", "spent") for state in counts(kind))
    assert held.left_pence == amount - counted
    assert set(counts("committed")).isdisjoint(counts("spent"))

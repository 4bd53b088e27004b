"""Where a referral stands in words, what may follow, and the support that goes with it."""

from datetime import date, timedelta

import pytest

from casework import offered
from linkworker.base.clock import FixedClock
from linkworker.base.errors import NotFound
from linkworker.casework.referrals.referral_now import next_states, path, short_day, where_now
from linkworker.casework.referrals.referral_reading import referral
from linkworker.casework.referrals.referring import move, refer
from linkworker.casework.referrals.support_needed import support_needed
from linkworker.vault.store import Store

TODAY = offered.TODAY


def test_a_referral_says_what_it_waits_for_and_how_long(store: Store, worker: str, clock: FixedClock) -> None:
    """The path with its days, the wait in days, and the states that may follow without that of an error."""
    with store.unit_of_work(worker) as uow:
        person = offered.person(uow)
        offered.consent(uow, person)
        trust = offered.provider(uow)
        made = refer(uow, person, offered.activity(uow, trust), state="agreed")
        told = refer(uow, person, offered.activity(uow, trust, "Chess"), form="signpost", state="referred")
    clock.advance(timedelta(days=12))
    with store.unit_of_work(worker) as uow:
        move(uow, person, made, "referred")
        view = referral(uow.connection, person, made)
        signpost = referral(uow.connection, person, told)
    later = TODAY + timedelta(days=13)
    assert path(view, later) == ("agreed 6 August", "referred 18 August")
    assert where_now(view, "Ali", later) == "waiting for an answer, 1 day"
    assert where_now(view, "Ali", TODAY + timedelta(days=12)) == "waiting for an answer"
    assert where_now(signpost, "Ali", TODAY) == "told of it"
    codes = [row.code for row in next_states(view)]
    assert codes[:2] == ["accepted", "refused-by-provider"]
    assert "withdrawn-in-error" not in codes


def test_a_day_of_another_year_says_its_year() -> None:
    """And one of this year does not."""
    assert short_day(date(2026, 1, 2), TODAY) == "2 January"
    assert short_day(date(2025, 12, 31), TODAY) == "31 December 2025"


def test_support_that_goes_with_a_referral_is_said_in_words(store: Store, worker: str) -> None:
    """Adjustments, access, an interpreter, then what helps as it was written; none is nothing."""
    with store.unit_of_work(worker) as uow:
        person = offered.person(
            uow, access_needs=["step-free"], interpreter="yes", language="pl", what_helps="Meet after two"
        )
        plain = offered.person(uow, name="Bo Lang")
        connection = uow.connection
        assert support_needed(connection, person) == ("Step-free and an interpreter (Polish).", "Meet after two.")
        assert support_needed(connection, plain) == ()
        with pytest.raises(NotFound):
            support_needed(connection, "nobody")

"""Referrals in and episodes of support."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.casework.people.people import add_person
from linkworker.casework.support.episodes import (
    change_level,
    current_episode,
    end_episode,
    episodes,
    open_episode,
    reached,
)
from linkworker.casework.support.receiving import accept, do_not_accept, receive, referrals_in, waiting_list

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store, worker):
    """The id of Ali Marsh, who is on bail."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh", legal_stage="bail").person_id


@pytest.mark.practice(18, 19)
def test_a_referral_from_our_own_cohort_needs_few_fields(store, worker, ali):
    """Source alone is enough; the stage is the person's own unless another is said."""
    with store.unit_of_work(worker) as uow:
        receive(uow, ali, "own cohort")
        receive(uow, ali, "court", stage="community order", reason="low mood", source_name="Lewes court")
        second, first = referrals_in(uow.connection, ali, TODAY)
    assert (first.source, first.stage, first.received_on, first.waiting) == (
        "Our own team or cohort", "On bail", TODAY, 0,
    )  # fmt: skip
    assert (second.stage, second.reason, second.source_name) == ("Community order", "low mood", "Lewes court")


def test_a_referral_of_which_a_file_does_not_say_where_from(store, worker, ali):
    """It waits for an answer like any other."""
    with store.unit_of_work(worker) as uow:
        receive(uow, ali, None)
        (one,) = waiting_list(uow.connection, TODAY)
    assert (one.name, one.source, one.decision) == ("Ali Marsh", None, "Waiting for an answer")


def test_those_who_wait_come_oldest_first(store, worker, ali):
    """With the days that they have waited; the decided are gone."""
    with store.unit_of_work(worker) as uow:
        bea = add_person(uow, "Bea Nowak").person_id
        new = receive(uow, ali, "self", received_on=TODAY - timedelta(days=2))
        receive(uow, bea, "GP", received_on=TODAY - timedelta(days=30))
        waiting = waiting_list(uow.connection, TODAY)
        assert [(one.name, one.waiting) for one in waiting] == [("Bea Nowak", 30), ("Ali Marsh", 2)]
        accept(uow, ali, new)
        assert [one.name for one in waiting_list(uow.connection, TODAY)] == ["Bea Nowak"]
        with pytest.raises(BadInput, match="on or before"):
            receive(uow, ali, "self", received_on=TODAY + timedelta(days=1))


def test_accepting_opens_an_episode_at_the_stage_of_the_referral(store, worker, ali):
    """A diversion before court is one of the stages; a second referral joins the episode that is open."""
    with store.unit_of_work(worker) as uow:
        first = receive(uow, ali, "police", stage="divert", received_on=TODAY - timedelta(days=3))
        opened = accept(uow, ali, first, level="full", on=TODAY - timedelta(days=1))
        now = current_episode(uow.connection, ali)
        assert (now.id, now.number, now.level, now.stage) == (opened, 1, "Full", "Pre-court diversion")
        assert now.opened_on == TODAY - timedelta(days=1)
        assert accept(uow, ali, receive(uow, ali, "self")) == opened
        with pytest.raises(Refused, match="decided already: accepted"):
            accept(uow, ali, first)
        with pytest.raises(BadInput, match="The decision must be from"):
            accept(uow, ali, receive(uow, ali, "self"), on=TODAY + timedelta(days=1))


def test_not_accepting_needs_a_reason(store, worker, ali):
    """Which is kept and shown."""
    with store.unit_of_work(worker) as uow:
        one = receive(uow, ali, "self")
        with pytest.raises(BadInput, match="Say why"):
            do_not_accept(uow, ali, one, " ")
        do_not_accept(uow, ali, one, "lives elsewhere")
        (shown,) = referrals_in(uow.connection, ali, TODAY)
        assert (shown.decision, shown.why, shown.waiting) == ("Not accepted", "lives elsewhere", None)
        assert current_episode(uow.connection, ali) is None


def test_the_level_of_support_stands_on_the_episode(store, worker, ali):
    """Signpost, light or full; it can change; without an episode there is nothing to change."""
    with store.unit_of_work(worker) as uow:
        with pytest.raises(NotFound, match="no episode"):
            change_level(uow, ali, "full")
        open_episode(uow, ali, level="signpost")
        change_level(uow, ali, "holistic")
        assert current_episode(uow.connection, ali).level == "Full"


def test_the_earliest_day_of_each_milestone_stands(store, worker, ali):
    """A later one changes nothing; without an episode nothing is dated."""
    with store.unit_of_work(worker) as uow:
        assert not reached(uow, ali, "first_contact_on", TODAY)
        open_episode(uow, ali, on=TODAY - timedelta(days=9))
        assert reached(uow, ali, "first_contact_on", TODAY)
        assert reached(uow, ali, "first_contact_on", TODAY - timedelta(days=3))
        assert not reached(uow, ali, "first_contact_on", TODAY)
        assert current_episode(uow.connection, ali).first_contact_on == TODAY - timedelta(days=3)


def test_an_episode_ends_for_reasons_and_coming_back_opens_another(store, worker, ali):
    """The old one is kept with whose reasons they were; two are never open at once."""
    with store.unit_of_work(worker) as uow:
        open_episode(uow, ali, on=TODAY - timedelta(days=9))
        with pytest.raises(Refused, match="in support already"):
            open_episode(uow, ali)
        with pytest.raises(BadInput, match="at least one reason"):
            end_episode(uow, ali, [])
        with pytest.raises(BadInput, match="The end must be from"):
            end_episode(uow, ali, ["release"], on=TODAY - timedelta(days=10))
        end_episode(uow, ali, ["Release", "Travel", "money"], words="moved north")
        open_episode(uow, ali)
        now, before = episodes(uow.connection, ali)
    assert (now.number, before.number, before.ended_on, before.end_words) == (2, 1, TODAY, "moved north")
    assert before.why_ended() == "structural: Travel and Money; system: Release"

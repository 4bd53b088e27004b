"""The directory on the real store: activities by words, kind and area, providers with status, what soon lapses."""

from datetime import date, time, timedelta

import pytest

from casework import offered
from linkworker.base.clock import FixedClock
from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.lists import coded
from linkworker.casework.directory.activity_reading import activity
from linkworker.casework.directory.activity_upkeep import (
    add_activity,
    add_mentor,
    add_time,
    add_venue,
    change_activity,
    change_mentor,
    change_venue,
    confirm_activity,
    remove_time,
    stop_activity,
)
from linkworker.casework.directory.activity_view import places_words
from linkworker.casework.directory.directory import Sought, activities
from linkworker.casework.directory.named import one_activity, one_mentor, one_pot, one_provider, one_venue
from linkworker.casework.directory.provider_upkeep import (
    add_provider,
    approve,
    change_provider,
    keep_agreement,
    keep_check,
    lift_suspension,
    suspend,
)
from linkworker.casework.directory.provider_view import Status
from linkworker.casework.directory.providers import lapsing, not_approved, provider, providers
from linkworker.vault.store import Store

TODAY = offered.TODAY


@pytest.mark.practice(55)
def test_a_provider_is_approved_only_with_every_needed_check(store: Store, worker: str) -> None:
    """Each missing check is named; with all of them it is approved, and its stage follows."""
    with store.unit_of_work(worker) as uow:
        trust = add_provider(uow, "Lewes FC Trust")
        keep_check(uow, trust, "Insurance", evidence="Certificate seen", expires_on=date(2026, 9, 1))
        with pytest.raises(Refused, match="Still missing: Safeguarding policy"):
            approve(uow, trust)
        assert provider(uow.connection, trust, TODAY).status is Status.DRAFT
        for item in coded("due-diligence-item"):
            keep_check(uow, trust, item.code, expires_on=date(2026, 9, 1) if item.is_set("expires") else None)
        approve(uow, trust)
        view = provider(uow.connection, trust, TODAY)
    assert (view.status, view.stage_label, view.missing) == (Status.APPROVED, "Approved", ())


@pytest.mark.practice(55)
def test_expired_is_worked_out_from_the_evidence(store: Store, worker: str, clock: FixedClock) -> None:
    """On its last day a check holds; the day after the provider is expired; newer evidence puts it right."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow, ends=date(2026, 9, 1))
        assert provider(uow.connection, trust, date(2026, 9, 1)).status is Status.APPROVED
        late = provider(uow.connection, trust, date(2026, 9, 2))
        assert late.status is Status.EXPIRED
        assert "Insurance ended 1 September 2026" in late.status_words
        assert "Insurance ended" in (not_approved(uow.connection, trust, date(2026, 9, 2)) or "")
    clock.advance(timedelta(days=30))
    with store.unit_of_work(worker) as uow:
        for item in coded("due-diligence-item"):
            if item.is_set("expires"):
                keep_check(uow, trust, item.code, expires_on=date(2027, 9, 1))
        assert provider(uow.connection, trust, date(2026, 9, 5)).status is Status.APPROVED


def test_a_suspension_says_why_and_can_be_lifted(store: Store, worker: str) -> None:
    """Suspended outweighs everything else."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow)
        suspend(uow, trust, "An allegation is looked into.")
        held = provider(uow.connection, trust, TODAY)
        assert (held.status, held.status_words) == (Status.SUSPENDED, "An allegation is looked into.")
        lift_suspension(uow, trust, "Nothing was found.")
        assert provider(uow.connection, trust, TODAY).status is Status.APPROVED
        with pytest.raises(BadInput, match="Say why"):
            suspend(uow, trust, " ")


def test_what_lapses_soon_is_listed_the_earliest_first(store: Store, worker: str) -> None:
    """Lapsed and lapsing within 60 days, from the newest evidence; ended work is left out."""
    with store.unit_of_work(worker) as uow:
        soon = offered.provider(uow, "Soon", ends=TODAY + timedelta(days=60))
        offered.provider(uow, "Later", ends=TODAY + timedelta(days=61))
        ended = offered.provider(uow, "Ended", ends=TODAY)
        change_provider(uow, ended, stage="ended")
        keep_check(uow, soon, "dbs", seen_on=TODAY - timedelta(days=400), expires_on=TODAY - timedelta(days=9))
        keep_check(uow, soon, "insurance", seen_on=TODAY - timedelta(days=400), expires_on=TODAY - timedelta(days=9))
        found = lapsing(uow.connection, TODAY)
        rows = providers(uow.connection, TODAY)
    assert {each.provider for each in found} == {"Soon"}
    assert {each.days for each in found} == {60}
    assert found[0].words() == "Soon: DBS checks ends 5 October 2026"
    assert [(row.name, row.status) for row in rows] == [(name, Status.APPROVED) for name in ("Ended", "Later", "Soon")]


@pytest.mark.practice(54)
def test_the_working_agreement_has_four_parts_each_there_or_missing(store: Store, worker: str) -> None:
    """A part is kept once, with who signed it and when it is looked at again."""
    with store.unit_of_work(worker) as uow:
        trust = add_provider(uow, "Lewes FC Trust")
        keep_agreement(uow, trust, "Roles", signed_by="Kit Rowe", signed_on=TODAY, review_on=date(2026, 8, 5))
        keep_agreement(uow, trust, "Service offer", present=False)
        keep_agreement(uow, trust, "Roles", signed_by="Kit Rowe", signed_on=TODAY, review_on=date(2027, 8, 6))
        parts = provider(uow.connection, trust, TODAY).agreement
    assert [part.words() for part in parts] == [
        "Information sharing: missing",
        "Risk assessment: missing",
        "Roles: in place, signed by Kit Rowe on 6 August 2026, review due 6 August 2027",
        "Service offer: missing",
    ]


def test_evidence_that_runs_out_is_kept_with_its_end(store: Store, worker: str) -> None:
    """Insurance without an end would never lapse."""
    with store.unit_of_work(worker) as uow:
        trust = add_provider(uow, "Lewes FC Trust")
        with pytest.raises(BadInput, match="Insurance: enter the date it ends"):
            keep_check(uow, trust, "insurance")
        with pytest.raises(BadInput, match="on or after the day it was seen"):
            keep_check(uow, trust, "insurance", expires_on=TODAY - timedelta(days=1))
        with pytest.raises(BadInput, match="today or earlier"):
            keep_check(uow, trust, "references", seen_on=TODAY + timedelta(days=1))


@pytest.mark.practice(53)
def test_an_activity_says_what_is_known_and_what_is_not(store: Store, worker: str) -> None:
    """Who for, when, where, cost, how to join, group size, contact, next start: what is missing is named."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow, phone="01273 555000")
        hall = add_venue(uow, "Town hall", area="Lewes", travel="Bus 28 stops outside")
        football = offered.activity(uow, trust, venue_id=hall)
        bare = add_activity(uow, "Sewing")
        full, empty = activity(uow.connection, football, TODAY), activity(uow.connection, bare, TODAY)
    assert full.who_for == "ages 16 to 25, in the community"
    assert [each.said() for each in full.times] == ["Tuesday 6:00pm to 7:30pm"]
    assert (full.venue, full.travel, full.cost, full.how_to_join) == (
        "Town hall", "Bus 28 stops outside", "free", "Turn up."
    )  # fmt: skip
    assert (full.contact, places_words(full)) == ("01273 555000", "12 places, 9 free")
    assert full.not_known == ("next start",)
    assert empty.not_known == (
        "who it is for", "when", "where", "cost", "how to join", "group size", "contact", "next start"
    )  # fmt: skip


def test_an_activity_has_ways_to_reach_it_of_its_own(store: Store, worker: str) -> None:
    """They stand apart from its provider's, and a contact or an area in words is known from then on."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow, phone="01273 555000")
        own = {"phone": "01632 960101", "email": "choir@ouse.example", "website": "https://ouse.example"}
        choir = add_activity(uow, "Choir", areas_in_words="Along the river.", **own)
        run_by = add_activity(uow, "Band", provider_id=trust, **own)
        view, other = activity(uow.connection, choir, TODAY), activity(uow.connection, run_by, TODAY)
    assert (view.phone, view.email, view.website) == tuple(own.values())
    assert (view.contact, other.contact, other.phone) == (None, "01273 555000", "01632 960101")
    assert view.areas_in_words == "Along the river."
    assert {"contact", "where"}.isdisjoint(view.not_known)


@pytest.mark.practice(32)
def test_an_activity_keeps_plain_words_apart_from_the_needs_it_serves(store: Store, worker: str) -> None:
    """What the person reads is one field, the need for the worker another."""
    with store.unit_of_work(worker) as uow:
        football = offered.activity(uow, offered.provider(uow))
        view = activity(uow.connection, football, TODAY)
    assert view.plain == "A kick-about at walking pace."
    assert view.needs == ("Being active",)


@pytest.mark.practice(49)
def test_memberships_and_equipment_are_items_of_their_own(store: Store, worker: str) -> None:
    """The kind says what is provided: a gym is a membership, a bicycle is equipment, football an activity."""
    with store.unit_of_work(worker) as uow:
        made = {kind: add_activity(uow, kind, kinds=[kind]) for kind in ("gym", "bicycle", "football")}
        items = {kind: activity(uow.connection, held, TODAY).item for kind, held in made.items()}
    assert items == {"gym": "membership", "bicycle": "equipment", "football": "activity"}


@pytest.mark.practice(48, 51)
def test_activities_carry_kinds_and_what_the_provider_says_of_itself(store: Store, worker: str) -> None:
    """Coded kinds are several, and so are attributes such as lived-experience led."""
    with store.unit_of_work(worker) as uow:
        made = add_activity(
            uow, "Cook and eat", kinds=["cookery", "healthy-eating"], attributes=["lived-experience-led"]
        )
        with pytest.raises(NotFound):
            add_activity(uow, "Odd", kinds=["juggling-knives"])
    with store.reading() as connection:
        view = activity(connection, made, TODAY)
    assert view.kinds == ("Cookery", "Healthy eating advice")
    assert view.attributes == ("Led by people with lived experience",)


@pytest.mark.practice(52)
def test_the_directory_is_searched_without_a_network_and_warns_of_old_details(store: Store, worker: str) -> None:
    """Words of name, provider or place, kind and area; details over a year old or never confirmed are marked."""
    with store.unit_of_work(worker) as uow:
        trust = offered.provider(uow)
        offered.activity(uow, trust)
        add_activity(uow, "Allotment", kinds=["gardening"], areas=["Newhaven"], status_on=TODAY - timedelta(days=366))
        add_activity(uow, "Online yoga", kinds=["yoga"], anywhere=True, status_on=None)
        stopped = add_activity(uow, "Old club", kinds=["football"], areas=["Lewes"])
        stop_activity(uow, stopped, "Closed in May.")

    def names(**sought: object) -> list[str]:
        with store.reading() as connection:
            return [row.name for row in activities(connection, Sought(**sought), TODAY).rows]  # type: ignore[arg-type]

    assert names() == ["Allotment", "Online yoga", "Walking football"]
    assert names(words="trust lewes foot") == ["Walking football"]
    assert names(kind="gardening") == ["Allotment"]
    assert names(kind="Football", running_only=False) == ["Old club", "Walking football"]
    assert names(area="lewes") == ["Online yoga", "Walking football"]
    assert names(stale_only=True) == ["Allotment", "Online yoga"]
    with store.reading() as connection:
        rows = activities(connection, Sought(), TODAY).rows
    assert rows[0].words() == (
        "Allotment, Newhaven, times not known, cost not known. Last confirmed 5 August 2025: old, check it."
    )
    assert rows[1].words().endswith("Nobody has confirmed these details.")
    assert rows[2].words() == (
        "Walking football, Lewes, Tuesday 6:00pm to 7:30pm, free, Lewes FC Trust. Last confirmed 6 August 2026."
    )


def test_pages_follow_each_other_without_gap_or_repeat(store: Store, worker: str) -> None:
    """Names alike but for capitals, and the same twice, still come once each, and the count is of all."""
    with store.unit_of_work(worker) as uow:
        for name in ("Chess", "chess", "Chess", "Art", "Darts"):
            add_activity(uow, name)
    seen, after = [], None
    with store.reading() as connection:
        while True:
            page = activities(connection, Sought(), TODAY, after=after, most=2)
            assert page.total == 5
            seen += [row.id for row in page.rows]
            if page.after is None:
                break
            assert page.sentence() == "2 of 5 listed."
            after = page.after
        whole = activities(connection, Sought(), TODAY)
    assert seen == [row.id for row in whole.rows]
    assert [row.name.lower() for row in whole.rows] == ["art", "chess", "chess", "chess", "darts"]


def test_confirming_and_changing_an_activity(store: Store, worker: str) -> None:
    """Confirmed today, a time added and taken away, ages the right way round."""
    with store.unit_of_work(worker) as uow:
        made = add_activity(uow, "Allotment", status_on=None)
        assert activity(uow.connection, made, TODAY).stale
        confirm_activity(uow, made)
        change_activity(uow, made, name="Allotment club", cost_pence=250, cost_per="session")
        added = add_time(uow, made, weekday="Fri", starts=time(10), said="not in August")
        view = activity(uow.connection, made, TODAY)
        assert (view.name, view.cost, view.stale) == ("Allotment club", "£2.50 a session", False)
        assert view.times[0].said() == "Friday 10:00am (not in August)"
        remove_time(uow, added, "It moved.")
        assert activity(uow.connection, made, TODAY).times == ()
        for wrong in ({"minimum_age": 25, "maximum_age": 16}, {"weeks": -1}):
            with pytest.raises(BadInput):
                add_activity(uow, "Wrong", **wrong)
        for nothing in ({}, {"starts": time(10), "ends": time(9)}):
            with pytest.raises(BadInput):
                add_time(uow, made, **nothing)
        with pytest.raises(BadInput, match="today or earlier"):
            confirm_activity(uow, made, TODAY + timedelta(days=1))
        with pytest.raises(NotFound):
            activity(uow.connection, worker, TODAY)


def test_things_are_named_by_typed_words_and_several_are_named_back(store: Store, worker: str) -> None:
    """An exact name wins; beginnings of words find one; several are listed; accents and capitals do not matter."""
    with store.unit_of_work(worker) as uow:
        gym = add_activity(uow, "Gym")
        offers = [
            add_activity(uow, name) for name in ("Gym membership, Lewes", "Gym membership, Newhaven", "Café chat")
        ]
        trust = add_provider(uow, "Lewes FC Trust")
        hall = add_venue(uow, "Town hall")
        change_venue(uow, hall, name="Old town hall", area="Lewes")
        sam = add_mentor(uow, "Sam Hart")
        change_mentor(uow, sam, capacity=3)
        connection = uow.connection
        assert one_activity(connection, "gym") == gym
        assert one_activity(connection, "mem new") == offers[1]
        assert one_activity(connection, "cafe") == offers[2]
        assert one_activity(connection, gym) == gym
        assert (one_provider(connection, "lewes"), one_venue(connection, "hall"), one_mentor(connection, "sam")) == (
            trust, hall, sam
        )  # fmt: skip
        with pytest.raises(BadInput, match="could be Gym membership, Lewes or Gym membership, Newhaven"):
            one_activity(connection, "membership")
        with pytest.raises(NotFound, match="no pot called 'x'"):
            one_pot(connection, "x")
        with pytest.raises(BadInput, match="Enter the name"):
            one_activity(connection, " ")
        with pytest.raises(BadInput, match="0 or more"):
            change_mentor(uow, sam, capacity=-1)

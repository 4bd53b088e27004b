"""Plain commands for pots, budgets and requests, and for the directory with its providers."""

from typing import Any

import pytest

from casework import offered
from linkworker.base.lists import coded


@pytest.fixture
def ali(linkworker: Any) -> Any:
    """A laptop with Ali Marsh, whose plan with one goal is agreed."""
    desk = linkworker.desk()
    with desk.unit_of_work() as uow:
        offered.plan(uow, offered.person(uow))
    desk.close()
    return linkworker


@pytest.mark.practice(79, 80)
def test_a_budget_is_given_and_a_request_goes_through_it(ali: Any) -> None:
    """Pot, budget, request, approval and payment, each with what is left."""
    ali.ok("money", "pot", "Leisure pot", "£600", "--funder", "Public Health", "--to", "31 December 2026")
    told = ali.ok("money", "budget", "ali", "£200", "--for", "Getting active", "--pot", "leisure", "--agreed-by", "Meg")
    assert "£200.00 left of £200.00" in told
    ali.ok("money", "request", "ali", "£40", "football boots", "--goal", "1")
    assert ali.ok("money", "waiting").startswith("Ali Marsh: £40.00 for football boots")
    ali.ok("money", "decide", "ali", "1", "approved")
    told = ali.ok("money", "decide", "ali", "1", "paid", "--reason", "Invoice 1182")
    assert "£160.00 left of £200.00: £0.00 committed, £40.00 spent" in told
    assert "paid 6 August 2026. Invoice 1182." in told
    assert ali.ok("money", "waiting") == "No request waits for approval.\n"
    shown = ali.json("money", "show", "ali")
    assert shown["balance"]["left_pence"] == 16_000
    assert ali.json("money")["together"]["spent_pence"] == 4_000
    assert "£560.00 left of £600.00" in ali.ok("money", "pots")


def test_money_that_is_not_there_needs_a_reason(ali: Any) -> None:
    """The refusal says how much is left and how much too little."""
    ali.ok("money", "budget", "ali", "£20")
    ali.ok("money", "request", "ali", "£25", "a helmet", "--goal", "1")
    code, _, err = ali("money", "decide", "ali", "1", "approved")
    assert (code, err) == (
        5,
        "The budget has £20.00 left, £5.00 too little. Give a reason to go ahead: --despite REASON.\n",
    )
    assert "-£5.00 left" in ali.ok("money", "decide", "ali", "1", "approved", "--despite", "Meg agreed by phone.")
    code, _, err = ali("money", "decide", "ali", "7", "approved")
    assert (code, err) == (3, "Enter a number from 1 to 1.\n")


def test_beyond_the_limit_or_the_plan_a_reason_is_asked_for(ali: Any) -> None:
    """The organisation's limit, and a request that names nothing of the plan."""
    assert ali("money", "budget", "ali", "£501")[0] == 5
    ali.ok("money", "budget", "ali", "£501", "--despite", "Panel, 3 August.")
    code, _, err = ali("money", "request", "ali", "£10", "phone credit")
    assert code == 5
    assert "agreed plan" in err
    ali.ok("money", "request", "ali", "£10", "phone credit", "--reason", "The club texts the times.")


def test_without_anything_money_says_what_to_do_next(ali: Any) -> None:
    """Empty lists name the next command."""
    assert ali.ok("money") == "There is no pot yet. Type: linkworker money pot NAME AMOUNT\n"
    assert ali.ok("money", "show", "ali") == "No personal budget yet.\n"
    assert ali("money", "decide", "ali", "1", "paid")[0] == 3


@pytest.mark.practice(53)
def test_an_activity_is_added_shown_and_listed(linkworker: Any) -> None:
    """By options and --set, with a time and a venue; what is not known is named."""
    linkworker.ok("activities", "venue", "Town hall", "--add", "--set", "area=Lewes", "--set", "travel=Bus 28")
    told = linkworker.ok(
        "activities", "add", "Walking football", "--kinds", "football", "--areas", "Lewes", "--from-age", "16",
        "--to-age", "25", "--cost", "0", "--venue", "hall", "--needs", "being active", "--set", "group size=12",
    )  # fmt: skip
    assert "    Who for: ages 16 to 25" in told
    assert "    Where: Town hall, Lewes, Bus 28" in told
    assert "    Not known: when, how to join, contact and next start" in told
    told = linkworker.ok("activities", "change", "walking", "--phone", "01632 960101", "--website", "https://a.example")
    assert "    Phone: 01632 960101\n    Website: https://a.example\n" in told
    told = linkworker.ok("activities", "change", "walking", "--set", "areas in words=Along the river.")
    assert "    Serves, in its own words: Along the river." in told
    told = linkworker.ok("activities", "time", "walking", "Tuesday", "6pm", "7:30pm")
    assert told == "Walking football: Tuesday 6:00pm to 7:30pm.\n"
    linkworker.ok("activities", "change", "walking", "--cost", "2.50", "--per", "a session")
    assert linkworker.ok("activities", "list", "football") == (
        "Walking football, Town hall, Lewes, Tuesday 6:00pm to 7:30pm, £2.50 a session. Last confirmed 6 August 2026.\n"
    )
    assert linkworker.json("activities")["total"] == 1
    linkworker.ok("activities", "stop", "walking", "Closed.")
    assert "No activities are found." in linkworker.ok("activities", "list")
    assert "no longer running" in linkworker.ok("activities", "list", "--all")


@pytest.mark.practice(52)
def test_old_details_are_marked_and_confirmed(linkworker: Any) -> None:
    """--old lists what wants confirming; confirm puts today's date on it."""
    linkworker.ok("activities", "add", "Allotment", "--set", "status on=1/8/2025")
    assert "Last confirmed 1 August 2025: old, check it." in linkworker.ok("activities", "list", "--old")
    assert linkworker.ok("activities", "confirm", "allotment") == "Allotment. Last confirmed 6 August 2026.\n"
    assert "No activities are found." in linkworker.ok("activities", "list", "--old")


@pytest.mark.practice(54, 55)
def test_a_provider_is_checked_agreed_with_and_approved(linkworker: Any) -> None:
    """Draft until every check is there; then approved; what lapses is listed; a suspension says why."""
    told = linkworker.ok("activities", "provider", "Lewes FC Trust", "--add", "--type", "football trust")
    assert "draft. Not approved yet." in told
    code, _, err = linkworker("activities", "provider", "lewes", "--approve")
    assert code == 5
    assert "Still missing: Safeguarding policy" in err
    for item in coded("due-diligence-item"):
        ends = ("--ends", "1 September 2026") if item.is_set("expires") else ()
        linkworker.ok("activities", "check", "lewes", item.code, "--evidence", "Seen", *ends)
    linkworker.ok("activities", "agreement", "lewes", "roles", "--signed-by", "Kit Rowe", "--review", "1 May 2027")
    told = linkworker.ok("activities", "provider", "lewes", "--approve")
    assert told.startswith("Lewes FC Trust (Football trust): approved. Checks in date.")
    assert "    Roles: in place, signed by Kit Rowe, review due 1 May 2027" in told
    assert "    Insurance: in date until 1 September 2026 (Seen)" in told
    assert "Lewes FC Trust: Insurance ends 1 September 2026" in linkworker.ok("activities", "lapsing")
    assert linkworker.ok("activities", "lapsing", "--days", "5") == "No check ends within 5 days.\n"
    told = linkworker.ok("activities", "provider", "lewes", "--suspend", "Looked into")
    assert "suspended. Looked into." in told
    assert linkworker.json("activities", "provider")[0]["status"] == "suspended"
    assert "approved" in linkworker.ok("activities", "provider", "lewes", "--lift", "Nothing found")


def test_mentors_are_kept_with_what_they_share(linkworker: Any) -> None:
    """Added and changed by fields; the list reads aloud."""
    assert "There is no mentor yet." in linkworker.ok("activities", "mentor")
    linkworker.ok(
        "activities", "mentor", "Sam Hart", "--add", "--set", "experiences=prison, care", "--set", "areas=Lewes"
    )
    told = linkworker.ok("activities", "mentor", "sam", "--set", "capacity=2", "--set", "checks until=1/9/2026")
    assert told == (
        "Sam Hart, peer, Lewes, shares prison and being in care, supports 0 of 2, checks until 1 September 2026\n"
    )
    assert "There is no venue yet." in linkworker.ok("activities", "venue")
    assert "No gap is kept." in linkworker.ok("activities", "gaps")

"""Reviews, what is due, and oversight, by plain commands."""

from datetime import timedelta

import pytest

from linkworker.casework.day.due_rules import GROUPS
from linkworker.cli.command import command
from linkworker.cli.commands.due import HINTS
from linkworker.cli.parser import steps_of
from linkworker.cli.running import parser_of


@pytest.fixture
def ali(linkworker):
    """A laptop with Ali Marsh, a care leaver in support, whose plan is agreed."""
    linkworker.ok("people", "add", "Ali Marsh", "--set", "care_leaver=relevant")
    linkworker.ok("people", "episode", "Ali", "--open")
    linkworker.ok("plan", "Ali", "start", "--together")
    linkworker.ok("plan", "Ali", "words", "--matters", "My brother")
    linkworker.ok("plan", "Ali", "goal", "Play football")
    linkworker.ok("plan", "Ali", "agree", "agreed")
    return linkworker


@pytest.mark.practice(37, 44, 95)
def test_a_review_from_start_to_next_date(ali):
    """Who is here, their words, the goal beside last time, benefits, decisions, agreement, the offered next date."""
    assert "review PERSON start" in ali("review", "Ali")[2]
    ali.ok("plan", "Ali", "note", "1", "Went once", "--on", "5 8 2026")
    started = ali.ok("review", "Ali", "start", "--here", "Nan=grandmother", "--by", "Dawn Okafor")
    assert "Held by Dawn Okafor, entered by Jo Brand-Taylor" in started
    assert "Here: Nan, grandmother" in started
    ali.ok("review", "Ali", "word", "--going-well", "Cooking", "--see-myself", "Older", "--feedback", "Fine")
    assert "Last time: Went once" in ali.ok("review", "Ali", "goal-note", "1", "Every Tuesday")
    ali.ok("review", "Ali", "benefit", "sleep", "a lot", "--words", "Till six")
    ali.ok("review", "Ali", "decide", "Jo asks about boots.")
    ali.ok("review", "Ali", "decide", "Nan comes along.")
    ali.ok("review", "Ali", "agree", "yes")
    assert "taken up again" in ali.ok("review", "Ali", "start")
    finished = ali.ok("review", "Ali", "finish")
    assert "Next review: 6 February 2027." in finished
    assert "Version 2 of the plan is frozen." in finished
    shown = ali.ok("review", "Ali").splitlines()
    for line in (
        "Review, 6 August 2026",
        "How I see myself now: Older",
        "  Last time: 5 August 2026, Went once",
        "  This time: Every Tuesday",
        'Sleep: a lot "Till six" (said by the person)',
        "Decided: Jo asks about boots.",
        "Decided: Nan comes along.",
        "The person says: agreed",
        "Next review: 6 February 2027",
    ):
        assert line in shown
    assert "Version 2, agreed, 6 August 2026." in ali.ok("plan", "Ali")
    assert ali("review", "Ali", "finish")[0] == 4


def test_a_later_date_than_the_rule_is_kept_and_said(ali):
    """The worker decides; the program says that it is later than the rule."""
    ali.ok("review", "Ali", "start")
    ali.ok("review", "Ali", "word", "--declined")
    finished = ali.ok("review", "Ali", "finish", "--next", "1 June 2027")
    assert "Next review: 1 June 2027. That is later than the rule says." in finished
    assert "not agreed at this review" in finished
    assert ali("review", "Ali", "word")[0] == 3


def test_due_lists_what_needs_me_and_a_good_day_says_so(ali):
    """A first check-in after the agreement; the review once it is overdue; on hold is neither; done leaves."""
    assert ali.ok("due").splitlines() == [
        "1 thing needs you today.",
        "Check-ins due (1)",
        "  Ali Marsh: The plan was agreed on 6 August 2026 and there is no first check-in.",
        "  To take one: linkworker check-in NAME",
    ]
    ali.ok("plan", "Ali", "review-on", "20 8 2026")
    assert "Reviews due (1)" in ali.ok("due")
    ali.clock.advance(timedelta(days=20))
    assert "Reviews overdue (1)" in ali.ok("due")
    ali.ok("review", "Ali", "hold", "staffing", "--since", "19 8 2026")
    assert "Reviews on hold (1)" in ali.ok("due", "--everyone")
    assert "due by 31 August 2026" in ali.ok("review", "Ali", "hold", "--clear")
    assert ali("review", "Ali", "hold")[0] == 3
    assert ali.json("due")["groups"][0]["items"][0]["opens"] == "plan"


def test_what_is_unsent_is_listed_only_where_there_is_a_centre(linkworker, tmp_path, monkeypatch):
    """A week after, a laptop with an invitation in its settings is told; one without is not."""
    linkworker.clock.advance(timedelta(days=8))
    assert linkworker.ok("due") == "Nothing needs you today. A good day.\n"
    file = tmp_path / "invited.toml"
    file.write_text('hub-invitation = "hub.json"\n', encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(file))
    assert "not exported, the oldest from 6 August 2026." in linkworker.ok("due")


def test_an_empty_laptop_has_a_good_day(linkworker):
    """Nothing there, nothing due."""
    assert linkworker.ok("due") == "Nothing needs you today. A good day.\n"


@pytest.mark.practice(40)
def test_oversight_is_listed_kept_and_corrected(ali):
    """Medium risk with no look is listed; a look takes it off; a correction is told apart."""
    ali.ok("people", "change", "Ali", "--risk", "medium")
    assert ali.ok("oversight") == "Ali Marsh: medium risk, never looked at\n"
    assert "No manager" in ali.ok("oversight", "Ali")
    kept = ali.ok("oversight", "Ali", "--by", "Pat Lee", "--checked", "plan,victims", "--actions", "Ring probation")
    assert kept == "1. 6 August 2026, Pat Lee looked at the plan and safety of victims. To do: Ring probation\n"
    assert "every such case" in ali.ok("oversight", "--level", "medium")
    ali.ok("oversight", "Ali", "--by", "Pat Lee", "--checked", "plan", "--on", "1 1 2026", "--correct", "1")
    assert ali.ok("oversight", "--days", "10") == "Ali Marsh: medium risk, last looked at 1 January 2026\n"
    assert ali("oversight", "Ali", "--by", "Pat", "--checked", "plan", "--correct", "9")[0] == 4
    assert ali("oversight", "Ali", "--by", "Pat")[0] == 3


def test_every_group_of_due_says_what_to_type():
    """Each hint is a command that there is, with a step that it has."""
    assert HINTS.keys() == GROUPS
    for hint in HINTS.values():
        name, *more = hint.partition(": linkworker ")[2].split()
        found = command(name)
        assert found is not None, hint
        steps = {step for step, _, _ in steps_of(parser_of(found))}
        asked = [word for word in more if word.islower() and not word.startswith("-")]
        assert not asked or not steps or asked[0] in steps, hint

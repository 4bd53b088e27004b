"""Plain commands: what fits a person and why, and following a referral to where it goes."""

from typing import Any

import pytest

from casework import offered
from linkworker.casework.directory.activity_upkeep import add_mentor


@pytest.fixture
def ali(linkworker: Any) -> Any:
    """A laptop with Ali Marsh, football that fits, a course that is full, and one with a lapsed check."""
    desk = linkworker.desk()
    with desk.unit_of_work() as uow:
        person = offered.person(uow, experiences=["prison"])
        offered.consent(uow, person)
        offered.plan(uow, person)
        trust = offered.provider(uow)
        offered.activity(uow, trust)
        offered.activity(uow, trust, "Cook and eat", kinds=["cookery"], domains=["food"], taken=12, waiting=3)
        offered.activity(
            uow, trust, "Seniors' chess", kinds=["social-group"], domains=[], minimum_age=50, maximum_age=99
        )
        add_mentor(
            uow, "Sam Hart", experiences=["prison"], areas=["Lewes"], capacity=2, supporting=0,
            checks_until=offered.NEXT_YEAR,
        )  # fmt: skip
    desk.close()
    return linkworker


def test_match_shows_three_groups_with_reasons_and_counts(ali: Any) -> None:
    """Fits with what ranks it, fits if with the condition, does not fit with what bars it."""
    lines = ali.ok("match", "ali").splitlines()
    assert lines[0] == "Ali Marsh - 19 - Lewes - asked for: football"
    assert lines[1] == "Fits (1)"
    assert lines[2] == "   1 Walking football; Tuesday 6:00pm; free"
    assert lines[3].startswith("       asked for football")
    assert lines[4] == "Fits if (1)"
    assert lines[6].endswith("if a place comes free: 3 wait")
    assert lines[7] == "Does not fit (1)"
    assert "Ali Marsh is 19" in lines[9]
    assert "Good to know" not in "".join(lines)


def test_a_language_never_recorded_is_asked_about_and_bars_nothing(ali: Any) -> None:
    """What fits still fits; one line says what is good to know."""
    ali.ok("people", "change", "ali", "--language", "")
    told = ali.ok("match", "ali")
    assert "Fits (1)" in told
    assert "Good to know: Ask what language Ali Marsh uses.\n" in told
    assert "Ask what language Ali Marsh uses." in ali.json("match", "ali")["ask"]
    assert "Not known - Language. What language Ali Marsh uses" in ali.ok("match", "ali", "--why", "1")


def test_a_goal_that_ends_with_a_full_stop_stands_in_the_line_without_it(ali: Any) -> None:
    """No sentence has two."""
    ali.ok("plan", "ali", "goal", "Play every week.")
    assert "for the goal 'Play every week'." in ali.ok("refer", "ali", "walking", "--offer", "--goal", "2")


def test_match_as_json_drops_nothing(ali: Any) -> None:
    """Every activity is in one group, numbered through all of them."""
    told = ali.json("match", "ali")
    assert told["counts"] == {"Fits": 1, "Fits if": 1, "Does not fit": 1}
    assert [(row["number"], row["group"]) for row in told["rows"]] == [(1, "Fits"), (2, "Fits if"), (3, "Does not fit")]


def test_a_long_list_says_how_many_are_not_shown(ali: Any) -> None:
    """Ten of a group are shown, and the rest are counted; --all shows them."""
    desk = ali.desk()
    with desk.unit_of_work() as uow:
        trust = offered.provider(uow, "Another")
        for number in range(12):
            offered.activity(uow, trust, f"Football {number}")
    desk.close()
    short = ali.ok("match", "ali")
    assert "Fits (13)" in short
    assert "3 more, not shown. Add --all." in short
    assert "not shown" not in ali.ok("match", "ali", "--all")


def test_why_gives_every_test_and_what_would_make_it_fit(ali: Any) -> None:
    """Met and not met alike, each in a sentence, and what to do about it."""
    told = ali.ok("match", "ali", "--why", "3")
    assert "Not met - Age. It takes people of 50 to 99. Ali Marsh is 19." in told
    assert "Met - Consent" in told
    assert "What would make it fit\n    Ask whether it would take someone of 19." in told
    code, _, err = ali("match", "ali", "--why", "9")
    assert (code, err) == (3, "Enter a number from 1 to 3.\n")


@pytest.mark.practice(70)
def test_mentors_are_suggested_with_reasons(ali: Any) -> None:
    """What both share, the area, room and checks: never a bare number."""
    told = ali.ok("match", "ali", "--mentors")
    assert told.startswith("1 Sam Hart\n    Both share: prison.\n")
    assert ali.json("match", "ali", "--mentors")["suggested"][0]["name"] == "Sam Hart"


def test_when_nothing_fits_it_says_what_to_ask_and_keeps_the_gap(ali: Any) -> None:
    """The fallback is always there, and the evidence names nobody."""
    desk = ali.desk()
    with desk.unit_of_work() as uow:
        offered.person(uow, name="Bo Lang", sex="female", area="Rye", reachable_areas=[], risk_level="not-assessed")
    desk.close()
    told = ali.ok("match", "bo")
    assert "Nothing fits Bo Lang" in told
    assert "What to ask\n" in told
    assert "Get Bo Lang's risk assessed." in told
    nearest = told.partition("Nearest\n")[2].splitlines()
    assert nearest[0].startswith("     All of these: ")
    assert "if Bo Lang agrees to be referred" in nearest[0]
    assert [line[:4].strip().isdigit() for line in nearest[1:4]] == [True] * 3
    assert "agrees to be referred" not in " ".join(nearest[1:4])
    assert "Add --gap to keep that nothing fits" in told
    ali.ok("match", "bo", "--gap", "football")
    kept = ali.ok("activities", "gaps")
    assert kept.startswith("Football, Rye: ")
    assert "Bo" not in kept
    code, _, err = ali("match", "ali", "--gap", "football")
    assert (code, err) == (5, "Something fits, so there is no gap to keep.\n")


@pytest.mark.practice(24)
def test_an_offer_is_followed_to_its_start(ali: Any) -> None:
    """Offered, declined in their words with a day to look again, agreed, referred and started."""
    told = ali.ok("refer", "ali", "walking", "--offer", "--goal", "1", "--mentor", "sam")
    assert told.splitlines()[0] == "1 Walking football: offered 6 August 2026."
    assert "mentor Sam Hart, for the goal 'Play a whole match'" in told
    ali.ok(
        "refer", "ali", "--state", "1", "declined", "--words", "Not yet.", "--reason", "Physical health",
        "--revisit", "1 September 2026",
    )  # fmt: skip
    for state in ("agreed", "referred", "accepted", "started"):
        ali.ok("refer", "ali", "--state", "1", state)
    line = ali.json("refer", "ali", "--list")[0]["line"]
    assert line == (
        "Walking football: offered 6 August 2026, declined 6 August 2026 (structural: physical health), "
        '"Not yet", look again 1 September 2026, agreed 6 August 2026, referred 6 August 2026, '
        "accepted by the provider 6 August 2026 then started 6 August 2026."
    )
    code, _, err = ali("refer", "ali", "--state", "2", "agreed")
    assert (code, err) == (3, "Enter the number of a referral, from 1 to 1.\n")


def test_against_a_test_a_reason_is_asked_for_and_shown_later(ali: Any) -> None:
    """Refused in the sentence of the test; with --despite it goes ahead, and the list says so."""
    code, _, err = ali("refer", "ali", "chess", "--offer")
    assert (code, err) == (
        5, "It takes people of 50 to 99. Ali Marsh is 19. Give a reason to go ahead: --despite REASON.\n"
    )  # fmt: skip
    ali.ok("refer", "ali", "chess", "--offer", "--despite", "The club asked for young players.")
    assert "Gone ahead although not met: age. The club asked for young players." in ali.ok("refer", "ali")


@pytest.mark.practice(28)
def test_a_signpost_is_told_and_a_referral_is_sent(ali: Any) -> None:
    """The form decides where it begins: offered when told, referred when sent."""
    ali.ok("refer", "ali", "walking", "--form", "signpost")
    told = ali.json("refer", "ali", "cook", "--form", "supported", "--despite", "A place comes free in May.")
    assert told["referral"]["state"] == "referred"
    assert told["referral"]["form"] == "supported-referral"
    assert [each["referral"]["state"] for each in ali.json("refer", "ali", "--list")] == ["offered", "referred"]


def test_a_step_is_corrected(ali: Any) -> None:
    """The words and the day kept with a step are put right."""
    ali.ok("refer", "ali", "walking", "--suggest", "--words", "Mabye")
    told = ali.ok("refer", "ali", "--correct", "1", "1", "--words", "Maybe", "--on", "5 August 2026")
    assert told.splitlines()[0] == '1 Walking football: suggested 5 August 2026, "Maybe".'
    code, _, err = ali("refer", "ali", "--correct", "1", "2")
    assert (code, err) == (3, "Enter a step from 1 to 1.\n")


def test_an_activity_that_could_be_several_is_asked_about(ali: Any) -> None:
    """The choices are named; nobody is referred anywhere by guess."""
    desk = ali.desk()
    with desk.unit_of_work() as uow:
        offered.activity(uow, offered.provider(uow, "Another"), "Walking netball")
    desk.close()
    code, _, err = ali("refer", "ali", "walking")
    assert code == 3
    assert err == "'walking' could be Walking football or Walking netball. Type more of the name.\n"
    assert "No referrals yet" in ali.ok("refer", "ali")

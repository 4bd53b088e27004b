"""The plain command check-in: paper entry, reading aloud, partial forms, licence, safety and the trend."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import offered

THREES = " ".join(["3"] * 14)
LICENCE = '[wemwbs-licence]\nholder = "Ashdown Council"\nreference = "W-123"\ngranted = 2026-01-01\n'


@pytest.fixture
def ali(linkworker: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """A laptop with Ali Marsh, of an organisation with a licence."""
    settings = tmp_path / "licensed.toml"
    settings.write_text(LICENCE, encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(settings))
    desk = linkworker.desk()
    with desk.unit_of_work() as uow:
        offered.person(uow)
    desk.close()
    return linkworker


@pytest.mark.practice(90)
def test_a_paper_form_is_entered_in_one_line(ali: Any) -> None:
    """The first one is a baseline on paper; score, band with its population, and the notice."""
    told = ali.ok("check-in", "ali", "--answers", THREES)
    assert told.splitlines()[:3] == [
        "WEMWBS, 6 August 2026, baseline. On paper by the person.",
        "    WEMWBS 42",
        "    SWEMWBS 19.25 (raw 21)",
    ]
    assert "Low for the general population (widely used, not from a primary source)." in told
    assert "2006, all rights reserved." in told.splitlines()[-1]


def test_a_later_form_shows_change_and_the_trend_as_a_table(ali: Any) -> None:
    """Each threshold is named, and the points of the trend stand under each other."""
    ali.ok("check-in", "ali", "--answers", THREES, "--on", "7 July 2026")
    told = ali.ok("check-in", "ali", "--answers", "4" * 14)
    assert "Since the baseline (7 July 2026): improved: WEMWBS up 14, at or past the reliable threshold of 9." in told
    assert "WEMWBS over time, 14 to 70\n    7 July 2026: 42. Baseline.\n    6 August 2026: 56, up 14. During.\n" in told
    listed = ali.ok("check-in", "ali", "--list").splitlines()
    assert listed[0].startswith("1 7 July 2026, baseline: WEMWBS 42")
    assert ali.json("check-in", "ali", "--show", "1")["score"] == ["WEMWBS 42", "SWEMWBS 19.25 (raw 21)"]


def test_it_is_read_aloud_item_by_item_with_back_and_skip(ali: Any) -> None:
    """A slip is asked again, b goes back, - leaves one out, and why is asked at the end."""
    typed = ("3", "9", "4", "b", "5", *["3"] * 11, "-", "bored", "1")
    told = ali.ok("check-in", "ali", answers=typed)
    assert "I've been feeling optimistic" not in told  # the question itself is the prompt
    assert "WEMWBS: no total, 1 of 14 not answered (Declined to answer it)." in told
    kept = ali.json("check-in", "ali", "--show")["check_in"]
    assert (kept["mode"], kept["answers"]["2"], kept["answers"]["14"]) == ("read-aloud", 5, None)


def test_what_was_answered_before_an_interruption_is_kept(ali: Any) -> None:
    """The input ends half-way: the form is kept as interrupted, with no total."""
    ali.ok("check-in", "ali", answers=("3", "4", "5"))
    kept = ali.json("check-in", "ali", "--show")["check_in"]
    assert kept["partial_reason"] == "interrupted"
    assert [kept["answers"][str(number)] for number in (1, 2, 3, 4)] == [3, 4, 5, None]


def test_a_low_score_prompts_and_the_decision_is_asked_for(ali: Any) -> None:
    """Reading aloud asks at once; after paper entry it can follow."""
    told = ali.ok("check-in", "ali", answers=(*["2"] * 14, "Rang the duty nurse."))
    assert "Follow your service's safety procedure." in told
    assert "Decided: Rang the duty nurse." in told
    told = ali.ok("check-in", "ali", "--answers", "1" * 14)
    assert "No decision is recorded." in told
    assert ali.ok("check-in", "ali", "--decide", "Stayed with Ali.") == "Kept: Stayed with Ali.\n"
    assert "Decided: Stayed with Ali." in ali.ok("check-in", "ali", "--show")
    assert len(ali.json("check-in", "ali", "--list")) == 2


def test_without_a_licence_it_stops_before_the_first_question(linkworker: Any, ali: Any, tmp_path: Path) -> None:
    """Nobody fills in a form that cannot be kept; ONS4 is offered and works."""
    (tmp_path / "licensed.toml").write_text("", encoding="utf-8", newline="\n")
    code, out, err = ali("check-in", "ali", answers=("3",))
    assert code == 5
    assert "needs your organisation's licence" in err
    assert "You can use ONS4 now, from age 16: --instrument ons4." in err
    assert "1 of 14" not in out
    told = ali.ok("check-in", "ali", "--instrument", "ons4", "--answers", "7 6 10 2")
    assert "    Happiness: 10" in told


def test_somebody_too_young_is_stopped_before_the_first_question(ali: Any) -> None:
    """WEMWBS is from 13."""
    desk = ali.desk()
    with desk.unit_of_work() as uow:
        offered.person(uow, name="Kim Lo", date_of_birth=offered.TODAY - timedelta(days=365 * 12))
    desk.close()
    code, _, err = ali("check-in", "kim")
    assert (code, err) == (5, "WEMWBS is for people aged 13 or over.\n")


def test_wrong_answers_are_named_and_nothing_is_kept(ali: Any) -> None:
    """Too few, out of range, left out without a reason, an unknown mode."""
    for answers, said in (("3 4 5", "needs 14 answers"), ("9" * 14, "Answer 1 needs"), ("-" + "3" * 13, "Say why")):
        code, _, err = ali("check-in", "ali", "--answers", answers)
        assert code == 3
        assert said in err
    assert ali("check-in", "ali", "--answers", THREES, "--mode", "telepathy")[0] == 4
    assert ali("check-in", "ali", "--json")[0] == 3
    assert "There is no check-in yet." in ali.ok("check-in", "ali", "--list")


def test_a_wrong_form_is_corrected_by_number(ali: Any) -> None:
    """The second takes the place of the first in every list."""
    ali.ok("check-in", "ali", "--answers", THREES)
    ali.ok("check-in", "ali", "--answers", "4" * 14, "--correct", "1", "--moment", "baseline")
    assert [each["raw"] for each in ali.json("check-in", "ali", "--list")] == [56]
    code, _, err = ali("check-in", "ali", "--answers", THREES, "--correct", "5")
    assert (code, err) == (3, "Enter a number from 1 to 1.\n")

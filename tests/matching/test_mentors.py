"""Mentors suggested with reasons."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from linkworker.matching.mentors import suggest_mentors, why_not
from matching.fictional import MENTOR, TODAY, ali


def mentor(**changed: Any) -> Any:
    """Return the mentor with some facts changed."""
    return replace(MENTOR, **changed)


@pytest.mark.practice(70)
def test_reasons_are_stated() -> None:
    """Shared experience that both are willing to share, area, language, room and checks, each a sentence."""
    (found,) = suggest_mentors(ali(), [MENTOR], TODAY).suggested
    assert found.reasons == (
        "Both share: being in care.",
        "Mentors in Lewes.",
        "Speaks English.",
        "Has room: supports 1 of 3.",
        "Checks in date until 1 January 2027.",
    )


def test_experience_then_area_then_language_then_name() -> None:
    """The order of suggestions; the person chooses among all of them."""
    listed = [
        mentor(id="e", name="Eve", experiences=frozenset(), areas=("Hove",), languages=None),
        mentor(id="d", name="Dot", experiences=frozenset(), areas=("Hove",)),
        mentor(id="c", name="Cal", experiences=frozenset()),
        mentor(id="b", name="Bo"),
        mentor(id="a", name="abe"),
    ]
    found = suggest_mentors(ali(), listed, TODAY)
    assert [row.mentor.name for row in found.suggested] == ["abe", "Bo", "Cal", "Dot", "Eve"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, ""),
        ({"active": False}, "Not mentoring at the moment."),
        ({"checks_until": TODAY}, ""),
        ({"checks_until": TODAY - timedelta(days=1)}, "Their checks ended 5 August 2026."),
        ({"checks_until": None}, "When their checks end is not known."),
        ({"supporting": 3}, "No room: they support 3 of 3."),
        ({"capacity": None}, "Whether they have room is not known."),
        ({"supporting": None}, "Whether they have room is not known."),
    ],
)
def test_who_cannot_be_suggested_is_listed_with_why(changed: dict[str, Any], sentence: str) -> None:
    """Nobody is dropped silently."""
    assert why_not(mentor(**changed), TODAY) == sentence
    found = suggest_mentors(ali(), [mentor(**changed)], TODAY)
    assert (len(found.suggested), len(found.not_now)) == ((0, 1) if sentence else (1, 0))


def test_nobody_matching_is_said() -> None:
    """Without a shared experience, or without one to look by, a sentence says so."""
    assert suggest_mentors(ali(), [MENTOR], TODAY).unmatched == ""
    assert suggest_mentors(ali(), [mentor(experiences=frozenset({"debt"}))], TODAY).unmatched == (
        "No mentor with room shares an experience with Ali."
    )
    assert suggest_mentors(ali(experiences=frozenset()), [MENTOR], TODAY).unmatched == (
        "Ali has not shared any experience to find a mentor by."
    )


def test_consent_to_be_introduced_is_asked() -> None:
    """A mentor is told of nobody who has not agreed."""
    assert suggest_mentors(ali(), [], TODAY).ask == "Ask Ali before a mentor is told: no consent is recorded."
    assert suggest_mentors(ali(mentor_consent=True), [], TODAY).ask == ""


def test_checks_that_end_today_are_said() -> None:
    """They still hold, and the worker knows."""
    (found,) = suggest_mentors(ali(), [mentor(checks_until=TODAY, areas=None, languages=None)], TODAY).suggested
    assert found.reasons[-1] == "Checks end today."
    assert "Not in an area on record." in found.reasons

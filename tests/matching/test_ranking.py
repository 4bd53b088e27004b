"""The order within a group, each part in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linkworker.matching.facts import NEVER, TimeFacts
from linkworker.matching.match import match
from linkworker.matching.ranking import soonest
from linkworker.matching.reasons import ranking_words, short_reasons
from linkworker.matching.verdict import Group
from matching.fictional import MENTOR, TODAY, ali, football, matched

PLAIN: dict[str, Any] = {"kinds": frozenset({"arts"}), "domains": frozenset(), "mentors": (), "venue_area": "Newhaven"}


def order(*changes: dict[str, Any]) -> list[str]:
    """Return the names in order, of activities that are plain but for what is changed."""
    listed = [
        football(**{**PLAIN, "id": name, "name": name, **changed})
        for name, changed in zip("abcdefgh", changes, strict=False)
    ]
    return [found.activity.name for found in match(ali(), listed, TODAY).all()]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"kinds": frozenset({"football"})}, {"domains": frozenset({"isolation"})}),
        ({"domains": frozenset({"isolation"})}, {"mentors": (MENTOR,)}),
        ({"mentors": (MENTOR,)}, {"venue_area": "Lewes"}),
        ({"venue_area": "Lewes"}, {"times": (TimeFacts("friday", 1080),)}),
        ({"times": (TimeFacts("thursday", 1080),), "cost_pence": 900}, {"times": (TimeFacts("friday", 1080),)}),
        ({"cost_pence": 100}, {"cost_pence": 101}),
        ({"cost_pence": 100}, {}),
    ],
)
def test_each_part_comes_before_those_after_it(better: dict[str, Any], worse: dict[str, Any]) -> None:
    """Asked for, needs and goals, lived experience, own area, soonest start, cost, name: the earlier part decides."""
    if worse == {}:
        assert order(better, {"cost_pence": 0}) == ["b", "a"]
    else:
        assert order(worse, better) == ["b", "a"]


def test_name_then_id_settle_ties() -> None:
    """Names compare whatever their capitals, and the id makes the order total."""
    listed = [football(id=number, name=name) for number, name in [("3", "boxing"), ("1", "Cookery"), ("2", "Boxing")]]
    assert [found.activity.id for found in match(ali(), listed, TODAY).all()] == ["2", "3", "1"]


def test_the_group_comes_first() -> None:
    """What fits stands before what would fit, whatever was asked for."""
    listed = [football(id="a", ages=None), football(id="b", **PLAIN), football(id="c", active=False)]
    found = match(ali(), listed, TODAY)
    assert [one.activity.id for one in found.all()] == ["b", "a", "c"]
    assert (len(found.fits), len(found.fits_if), len(found.does_not_fit)) == (1, 1, 1)
    assert found.find("a") == found.fits_if[0]
    assert found.find("nobody") is None


@pytest.mark.practice(51)
def test_parts_are_shown_as_words() -> None:
    """Never a bare number."""
    assert ranking_words(matched(ali(), football())) == (
        "asked for football",
        "1 goal",
        "1 need",
        "mentor shares being in care",
        "own area",
        "starts 11 August 2026",
        "free",
    )
    gym = football(**PLAIN, item="membership", times=None, cost_pence=2_500, cost_per="month")
    assert short_reasons(matched(ali(), gym)) == ("starts today", "£25.00 a month")
    assert ranking_words(matched(ali(), football(**PLAIN, times=None, cost_pence=None))) == ()


def test_a_mentor_without_room_does_not_count() -> None:
    """Shared experience counts only for a mentor who could be suggested."""
    full = replace(MENTOR, supporting=3)
    assert "mentor shares being in care" not in ranking_words(matched(ali(), football(mentors=(full,))))


@pytest.mark.parametrize(
    ("dates", "times", "expected"),
    [
        (None, (TimeFacts("thursday"),), date(2026, 8, 6)),
        (None, (TimeFacts("wednesday"), TimeFacts("saturday")), date(2026, 8, 8)),
        ((date(2026, 9, 1), NEVER), (TimeFacts("monday"),), date(2026, 9, 7)),
        ((date(2026, 9, 1), NEVER), None, date(2026, 9, 1)),
        ((date(2026, 8, 1), NEVER), None, None),
        (None, (TimeFacts(None, 600),), None),
        (None, None, None),
    ],
)
def test_soonest_start(
    dates: tuple[date, date] | None, times: tuple[TimeFacts, ...] | None, expected: date | None
) -> None:
    """The first weekly time from today or from its start; None where nobody knows."""
    assert soonest(dates, times, "activity", TODAY) == expected


def test_group_words() -> None:
    """Headings as they are shown."""
    assert [group.words for group in Group] == ["Fits", "Fits if", "Does not fit"]

"""Cautions about age, dates and how the form was completed."""

from datetime import date, timedelta

import pytest

from linkworker.wellbeing.cautions import Weight, age_caution, cautions, may_record, nearness_caution
from linkworker.wellbeing.check_in_codes import mode
from linkworker.wellbeing.packs import instrument

TODAY = date(2026, 8, 6)
PAPER = mode("on-paper")


@pytest.mark.parametrize(
    ("code", "age", "stops"),
    [
        ("wemwbs", 12, True),
        ("wemwbs", 13, False),
        ("swemwbs", 12, True),
        ("swemwbs", 13, False),
        ("ons4", 13, True),
        ("ons4", 15, True),
        ("ons4", 16, False),
    ],
)
def test_too_young_stops_the_check_in(code, age, stops):
    """13 for the scales, 16 for ONS4; both sides of each."""
    found = cautions(instrument(code), age=age, taken_on=TODAY, today=TODAY, mode=PAPER)
    assert may_record(found) is not stops
    assert [each.code for each in found] == (["too-young"] if stops else [])


def test_too_young_is_said_with_the_age():
    """The sentence names the instrument and its least age."""
    found = age_caution(instrument("wemwbs"), 12)
    assert found is not None
    assert found.sentence == "WEMWBS is for people aged 13 or over."


def test_an_age_that_is_not_known_warns_and_does_not_stop():
    """A person without a date of birth is not turned away."""
    found = cautions(instrument("wemwbs"), age=None, taken_on=TODAY, today=TODAY, mode=PAPER)
    assert [(each.code, each.weight) for each in found] == [("age-not-known", Weight.WARN)]
    assert may_record(found)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Another check-in is on the same day."),
        (1, "Another check-in is 1 day away."),
        (13, "Another check-in is 13 days away."),
        (14, None),
        (15, None),
    ],
)
@pytest.mark.parametrize("way", [-1, 1])
def test_check_ins_under_14_days_apart_warn_and_never_block(days, words, way):
    """13 days warn and 14 do not, whether the other came before or after."""
    other = TODAY - timedelta(days=days * way)
    found = cautions(instrument("wemwbs"), age=19, taken_on=TODAY, today=TODAY, mode=PAPER, other_dates=[other])
    assert may_record(found)
    about = "The statements ask about the last 2 weeks."
    assert [each.sentence for each in found] == ([] if words is None else [f"{words} {about}"])


def test_the_nearest_of_several_check_ins_is_named():
    """One warning, of the nearest."""
    others = [TODAY - timedelta(days=days) for days in (90, 3, 10)]
    found = nearness_caution(instrument("swemwbs"), TODAY, others)
    assert found is not None
    assert "3 days away" in found.sentence


def test_ons4_may_be_asked_again_at_any_time():
    """Its questions are of nowadays and of yesterday."""
    assert nearness_caution(instrument("ons4"), TODAY, [TODAY]) is None


@pytest.mark.parametrize(("days", "stops"), [(1, True), (0, False), (-1, False)])
def test_a_check_in_dated_after_today_is_stopped(days, stops):
    """Tomorrow stops, today and yesterday do not."""
    taken = TODAY + timedelta(days=days)
    found = cautions(instrument("wemwbs"), age=19, taken_on=taken, today=TODAY, mode=PAPER)
    assert [each.code for each in found] == (["after-today"] if stops else [])
    assert may_record(found) is not stops


@pytest.mark.practice(90)
@pytest.mark.parametrize(
    ("code", "warns"),
    [("on-screen", False), ("one-at-a-time", False), ("on-paper", False), ("read-aloud", True), ("interpreter", True)],
)
def test_a_helped_mode_warns_that_answers_rise(code, warns):
    """Self-completion is the design; help biases answers upward and is said."""
    found = cautions(instrument("wemwbs"), age=19, taken_on=TODAY, today=TODAY, mode=mode(code))
    assert [each.code for each in found] == (["helped"] if warns else [])
    assert may_record(found)
    assert all("raise the answers" in each.sentence for each in found)


def test_a_mode_that_changed_since_the_earlier_check_in_warns():
    """Two check-ins completed in different ways are compared with care; in the same way nothing is said."""
    earlier = mode("read-aloud")
    found = cautions(instrument("wemwbs"), age=19, taken_on=TODAY, today=TODAY, mode=PAPER, earlier_mode=earlier)
    assert [each.sentence for each in found] == [
        "The earlier check-in was completed differently: Read aloud by the worker. Compare the two with care."
    ]
    assert cautions(instrument("wemwbs"), age=19, taken_on=TODAY, today=TODAY, mode=PAPER, earlier_mode=PAPER) == ()


def test_what_stops_comes_before_what_warns():
    """The worker reads first what cannot be passed."""
    tomorrow = TODAY + timedelta(days=1)
    found = cautions(
        instrument("wemwbs"), age=None, taken_on=tomorrow, today=TODAY, mode=mode("interpreter"), other_dates=[TODAY]
    )
    assert [each.code for each in found] == ["after-today", "age-not-known", "too-near", "helped"]

"""Change between two scores: three classes, each by a named threshold, at or past its figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.wellbeing.change import (
    MEANINGFUL,
    RELIABLE,
    ChangeClass,
    DifferentScales,
    change,
    changes,
    form_changes,
    shared_scores,
)
from linkworker.wellbeing.instrument import NoSuchThreshold
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.scoring import Score, score_form, score_raw

IMPROVED, SAME, WORSENED = ChangeClass.IMPROVED, ChangeClass.NO_RELIABLE_CHANGE, ChangeClass.WORSENED


def wemwbs(raw: int) -> Score:
    """Return a WEMWBS score."""
    return score_raw(instrument("wemwbs"), raw)


def swemwbs(metric: str) -> Score:
    """Return a SWEMWBS score of this metric, so that boundaries can be met to the hundredth."""
    return Score("swemwbs", 7, Decimal(metric))


@pytest.mark.parametrize(
    ("threshold", "points", "kind"),
    [
        (MEANINGFUL, 2, SAME),
        (MEANINGFUL, 3, IMPROVED),
        (MEANINGFUL, -2, SAME),
        (MEANINGFUL, -3, WORSENED),
        (RELIABLE, 8, SAME),
        (RELIABLE, 9, IMPROVED),
        (RELIABLE, -8, SAME),
        (RELIABLE, -9, WORSENED),
        (MEANINGFUL, 0, SAME),
        (RELIABLE, 0, SAME),
    ],
)
def test_wemwbs_change_counts_at_or_past_each_threshold(threshold, points, kind):
    """3 and 9 count, 2 and 8 do not, up and down alike."""
    found = change(wemwbs(40), wemwbs(40 + points), threshold)
    assert (found.kind, found.amount, found.threshold.name) == (kind, Decimal(points), threshold)


@pytest.mark.parametrize(
    ("threshold", "later", "kind"),
    [
        (MEANINGFUL, "20.99", SAME),
        (MEANINGFUL, "21.00", IMPROVED),
        (MEANINGFUL, "19.01", SAME),
        (MEANINGFUL, "19.00", WORSENED),
        (RELIABLE, "22.99", SAME),
        (RELIABLE, "23.00", IMPROVED),
        (RELIABLE, "17.01", SAME),
        (RELIABLE, "17.00", WORSENED),
    ],
)
def test_swemwbs_change_counts_on_the_metric_at_or_past_each_threshold(threshold, later, kind):
    """1 and 3 metric points count, a hundredth less does not."""
    assert change(swemwbs("20.00"), swemwbs(later), threshold).kind is kind


def test_swemwbs_change_is_of_the_metric_and_not_of_the_raw_sum():
    """Raw 32 to 34 is 2 raw points but 3.24 metric ones: reliable. Raw 17 to 20 is 3 raw points but 1.71."""
    short = instrument("swemwbs")
    assert change(score_raw(short, 32), score_raw(short, 34), RELIABLE).amount == Decimal("3.24")
    assert change(score_raw(short, 32), score_raw(short, 34), RELIABLE).kind is IMPROVED
    assert change(score_raw(short, 17), score_raw(short, 20), RELIABLE).kind is SAME


@pytest.mark.practice(90)
def test_every_threshold_is_named_with_its_figure_and_source():
    """A rise of 5 is improved by the meaningful threshold and no reliable change by the reliable one."""
    meaningful, reliable = changes(wemwbs(40), wemwbs(45))
    assert meaningful.sentence() == "Improved: WEMWBS up 5, at or past the meaningful threshold of 3."
    assert reliable.sentence() == "No reliable change: WEMWBS up 5, under the reliable threshold of 9."
    assert meaningful.threshold.source == "Warwick FAQ; NHS England MHSDS code"


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (40, "No reliable change: WEMWBS the same, under the reliable threshold of 9."),
        (31, "Worsened: WEMWBS down 9, at or past the reliable threshold of 9."),
    ],
)
def test_a_change_says_which_way_it_went(later, words):
    """Up, down or the same."""
    assert change(wemwbs(40), wemwbs(later), RELIABLE).sentence() == words


def test_scores_of_two_scales_are_never_compared():
    """A long and a short score have nothing in common."""
    with pytest.raises(DifferentScales, match="A WEMWBS score cannot be compared with a SWEMWBS score"):
        change(wemwbs(40), swemwbs("20.00"), RELIABLE)


def test_an_unknown_threshold_is_refused():
    """There are two, and each has a name."""
    with pytest.raises(NoSuchThreshold, match="WEMWBS has no change threshold called big"):
        change(wemwbs(40), wemwbs(45), "big")


def test_a_long_form_is_compared_with_a_short_one_on_the_short_scale():
    """Either way round; two long forms are compared on the long scale."""
    long = score_form(instrument("wemwbs"), dict.fromkeys(range(1, 15), 3))
    short = score_form(instrument("swemwbs"), dict.fromkeys(range(1, 8), 4))
    assert [each.scale for each in form_changes(long, short)] == ["swemwbs", "swemwbs"]
    assert [each.scale for each in form_changes(short, long)] == ["swemwbs", "swemwbs"]
    assert [each.scale for each in form_changes(long, long)] == ["wemwbs", "wemwbs"]


def test_a_partial_form_has_no_change():
    """Without a total there is nothing to compare."""
    whole = score_form(instrument("swemwbs"), dict.fromkeys(range(1, 8), 4))
    partial = score_form(instrument("swemwbs"), {1: 4}, "interrupted")
    assert shared_scores(whole, partial) is None
    assert form_changes(whole, partial) == ()
    assert form_changes(partial, whole) == ()


OPPOSITE = {IMPROVED: WORSENED, WORSENED: IMPROVED, SAME: SAME}


@given(
    st.sampled_from(["wemwbs", "swemwbs"]),
    st.sampled_from([MEANINGFUL, RELIABLE]),
    st.data(),
)
def test_change_the_other_way_round_is_its_opposite(code, threshold, data):
    """Improved one way is worsened the other, by the same amount."""
    scale = instrument(code)
    one, two = (score_raw(scale, data.draw(st.sampled_from(scale.raw_range))) for _ in range(2))
    there, back = change(one, two, threshold), change(two, one, threshold)
    assert there.amount == -back.amount
    assert there.kind is OPPOSITE[back.kind]


@given(st.integers(14, 70), st.integers(14, 70))
def test_a_reliable_change_is_always_a_meaningful_one(before, after):
    """The stricter threshold never says more than the other."""
    meaningful, reliable = changes(wemwbs(before), wemwbs(after))
    assert reliable.kind in {SAME, meaningful.kind}

"""Bands, and the averages that always stand beside them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.wellbeing.bands import NoBands, place
from linkworker.wellbeing.comparator import comparators
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.scoring import Score, score_raw


def band(code: str, raw: int) -> str:
    """Return the band of a raw sum."""
    return place(score_raw(instrument(code), raw), in_custody=False).label


@pytest.mark.parametrize(
    ("raw", "label"),
    [(14, "low"), (42, "low"), (43, "average"), (59, "average"), (60, "high"), (70, "high")],
)
def test_wemwbs_bands_change_at_43_and_60(raw, label):
    """Both sides of each cut."""
    assert band("wemwbs", raw) == label


@pytest.mark.parametrize(
    ("raw", "label"), [(7, "low"), (21, "low"), (22, "average"), (30, "average"), (31, "high"), (35, "high")]
)
def test_swemwbs_bands_change_at_raw_22_and_31(raw, label):
    """Both sides of each cut, by raw sum."""
    assert band("swemwbs", raw) == label


@pytest.mark.parametrize(
    ("metric", "label"),
    [
        ("19.49", "low"),
        ("19.5", "low"),
        ("19.51", "average"),
        ("27.49", "average"),
        ("27.5", "high"),
        ("27.51", "high"),
    ],
)
def test_swemwbs_bands_change_at_metric_19_5_and_27_5(metric, label):
    """19.5 itself is low and 27.5 itself is high."""
    assert place(Score("swemwbs", 21, Decimal(metric)), in_custody=False).label == label


@pytest.mark.practice(90)
def test_a_wemwbs_band_says_it_is_not_from_a_primary_source():
    """The words the worker reads name the population and how far the cut can be trusted."""
    placing = place(score_raw(instrument("wemwbs"), 42), in_custody=False)
    assert placing.sentence() == "Low for the general population (widely used, not from a primary source)."


def test_a_person_in_custody_is_shown_the_prison_average_beside_the_general_one():
    """A low score in prison is near the prison average, and the screen says so."""
    placing = place(score_raw(instrument("wemwbs"), 41), in_custody=True, sex="male")
    assert placing.lines() == (
        "Low for the general population (widely used, not from a primary source).",
        "The average for men aged 16 and over in England was 50.1 (2016).",
        "The average for people in prison in Scotland was 41.2 (2017).",
    )


def test_where_no_prison_average_is_known_it_is_said():
    """The short form has none; outside custody there is nothing to say."""
    score = score_raw(instrument("swemwbs"), 20)
    assert place(score, in_custody=True).note == "No SWEMWBS average is known for people in prison."
    assert place(score, in_custody=True).lines()[-1] == "No SWEMWBS average is known for people in prison."
    assert place(score, in_custody=False).note is None


def test_an_instrument_without_bands_is_never_placed():
    """ONS4 has none."""
    with pytest.raises(NoBands, match="ONS4 has no bands"):
        place(Score("ons4", 7, None), in_custody=False)


@given(st.sampled_from(["wemwbs", "swemwbs"]), st.data(), st.booleans(), st.sampled_from([None, "male", "female", "x"]))
def test_no_band_ever_stands_alone(code, data, in_custody, sex):
    """Whoever the person is, a population and an average are named with the band."""
    scale = instrument(code)
    placing = place(score_raw(scale, data.draw(st.sampled_from(scale.raw_range))), in_custody=in_custody, sex=sex)
    assert placing.population in placing.sentence()
    assert any(not each.custody for each in placing.comparators)
    assert all(each.source for each in placing.comparators)


def figures(code: str, *, in_custody: bool, sex: str | None) -> list[tuple[str, int, Decimal]]:
    """Return group, year and mean of each comparator offered."""
    rows = comparators(instrument(code), in_custody=in_custody, sex=sex)
    return [(row.group, row.year, row.mean) for row in rows]


ENGLISH_MEN = ("england", 2016, Decimal("50.1"))
ENGLISH_WOMEN = ("england", 2016, Decimal("49.6"))
PRISON = ("scottish-prisons", 2017, Decimal("41.2"))


@pytest.mark.parametrize(
    ("in_custody", "sex", "expected"),
    [
        (False, "male", [ENGLISH_MEN]),
        (False, "female", [ENGLISH_WOMEN]),
        (False, None, [ENGLISH_MEN, ENGLISH_WOMEN]),
        (False, "not-asked", [ENGLISH_MEN, ENGLISH_WOMEN]),
        (True, "female", [ENGLISH_WOMEN, PRISON]),
        (True, None, [ENGLISH_MEN, ENGLISH_WOMEN, PRISON]),
    ],
)
def test_comparators_fit_setting_and_sex_with_the_latest_year(in_custody, sex, expected):
    """By sex where the figure has it, the prison one last and only in custody."""
    assert figures("wemwbs", in_custody=in_custody, sex=sex) == expected


def test_swemwbs_comparators_are_the_norms_of_england():
    """23.7 for men and 23.2 for women, with the years they cover."""
    men, women = comparators(instrument("swemwbs"), in_custody=False)
    assert (men.mean, women.mean) == (Decimal("23.7"), Decimal("23.2"))
    assert men.sentence() == "The average for men aged 16 and over in England was 23.7 (2010 to 2013)."
    assert "Ng Fat" in women.source


def test_every_figure_of_the_facts_is_in_the_pack():
    """The earlier years are kept too, with the spread where it is known."""
    rows = {(row.group, row.sex, row.year): (row.mean, row.sd) for row in instrument("wemwbs").comparators}
    assert rows == {
        ("england", "male", 2012): (Decimal("52.5"), None),
        ("england", "female", 2012): (Decimal("52.2"), None),
        ("england", "male", 2016): (Decimal("50.1"), None),
        ("england", "female", 2016): (Decimal("49.6"), None),
        ("scottish-prisons", None, 2013): (Decimal("43.4"), Decimal("12.2")),
        ("scottish-prisons", None, 2015): (Decimal("41.8"), Decimal("11.9")),
        ("scottish-prisons", None, 2017): (Decimal("41.2"), Decimal("12.3")),
    }

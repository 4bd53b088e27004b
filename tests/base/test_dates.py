"""Dates in and out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.dates import Years, add_months, age_on, parse_date, show_date, show_day
from linkworker.base.errors import BadInput
from linkworker.base.words import avoided_words

TODAY = date(2026, 11, 21)
AUGUST = date(2026, 8, 6)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "6 August 2026",
        "6 august 2026",
        "6 Aug 2026",
        "6th August, 2026",
        "Thursday 6 August 2026",
        "Thu 6/8/26",
        "6/8/26",
        "06/08/2026",
        "6/8/2026",
        "6 8 2026",
        "6-8-2026",
        "6.8.2026",
        " 6  8\t26 ",
        "2026-08-06",
        "2026/8/6",
    ],
)
def test_ways_to_write_one_date(text):
    """Day first, in words or figures, and the year first when it has four digits."""
    assert parse_date(text, today=TODAY) == AUGUST


@pytest.mark.parametrize(("text", "days"), [("today", 0), ("Yesterday", -1), ("tomorrow ", 1)])
def test_words_for_days_near(text, days):
    """Today, yesterday and tomorrow count from the day given."""
    assert parse_date(text, today=TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "6", "6 August", "6/8/226", "8/2026", "6 Ju 2026", "6 Aug 2026 at 5", "6/8", "٦/٨/٢٠٢٦", "20260806"],
)
def test_what_is_not_a_date_is_asked_for_again(text):
    """The sentence says what to enter, with an example."""
    with pytest.raises(BadInput) as caught:
        parse_date(text, today=TODAY, what="a release date")
    assert str(caught.value) == "Enter a release date, for example 6 August 2026."
    with pytest.raises(BadInput) as caught:
        parse_date(text, today=TODAY, what="a date of birth", years=Years.BIRTH)
    assert str(caught.value) == "Enter a date of birth, for example 6 August 1998."


@pytest.mark.parametrize("text", ["31/2/2026", "29 Feb 2026", "6/13/2026", "0/1/2026", "2026-02-30"])
def test_day_that_is_not_in_the_calendar(text):
    """A month is never read as a day to make it fit."""
    with pytest.raises(BadInput, match="not in the calendar"):
        parse_date(text, today=TODAY)


@pytest.mark.parametrize("text", ["6/8/0026", "6/8/1899", "6/8/2200", "9999-01-01"])
def test_year_far_off_is_a_slip(text):
    """Years outside 1900 to 2199 are asked for again, in words we use."""
    with pytest.raises(BadInput, match="1900 to 2199") as caught:
        parse_date(text, today=TODAY)
    assert not avoided_words(str(caught.value))


@pytest.mark.parametrize(
    ("text", "year"),
    [("1/1/26", 2026), ("1/1/75", 2075), ("1/1/76", 1976), ("1/1/77", 1977), ("1/1/99", 1999), ("1/1/00", 2000)],
)
def test_two_digit_year_is_the_nearest(text, year):
    """A meeting or a release lies within 50 years of today."""
    assert parse_date(text, today=TODAY).year == year


@pytest.mark.parametrize(
    ("text", "year"),
    [("21/11/26", 2026), ("22/11/26", 1926), ("1/1/27", 1927), ("1/1/06", 2006), ("1/1/75", 1975), ("29/2/04", 2004)],
)
def test_two_digit_year_of_birth_is_never_to_come(text, year):
    """Nobody is born tomorrow: born tomorrow in '26 is a hundred."""
    assert parse_date(text, today=TODAY, years=Years.BIRTH).year == year


@given(DAYS, DAYS)
def test_what_is_shown_can_be_read_back(day, today):
    """Every date we print is one we accept, with and without its weekday."""
    assert parse_date(show_date(day), today=today) == day
    assert parse_date(show_day(day), today=today) == day
    assert parse_date(day.isoformat(), today=today) == day


@given(DAYS, st.dates(date(2001, 1, 1), date(2150, 1, 1)))
def test_birth_dates_read_short_are_past(day, today):
    """A short year of birth gives a date of the last hundred years."""
    try:
        read = parse_date(f"{day.day}/{day.month}/{day.year % 100:02}", today=today, years=Years.BIRTH)
    except BadInput:
        assert (day.month, day.day) == (2, 29)
    else:
        assert add_months(today, -1200) <= read <= today


def test_shown_in_words():
    """Dates are shown day first with the month's name."""
    assert show_date(AUGUST) == "6 August 2026"
    assert show_day(AUGUST) == "Thursday 6 August 2026"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 21), 2, date(2027, 1, 21)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_calendar_months(day, months, then):
    """A month on is the same day, or the month's last."""
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(2008, 11, 21), 18), (date(2008, 11, 22), 17), (date(2026, 11, 21), 0), (date(2004, 2, 29), 22)],
)
def test_age(born, age):
    """Somebody turns a year older on the day itself."""
    assert age_on(born, TODAY) == age


def test_leap_day_birthday_is_the_first_of_march():
    """Born on 29 February, in other years a year older on 1 March."""
    born = date(2008, 2, 29)
    assert [age_on(born, date(2026, 2, 28)), age_on(born, date(2026, 3, 1))] == [17, 18]

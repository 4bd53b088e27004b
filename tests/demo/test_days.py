"""Days as the data files write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import LinkworkerError
from linkworker.demo.days import day

THURSDAY = date(2026, 8, 6)
ANY_DAY = st.dates(date(2020, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("0", date(2026, 8, 6)),
        ("-1", date(2026, 8, 5)),
        ("+1", date(2026, 8, 7)),
        ("-4", date(2026, 7, 31)),  # a Sunday goes back to Friday
        ("+2", date(2026, 8, 10)),  # a Saturday goes on to Monday
        ("-14 tuesday", date(2026, 7, 21)),
        ("+3 saturday", date(2026, 8, 15)),
        ("+0 thursday", date(2026, 8, 6)),
        ("-19y", date(2007, 8, 6)),
        ("-19y-70", date(2007, 5, 28)),
    ],
)
def test_a_day_of_the_story_is_counted_from_today(text: str, means: date) -> None:
    """Counts go from today; weekdays and years are heeded; a bare count keeps off weekends."""
    assert day(text, THURSDAY) == means


@pytest.mark.parametrize("text", ["", "14", "yesterday", "-", "+", "-3 noday", "- 3"])
def test_what_is_not_a_day_is_named(text: str) -> None:
    """A slip in a data file is said, with the text."""
    with pytest.raises(LinkworkerError):
        day(text, THURSDAY)


@given(ANY_DAY, st.integers(1, 900))
def test_what_has_gone_stays_gone_and_what_comes_stays_to_come(today: date, days: int) -> None:
    """No weekend moves a day across today, and none by more than two days."""
    gone, ahead = day(f"-{days}", today), day(f"+{days}", today)
    assert timedelta(days=-days - 2) <= gone - today <= timedelta(days=-days)
    assert timedelta(days=days) <= ahead - today <= timedelta(days=days + 2)
    assert gone.weekday() < 5
    assert ahead.weekday() < 5


@given(ANY_DAY, st.integers(0, 900), st.integers(0, 900))
def test_the_order_of_days_is_kept(today: date, one: int, other: int) -> None:
    """What is told as later is never moved before what is told as earlier."""
    early, late = sorted((one, other), reverse=True)
    assert day(f"-{early}", today) <= day(f"-{late}", today)

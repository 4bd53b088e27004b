"""Which backups are kept, and when one is due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.clock import london_day
from linkworker.vault.backup_ages import is_due, kept

TODAY = date(2026, 8, 6)  # a Thursday
NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
DAY = timedelta(days=1)

days = st.integers(-200, 0)
minutes = st.integers(0, 24 * 60 - 1)
past = st.frozensets(
    st.builds(lambda day, minute: NOON.replace(hour=0) + day * DAY + timedelta(minutes=minute), days, minutes),
    max_size=30,
)
any_day = st.dates(date(1970, 1, 1), date(2100, 1, 1))


def test_three_days_and_two_weeks_before_them():
    """Unlocked every day for a month at noon: today, two days before, and the Sundays of the two weeks before."""
    made = [NOON - n * DAY for n in range(30)]
    stay = sorted(london_day(each) for each in kept(made, TODAY))
    assert stay == [date(2026, 7, 26), date(2026, 8, 2), date(2026, 8, 4), date(2026, 8, 5), date(2026, 8, 6)]


def test_only_the_newest_of_a_day_stays():
    """Several of one day: made by hand, say."""
    made = [NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=2)]
    assert kept(made, TODAY) == {made[-1]}


def test_a_laptop_that_lay_in_a_drawer_loses_none():
    """Ages do not count, only which days there are."""
    made = [NOON - n * 40 * DAY for n in range(5)]
    assert kept(made, date(2031, 1, 1)) == set(made)


def test_day_by_day_the_rule_never_loses_its_weeks():
    """Pruned after each day's backup for half a year, there are always two of earlier weeks."""
    held: set[datetime] = set()
    for n in range(180):
        now = NOON + n * DAY
        held = set(kept({*held, now}, london_day(now)))
        assert now in held
        assert len(held) <= 5
        if n > 21:
            assert len(held) == 5
            assert now - min(held) >= 7 * DAY


@given(past)
def test_the_newest_stays_and_there_are_at_most_five(made):
    """Whatever was made; and to prune again changes nothing."""
    stay = kept(made, TODAY)
    assert stay <= made
    assert len(stay) <= 5
    assert kept(stay, TODAY) == stay
    if made:
        assert max(made) in stay


@given(past, any_day)
def test_a_clock_that_is_wrong_prunes_nothing_good(made, wrong):
    """What was kept under the right day is all kept under any other: 1970, or next year."""
    good = kept(made, TODAY)
    assert kept(good, wrong) == good


@pytest.mark.parametrize("years", [-56, 1])
def test_backups_made_while_the_clock_was_wrong_push_out_none(years):
    """A week of unlocking in 1970 leaves all five good ones; in next year, which is later, at least the newest."""
    good = kept([NOON - n * DAY for n in range(30)], TODAY)
    held = set(good)
    for n in range(7):
        now = (NOON + n * DAY).replace(year=2026 + years)
        held = set(kept({*held, now}, london_day(now)))
    if years < 0:
        assert good <= held
    else:  # newer by the clock, and truly newer: they roll on from the good ones
        assert max(good) in held


def test_one_is_due_when_none_is_of_the_last_day():
    """One of next year does not count."""
    assert is_due([], NOON)
    assert is_due([NOON - DAY], NOON)
    assert not is_due([NOON - DAY + timedelta(minutes=1)], NOON)
    assert is_due([NOON.replace(year=2027)], NOON)
    assert not is_due([NOON + timedelta(hours=1)], NOON)

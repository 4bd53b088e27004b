"""The clock."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from linkworker.base.clock import Clock, FixedClock, SystemClock


def test_system_clock_is_aware_and_in_utc():
    """The laptop's clock gives instants that know they are UTC."""
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs((clock.today() - clock.now().date()).days) <= 1


def test_day_is_londons():
    """In summer the London day begins an hour before the UTC one."""
    assert FixedClock(datetime(2026, 8, 5, 23, 30, tzinfo=UTC)).today() == date(2026, 8, 6)
    assert FixedClock(datetime(2026, 1, 5, 23, 30, tzinfo=UTC)).today() == date(2026, 1, 5)


def test_fixed_clock_stands_still_until_advanced():
    """A fixed clock moves only by what it is told."""
    clock = FixedClock(datetime(2026, 8, 6, 12, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == clock.now() == datetime(2026, 8, 6, 10, tzinfo=UTC)
    clock.advance(timedelta(days=1, minutes=1))
    assert clock.now() == datetime(2026, 8, 7, 10, 1, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_fixed_clock_needs_a_zone():
    """An instant without a zone is a fault of the caller."""
    with pytest.raises(TypeError):
        FixedClock(datetime(2026, 8, 6))  # noqa: DTZ001 - the absence is the point

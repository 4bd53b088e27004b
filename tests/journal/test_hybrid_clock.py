"""A clock that never runs backwards."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linkworker.journal.hybrid_clock import HybridClock, milliseconds

NOON = datetime(2026, 8, 6, 12, 0, tzinfo=UTC)


def test_it_follows_the_wall():
    """A reading holds the wall's milliseconds."""
    assert milliseconds(HybridClock().tick(NOON)) == int(NOON.timestamp() * 1000)


def test_a_clock_in_1970_still_moves_on():
    """After a flat battery the entries still come one after another."""
    clock = HybridClock()
    before = clock.tick(NOON)
    assert clock.tick(datetime(1970, 1, 1, tzinfo=UTC)) > before
    assert clock.tick(datetime(1969, 1, 1, tzinfo=UTC)) > before


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40))
def test_every_reading_is_later_than_the_last(jumps):
    """Whatever the wall clock does, readings rise, as text too."""
    clock = HybridClock()
    readings = [clock.tick(NOON + timedelta(seconds=jump)) for jump in jumps]
    assert readings == sorted(set(readings))
    assert {len(reading) for reading in readings} == {16}

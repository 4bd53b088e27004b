"""The four-digit number that ends a hand-over."""

import pytest

from linkworker.base.errors import BadInput
from linkworker.ui.screens.check_in.number_lock import NumberLock, NumberTooEasy, Outcome


def test_the_right_number_opens():
    """Blanks that slip in between the digits do not matter."""
    assert NumberLock("4071").check(" 40 71 ") is Outcome.OPENED


def test_three_wrong_numbers_lock_and_then_the_right_one_opens_nothing():
    """Each wrong one says how many are left."""
    lock = NumberLock("4071")
    assert [(lock.check(typed), lock.left) for typed in ("1111", "4017", "0000")] == [
        (Outcome.WRONG, 2),
        (Outcome.WRONG, 1),
        (Outcome.LOCKED, 0),
    ]
    assert lock.locked
    assert lock.check("4071") is Outcome.LOCKED


def test_opening_gives_all_three_tries_back():
    """A slip of yesterday does not count against tomorrow's hand-over of the same form."""
    lock = NumberLock("4071")
    lock.check("1111")
    lock.check("4071")
    assert lock.left == 3


@pytest.mark.parametrize("typed", ["", "407", "40711", "40a1", "٤٠٧١", "-407"])
def test_a_number_that_is_not_four_digits_is_no_try(typed):
    """It is said, and nothing is counted; nor can it be set."""
    lock = NumberLock("4071")
    with pytest.raises(BadInput, match="Enter four digits"):
        lock.check(typed)
    assert lock.left == 3
    with pytest.raises(BadInput, match="Enter four digits"):
        NumberLock(typed)


@pytest.mark.parametrize("digits", ["0000", "7777", "1234", "4321", "6789"])
def test_a_number_that_is_the_first_guess_cannot_be_set(digits):
    """Four the same, or four in a row."""
    with pytest.raises(NumberTooEasy):
        NumberLock(digits)


def test_the_number_is_never_shown():
    """Not in a crash report either."""
    assert repr(NumberLock("4071")) == "NumberLock(left=3)"

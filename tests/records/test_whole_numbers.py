"""Whole numbers that the columns of a record can hold."""

import pytest

from linkworker.records.record import NumberTooLarge, check_number
from linkworker.records.types import WHOLE_NUMBERS


def test_a_number_that_no_column_holds_is_told_with_its_field() -> None:
    """The least and the greatest pass, and so does what is no number."""
    for held in (WHOLE_NUMBERS[0], WHOLE_NUMBERS[-1], 0, None, "many", True):
        check_number("minutes_spent", held)
    for held in (WHOLE_NUMBERS[0] - 1, WHOLE_NUMBERS[-1] + 1):
        with pytest.raises(NumberTooLarge, match="minutes spent"):
            check_number("minutes_spent", held)

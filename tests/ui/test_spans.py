"""How long ago and how far ahead, in words."""

from datetime import date, timedelta

import pytest

from linkworker.ui import spans

TODAY = date(2026, 8, 6)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (21, "3 weeks"),
        (69, "9 weeks"),
        (70, "2 months"),
        (365, "12 months"),
        (730, "2 years"),
        (-21, "3 weeks"),
    ],
)
def test_days_are_said_in_whole_units(days: int, words: str) -> None:
    """Days up to two weeks, weeks up to ten, months up to two years."""
    assert spans.span(days) == words


def test_what_is_overdue_due_and_to_come() -> None:
    """Behind, on the day and ahead, in full and for a narrow column."""
    behind, ahead = TODAY - timedelta(days=21), date(2026, 8, 12)
    assert [spans.overdue(day, TODAY) for day in (behind, TODAY, ahead)] == [
        "3 weeks overdue",
        "due today",
        "due 12 August 2026",
    ]
    assert [spans.overdue_in_short(day, TODAY) for day in (behind, TODAY, ahead)] == [
        "3 weeks late",
        "due today",
        "in 6 days",
    ]
    assert [spans.since(day, TODAY) for day in (behind, TODAY, ahead)] == ["for 3 weeks", "today", "in 6 days"]
    assert [spans.ended(day, TODAY) for day in (behind, TODAY, ahead)] == ["3 weeks ago", "today", "in 6 days"]

"""Times in and out."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput
from linkworker.base.times import parse_time, show_instant, show_time


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("5:30pm", time(17, 30)),
        ("5.30pm", time(17, 30)),
        ("5.30 p.m.", time(17, 30)),
        ("5pm", time(17)),
        ("5 PM", time(17)),
        ("17:30", time(17, 30)),
        ("17.30", time(17, 30)),
        ("17:30:00", time(17, 30)),
        ("09:05", time(9, 5)),
        ("10:30", time(10, 30)),
        ("12am", time(0)),
        ("12:15pm", time(12, 15)),
        ("noon", time(12)),
        ("Midday", time(12)),
        ("midnight", time(0)),
        ("0:30", time(0, 30)),
    ],
)
def test_ways_to_write_a_time(text, moment):
    """Morning and afternoon, or the 24-hour clock."""
    assert parse_time(text) == moment


@pytest.mark.parametrize("text", ["", "5", "half five", "24:00", "13pm", "0pm", "10:60", "5:3pm", "1730"])
def test_what_is_not_a_time(text):
    """The sentence gives an example."""
    with pytest.raises(BadInput) as caught:
        parse_time(text, what="a start time")
    assert str(caught.value) == "Enter a start time, for example 5:30pm."


def test_morning_or_afternoon_is_asked():
    """5:30 with nothing after it is a guess we do not make."""
    with pytest.raises(BadInput, match=r"5:30am or 5:30pm"):
        parse_time("5:30")


@given(st.times())
def test_shown_time_reads_back(moment):
    """Every time we print is one we accept."""
    assert parse_time(show_time(moment)) == moment.replace(second=0, microsecond=0)


def test_shown_times():
    """Minutes always, and names for twelve."""
    assert [show_time(time(*at)) for at in ((17, 30), (18, 0), (0, 5), (12, 0), (0, 0), (12, 1))] == [
        "5:30pm",
        "6:00pm",
        "12:05am",
        "midday",
        "midnight",
        "12:01pm",
    ]


def test_instants_are_shown_in_london():
    """Summer time and the day's turn are London's."""
    assert show_instant(datetime(2026, 8, 5, 23, 30, tzinfo=UTC)) == "6 August 2026 at 12:30am"
    assert show_instant(datetime(2026, 12, 5, 17, 30, tzinfo=UTC)) == "5 December 2026 at 5:30pm"

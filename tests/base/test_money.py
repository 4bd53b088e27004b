"""Money in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput
from linkworker.base.money import MOST_PENCE, parse_money, show_money


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("25", 2500),
        ("£25", 2500),
        ("25.50", 2550),
        ("25.5", 2550),
        ("£ 25.05", 2505),
        ("£1,250.00", 125_000),
        ("1250", 125_000),
        ("50p", 50),
        ("0", 0),
        ("007", 700),
    ],
)
def test_ways_to_write_a_sum(text, pence):
    """With and without the sign, the pence and the comma."""
    assert parse_money(text) == pence


@pytest.mark.parametrize(
    "text", ["", "£", "-5", "25.505", "1,25", "12,34.00", "25.", ".50", "$5", "5 pounds", "٢٥", "1e3"]
)
def test_what_is_not_a_sum(text):
    """The sentence gives an example."""
    with pytest.raises(BadInput) as caught:
        parse_money(text)
    assert str(caught.value) == "Enter an amount, for example £25.00."


@pytest.mark.parametrize("text", ["10000000", "9" * 5000, "999999999999"])
def test_sums_beyond_reason(text):
    """A sum of ten million is a slip of the keys."""
    with pytest.raises(BadInput, match=r"up to £9,999,999\.99"):
        parse_money(text, what="a cost")


@given(st.integers(0, MOST_PENCE))
def test_shown_sum_reads_back(pence):
    """Every sum we print is one we accept, to the penny."""
    assert parse_money(show_money(pence)) == pence


def test_shown_sums():
    """Pounds with two places; below nothing has its sign before the pound."""
    assert [show_money(pence) for pence in (2500, 5, 125_000, -500, 0)] == [
        "£25.00",
        "£0.05",
        "£1,250.00",
        "-£5.00",
        "£0.00",
    ]

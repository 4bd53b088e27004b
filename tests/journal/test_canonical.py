"""One spelling of every value."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.base.errors import BadInput
from linkworker.journal.canonical import canonical, instant_text, plain

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))  # what can be kept everywhere
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)


def test_keys_are_sorted_and_nothing_is_spaced():
    """The text of a map does not depend on the order it was built in."""
    assert canonical({"b": 1, "a": [True, None]}) == '{"a":[true,null],"b":1}'


def test_letters_stand_as_themselves():
    """No letter is escaped that JSON lets stand."""
    assert canonical("Siân عربي") == '"Siân عربي"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 8, 6), "2026-08-06"),
        (Decimal("25.03"), "25.03"),
        (datetime(2026, 8, 6, 10, 15, 30, 123456, tzinfo=UTC), "2026-08-06T10:15:30.123Z"),
        ("cafe\u0301", "caf\u00e9"),
        (["e\u0301"], ["\u00e9"]),
        ({"e\u0301": "e\u0301"}, {"\u00e9": "\u00e9"}),
        ((1, 2), [1, 2]),
        (None, None),
        (True, True),
    ],
)
def test_each_type_has_one_spelling(value, expected):
    """Dates are ISO, decimals are text, text is NFC."""
    assert plain(value) == expected


def test_a_float_is_a_mistake():
    """Scores are decimals and money is pence."""
    with pytest.raises(TypeError, match="float"):
        plain({"score": 25.03})


def test_a_moment_is_said_in_utc():
    """British summer time is an hour ahead."""
    summer = datetime(2026, 8, 6, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert instant_text(summer) == "2026-08-06T09:00:00.000Z"


@given(PLAIN)
def test_spelling_twice_changes_nothing(value):
    """A canonical text read back and spelled again is the same text."""
    text = canonical(plain(value))
    assert canonical(plain(json.loads(text))) == text


@pytest.mark.parametrize("text", ["a\0b", "caf\udce9"])
def test_a_text_that_cannot_be_kept_everywhere_is_refused(text):
    """A zero character stops PostgreSQL, half a character has no UTF-8: found now, not when a bundle is taken in."""
    with pytest.raises(BadInput, match="cannot be kept"):
        plain({"words": [text]})

"""The one way to write a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.journal.canonical import canonical as as_the_journal_writes
from linkworker.journal.canonical import plain
from linkworker.sync.canonical import canonical, parse
from linkworker.sync.problems import WrongFacts

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé.", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(VALUE)
def test_what_is_written_is_read_back_and_written_the_same(value: object) -> None:
    """Canonical bytes are stable: reading them and writing again changes nothing."""
    raw = canonical(value)
    assert canonical(parse(raw)) == raw


@given(VALUE)
def test_the_journal_and_the_bundle_write_a_value_the_same(value: object) -> None:
    """Two rooms write canonical JSON; they must never differ."""
    assert canonical(value) == as_the_journal_writes(plain(value)).encode()


def test_keys_are_sorted_and_letters_composed() -> None:
    """The rules of the format page, on one value."""
    assert canonical({"b": [1, None, True], "a": "Cafe\u0301\n"}) == '{"a":"Café\\n","b":[1,null,true]}'.encode()


@pytest.mark.parametrize(
    "value", [1.5, [float("nan")], {"a": (0.0,)}, {1: "a"}, {"é": 1, "e\u0301": 2}, "\ud800", {"a": object()}]
)
def test_a_value_without_one_way_of_writing_is_refused(value: object) -> None:
    """Floats, names that are not text, names that fall together, half characters and objects."""
    with pytest.raises(WrongFacts):
        canonical(value)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"1.5", b"NaN", b"\xff", b"", b"{", b"[" * 100_000,
        b'"\\u0041"', '"Cafe\u0301"'.encode(), b'"\\ud800"', b"9" * 5000,
    ],
)  # fmt: skip
def test_bytes_that_are_not_the_canonical_ones_are_refused(raw: bytes) -> None:
    """A second way to write the same value would be a second hash of it."""
    with pytest.raises(WrongFacts):
        parse(raw)

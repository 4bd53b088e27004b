"""The quick reading of a bundle's lines takes a part of what the careful one takes, and nothing else."""

import hashlib
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.sync.canonical import canonical
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.lines import _check_values, _read_with_care, check_lines, commits
from linkworker.sync.problems import WrongFacts
from linkworker.sync.quick_lines import quick_entry

ID = "0198a6a0-0000-7000-8000-000000000001"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
SIMPLE = st.none() | st.booleans() | st.integers(1 - 10**18, 10**18 - 1) | TEXTS
VALUES = st.recursive(
    SIMPLE | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["area", "name", "words", "wing", "café", 'odd "name"', "in_error"])


def line_of(values: dict[str, object], **header: object) -> bytes:
    """Return the line of an entry that writes these values."""
    salted = {name: [f"{place:032x}", value] for place, (name, value) in enumerate(sorted(values.items()))}
    rows = [
        {"commit": _commit(salt, value), "field": name, "replaces": None if place % 2 else ID}
        for place, (name, (salt, value)) in enumerate(salted.items())
    ]
    given_header = {
        "action": "created", "at": "2026-08-06T09:30:00.000Z", "device": ID, "fields": rows, "hlc": "0" * 16, "id": ID,
        "kind": "note", "person": None, "reason": None, "record": ID, "seq": 1, "v": 1, "worker": ID, **header,
    }  # fmt: skip
    text = canonical(given_header)
    held: dict[str, object] = {"entry": text.decode(), "hash": hashlib.sha256(bytes(32) + text).hexdigest()}
    return canonical(held | ({"values": salted} if values else {}))


def _commit(salt: str, value: object) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def careful(raw: bytes) -> EntryLine | None:
    """Return what the careful reading makes of a line; None where it refuses it."""
    try:
        line = _read_with_care(raw)
        if not isinstance(line, EntryLine):
            return None
        if line.values is not None:
            _check_values(line.values, commits(line.header))
    except WrongFacts:
        return None
    return line


def is_usual(value: object) -> bool:
    """Say whether a value is of up to 18 digits, a text, or holds no bracket but its own."""
    if isinstance(value, list | dict):
        return not set("[]{}") & set(canonical(value).decode()[1:-1])
    return not isinstance(value, int) or abs(value) < 10**18


def agree(raw: bytes) -> bool:
    """Hold that both readings say the same where the quick one says anything; return whether it did."""
    quick = quick_entry(raw)
    if quick is not None:
        line = careful(raw)
        assert line is not None
        assert quick.header == line.header
        assert (quick.text, quick.hash) == (line.text, line.hash)
        assert (quick.values, quick.content) == (line.values, line.content)
    return quick is not None


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_what_is_read_quickly_is_what_is_read_with_care(values: dict[str, object]) -> None:
    """Any value that JSON holds; names beyond plain letters and values within values are left to care."""
    assert agree(line_of(values)) == all(
        name.isascii() and '"' not in name and is_usual(value) for name, value in values.items()
    )


@given(st.dictionaries(st.sampled_from(["area", "name", "words", "@wing"]), SIMPLE, max_size=4))
def test_whatever_anybody_types_is_read_quickly(values: dict[str, object]) -> None:
    """Also what has to be escaped."""
    assert agree(line_of(values))


@pytest.mark.parametrize("value", [[], {}, ["a", 'b"'], {"1": 4, "café": None}, [1, True, "\n"]])
def test_a_list_or_a_map_of_simple_values_is_read_quickly(value: object) -> None:
    """Such as the answers of a check-in."""
    assert agree(line_of({"answers": value, "raw": 41}))


@pytest.mark.parametrize("value", [[[]], {"a": {}}, ["[HMP]"], 10**18, -(10**18)])
def test_what_lies_deeper_or_is_larger_is_left_to_care(value: object) -> None:
    """And is taken there."""
    raw = line_of({"answers": value})
    assert quick_entry(raw) is None
    assert careful(raw) is not None


@given(
    st.dictionaries(NAMES, VALUES, min_size=1, max_size=3).map(line_of), st.integers(0, 10**6),
    st.binary(min_size=0, max_size=2), st.integers(0, 3),
)  # fmt: skip
def test_a_line_altered_anywhere_is_never_taken_where_care_would_refuse_it(
    raw: bytes, at: int, put: bytes, over: int
) -> None:
    """Some bytes in place of others, wherever."""
    place = at % len(raw)
    agree(raw[:place] + put + raw[place + over :])


def test_a_quotation_mark_that_is_not_escaped_is_not_taken() -> None:
    """Without any one of its backslashes a line is no JSON, though all else of it fits."""
    raw = line_of({"area": None})
    places = [place for place in range(len(raw)) if raw[place : place + 1] == b"\\"]
    assert len(places) > 10
    for place in places:
        assert careful(raw[:place] + raw[place + 1 :]) is None
        assert not agree(raw[:place] + raw[place + 1 :])


@pytest.mark.parametrize(
    "header",
    [
        {"v": 2}, {"seq": 0}, {"seq": True}, {"hlc": "G" * 16}, {"at": "2026-08-06"}, {"person": ""}, {"reason": "why"},
        {"more": 1}, {"kind": ""}, {"fields": None}, {"worker": 5}, {"action": "caf\u00e9"},
        {"at": "\u0662026-08-06T09:30:00.000Z"},
        {"fields": [{"commit": "a" * 64, "field": "@reason", "replaces": None}]},
        {"fields": [{"commit": "a" * 64, "field": name, "replaces": None} for name in "ba"]},
        {"fields": [{"commit": "a" * 64, "field": "a", "replaces": None}] * 2},
    ],
)  # fmt: skip
def test_a_header_out_of_the_ordinary_is_left_to_care(header: dict[str, object]) -> None:
    """Whether it is wrong or only rare."""
    assert quick_entry(line_of({}, **header)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"wing":[', b'"wing": ['), (b'"B2"', b'"\\u00422"'), (b"0" * 31 + b"1", b"0" * 30 + b"01 "),
        (b'"B2"', b'"B3"'), (b"[1]", b"[1.5]"), (b"[1]", b"[NaN]"), (b'"area":', b'"zone":'), (b"}}", b"}} "),
        (b"\xc3\xa9", b"e\xcc\x81"),
    ],
)  # fmt: skip
def test_values_that_are_not_as_written_or_not_as_committed_to_are_left_to_care(old: bytes, new: bytes) -> None:
    """Spaces, escapes, numbers with a point, another order, letters that are not composed."""
    raw = line_of({"area": "Fenwick", "ids": [1], "name": "café", "wing": "B2"})
    assert quick_entry(raw) is not None
    assert raw.replace(old, new) != raw
    assert quick_entry(raw.replace(old, new)) is None


def test_the_text_of_values_goes_along_as_it_is_kept(journal_of: Callable) -> None:
    """Of lines read quickly, of those read with care, and of values released later."""
    whole, bare = journal_of(2, withhold=frozenset({2})).lines
    odd = line_of({"café": 1})
    entry, other = check_lines([whole, bare])
    assert entry.content == canonical(entry.values).decode()
    assert other.content is None
    (rare,) = check_lines([odd])
    assert rare.content == canonical(rare.values).decode()
    (late,) = check_lines([canonical({"values_of": ID, "values": rare.values})])
    assert late.content == rare.content

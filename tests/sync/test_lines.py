"""The chain of hashes and the commitments in a bundle's lines."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from linkworker.sync.canonical import canonical, parse
from linkworker.sync.entry_line import EntryLine, ReleasedLine
from linkworker.sync.lines import check_against, check_lines, commits
from linkworker.sync.problems import ChainBroken, WrongFacts

SALT = "00" * 16
ENTRY = "0198a6a0-0000-7000-8000-0000000000e1"


def changed(line: bytes, **fields: object) -> bytes:
    """Return a line with the header's fields changed and its hash made to fit as the first of a chain."""
    held = parse(line.rstrip())
    text = canonical(parse(held["entry"].encode()) | fields)
    return canonical(held | {"entry": text.decode(), "hash": hashlib.sha256(bytes(32) + text).hexdigest()})


def test_a_good_journal_is_proved_line_by_line(journal_of: Callable) -> None:
    """With and without values; the manifest speaks of the same lines."""
    journal = journal_of(5, withhold=frozenset({2}))
    lines = list(check_against(journal.facts, journal.lines))
    assert [line.header["seq"] for line in lines] == [1, 2, 3, 4, 5]
    assert [line.values is None for line in lines] == [False, True, False, False, False]
    assert lines[0].values["note"][1].startswith("Café visit 1")
    assert lines[-1].hash == journal.facts.head


def test_a_later_bundle_begins_where_the_last_one_ended(journal_of: Callable) -> None:
    """Given the hash before its first entry, a part of the chain proves itself."""
    lines = journal_of(5).lines
    first = list(check_lines(lines[:2]))
    assert len(list(check_lines(lines[2:], first[-1].hash))) == 3
    with pytest.raises(ChainBroken, match=r"Line 1 .* does not follow"):
        list(check_lines(lines[2:]))


def test_a_line_taken_out_moved_or_altered_breaks_the_chain(journal_of: Callable) -> None:
    """The error names the line."""
    a, b, c = journal_of(3).lines
    for lines, number in (([a, c], 2), ([b, a, c], 1), ([a, a, b], 2), ([a, b.replace(b"change", b"remove"), c], 2)):
        with pytest.raises(ChainBroken, match=f"Line {number} "):
            list(check_lines(lines))
    with pytest.raises(ChainBroken, match="not the one its header commits to"):
        list(check_lines([a.replace(b"visit", b"vixit")]))


def test_a_manifest_that_speaks_of_other_entries_is_refused(journal_of: Callable) -> None:
    """Head, counts, and more withheld than came bare."""
    journal = journal_of(3, withhold=frozenset({2}))
    for other in ({"head": "a" * 64}, {"released": 1}, {"withheld": 2}):
        with pytest.raises(WrongFacts, match="not the ones it speaks of"):
            list(check_against(replace(journal.facts, **other), journal.lines))
    with pytest.raises(WrongFacts):
        list(check_against(journal.facts, journal.lines[:2]))


def test_values_released_later_are_proved_against_the_entry_sent_before(journal_of: Callable) -> None:
    """Where the hub has the entry; otherwise they are marked as not proved."""
    whole = journal_of(1).lines[0]
    entry = next(check_lines([whole]))
    assert isinstance(entry, EntryLine)
    line = canonical({"values_of": entry.header["id"], "values": entry.values})
    known = {entry.header["id"]: commits(entry.header)}
    facts = replace(journal_of(0).facts, released=1)
    assert list(check_against(facts, [line], known.get)) == [
        ReleasedLine(entry.header["id"], entry.values or {}, proved=True)
    ]
    assert [got.proved for got in check_lines([line], commits_of={}.get)] == [False]
    assert [got.proved for got in check_lines([line])] == [False]
    with pytest.raises(ChainBroken, match="commits to"):
        list(check_lines([line.replace(b"visit", b"vixit")], commits_of=known.get))


@pytest.mark.parametrize(
    "fields",
    [
        {"more": 1}, {"v": 2}, {"seq": "1"}, {"seq": True}, {"id": 5}, {"fields": None}, {"fields": [1]},
        {"fields": [{"field": "note"}]}, {"fields": [{"field": 1, "commit": "a", "replaces": None}]},
        {"fields": [{"field": "note", "commit": 5, "replaces": None}]},
        {"fields": [{"field": "note", "commit": "a" * 64, "replaces": None}] * 2}, {"fields": []},
        {"fields": [{"field": "note", "commit": d * 64, "replaces": e} for d, e in (("a", None), ("b", ENTRY))]},
        {"fields": [{"field": "note", "commit": "a", "replaces": None}]},
        {"fields": [{"field": "@reason", "commit": "a" * 64, "replaces": None}]},
        {"fields": [{"field": "", "commit": "a" * 64, "replaces": None}]},
        {"fields": [{"field": "note", "commit": "a" * 64, "replaces": 5}]},
        {"v": True}, {"seq": 0}, {"reason": "he rang"}, {"reason": 5}, {"hlc": "g" * 16}, {"hlc": None},
        {"at": "today"}, {"person": 5}, {"person": ""}, {"worker": 5}, {"kind": None}, {"action": ""}, {"device": None},
        {"record": None},
    ],
)  # fmt: skip
def test_a_header_of_another_form_is_refused(journal_of: Callable, fields: dict[str, object]) -> None:
    """Even with a hash that fits."""
    with pytest.raises(ChainBroken, match="Line 1 "):
        list(check_lines([changed(journal_of(1).lines[0], **fields)]))


def test_numbers_must_follow_each_other(journal_of: Callable) -> None:
    """A gap in the numbers is refused though the hashes chain."""
    first = journal_of(1).lines[0]
    held = parse(first.rstrip())
    text = canonical(parse(held["entry"].encode()) | {"seq": 3})
    digest = hashlib.sha256(bytes.fromhex(held["hash"]) + text).hexdigest()
    second = canonical({"entry": text.decode(), "hash": digest})
    with pytest.raises(ChainBroken, match=r"Line 2 .* number does not follow"):
        list(check_lines([first, second]))


def with_reason(line: bytes, reason: str, values: dict[str, object]) -> bytes:
    """Return the first line of a chain with no field, whose header commits to a reason."""
    salted = {name: [SALT, value] for name, value in values.items()}
    commit = hashlib.sha256(bytes(16) + canonical(reason)).hexdigest()
    header = parse(parse(line.rstrip())["entry"].encode()) | {"fields": [], "reason": commit}
    text = canonical(header)
    digest = hashlib.sha256(bytes(32) + text).hexdigest()
    return canonical({"entry": text.decode(), "hash": digest, "values": salted})


def test_a_reason_is_proved_as_a_value_is(journal_of: Callable) -> None:
    """It is kept under a name that no field can have; another reason is refused."""
    first = journal_of(1).lines[0]
    (line,) = check_lines([with_reason(first, "He rang", {"@reason": "He rang"})])
    assert isinstance(line, EntryLine)
    assert line.values == {"@reason": [SALT, "He rang"]}
    assert commits(line.header).keys() == {"@reason"}
    with pytest.raises(ChainBroken, match="commits to"):
        list(check_lines([with_reason(first, "He rang", {"@reason": "He wrote"})]))


def test_a_laptop_speaks_for_itself_only(journal_of: Callable) -> None:
    """Whoever signed a bundle cannot bring entries in another laptop's name."""
    journal = journal_of(1)
    with pytest.raises(WrongFacts, match="another laptop's"):
        list(check_against(replace(journal.facts, device="0198a6a0-0000-7000-8000-00000000d002"), journal.lines))


def test_clock_readings_rise_along_a_chain(journal_of: Callable) -> None:
    """They order entries, so two of one laptop are never the same."""
    first = journal_of(1).lines[0]
    held = parse(first.rstrip())
    text = canonical(parse(held["entry"].encode()) | {"seq": 2})
    digest = hashlib.sha256(bytes.fromhex(held["hash"]) + text).hexdigest()
    second = canonical({"entry": text.decode(), "hash": digest})
    facts = replace(journal_of(2).facts, head=digest)
    with pytest.raises(WrongFacts, match="clock reading"):
        list(check_against(facts, [first, second]))


@pytest.mark.parametrize(
    "line",
    [
        b"", b"[]", b"{}", b"null", b'{"entry":"{}"}', b'{"entry":"{}","hash":"a"}', b'{"entry":"{","hash":"a"}',
        b'{"entry":"[]","hash":"a"}', b'{"values":{},"values_of":1}', b'{"more":1,"values":{},"values_of":"a"}',
        b'{"values":[],"values_of":"a"}', b'{"values":{"a":1},"values_of":"a"}',
        b'{"values":{"a":["00",1]},"values_of":"a"}', b'{"values":{"a":[1,1]},"values_of":"a"}',
        b'{"values":{"a":["' + SALT.encode() + b'"]},"values_of":"a"}', b'{ "values":{},"values_of":"a"}',
        *(b'{"values":%s,"values_of":"%s"}' % (held, ENTRY.encode()) for held in (b"[]", b'{"a":1}', b'{"a":["0",1]}')),
    ],
)  # fmt: skip
def test_a_line_of_another_form_is_refused(line: bytes) -> None:
    """Not JSON, not canonical, neither an entry nor values."""
    with pytest.raises(ChainBroken):
        list(check_lines([line]))

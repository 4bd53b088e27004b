"""Receipts: what the centre says to one laptop, opened by that laptop alone."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from linkworker.journal.incoming import Incoming, Late
from linkworker.sync.canonical import canonical, parse
from linkworker.sync.container import Manifest, Member
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.identity import HubIdentity
from linkworker.sync.lines import check_lines, commits
from linkworker.sync.problems import (
    RECEIPT,
    AnotherHub,
    AnotherLaptop,
    ChainBroken,
    ChangedSince,
    CutShort,
    Damaged,
    NewerFormat,
    NotABundle,
    SealedToAnother,
    TooLarge,
    WrongFacts,
    WrongSignature,
)
from linkworker.sync.receipt import Chain, Counts, PersonHeld, PersonState, ReceiptFacts, read_receipt_manifest
from linkworker.sync.receipt_lines import DirectoryRow, directory_line, entry_line, late_line, read_receipt_lines
from linkworker.sync.receipt_reading import receipt_lines, verify_receipt
from linkworker.sync.receipt_sealing import receipt_readme, write_receipt
from linkworker.sync.seal import seal
from linkworker.sync.unseal import verify

DEVICE = "0198a6a0-0000-7000-8000-00000000d001"
ROW = DirectoryRow(
    "directory", "activity", "0198a6a0-0000-7000-8000-0000000000f7", {"name": "Garden café", "cost": 250}
)
MEMBERS = (Member("entries.jsonl", 10, "a" * 64), Member("README.txt", 0, "b" * 64))


def entries_of(journal: object) -> list[Incoming]:
    """Return a journal's lines as entries that came down."""
    return [Incoming(line.text, line.hash, line.content) for line in check_lines(journal.lines)]


def all_kinds(journal_of: Callable) -> list[bytes]:
    """Return one line of each form: an entry, an entry without values, its values, and a directory's row."""
    whole, other = entries_of(journal_of(5))[2:4]
    bare = replace(other, content=None)
    late = Late(json.loads(other.header)["id"], other.content or "")
    return [entry_line(whole), entry_line(bare), late_line(late), directory_line(ROW)]


def test_a_receipt_is_opened_by_its_laptop(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, receipted: Callable
) -> None:
    """Everything it says, and every line: entries with gaps between them, late values, a directory's row."""
    lines = all_kinds(journal_of)
    made = receipted(lines)
    verified = verify_receipt(made.path, laptop, hub.invitation)
    assert verified.facts == made.manifest.facts
    assert (verified.hash, verified.words) == (made.hash, made.words)
    whole, bare, late, row = receipt_lines(made.path, laptop, verified)
    assert [entry_line(whole), entry_line(bare), late_line(late), directory_line(row)] == lines
    assert bare.content is None
    assert row == ROW


def test_the_lines_of_a_bundle_and_of_a_receipt_are_the_same(journal_of: Callable) -> None:
    """What a hub passes on is what a laptop wrote."""
    journal = journal_of(3, withhold=frozenset({2}))
    assert [entry_line(entry) for entry in entries_of(journal)] == list(journal.lines)


def test_a_receipt_for_another_laptop_is_refused(
    hub: HubIdentity, laptop: DeviceIdentity, receipt_facts: ReceiptFacts, receipted: Callable, tmp_path: Path
) -> None:
    """Whether it is sealed to another, or names another though it is sealed to this one's key."""
    other = DeviceIdentity.make("0198a6a0-0000-7000-8000-00000000d002", laptop.store)
    made = receipted()
    with pytest.raises(SealedToAnother, match="This receipt is sealed to another laptop"):
        verify_receipt(made.path, other, hub.invitation)
    named = replace(other, age_identity=laptop.age_identity)
    write_receipt(replace(receipt_facts, device=other.device), list, hub, named.public, tmp_path / "named.age")
    with pytest.raises(AnotherLaptop):
        verify_receipt(tmp_path / "named.age", laptop, hub.invitation)
    with pytest.raises(WrongFacts, match="The receipt's manifest"):
        write_receipt(receipt_facts, list, hub, other.public, tmp_path / "never.age")


def test_a_receipt_resealed_to_another_laptops_key_is_refused(
    hub: HubIdentity, laptop: DeviceIdentity, receipt_facts: ReceiptFacts, tmp_path: Path
) -> None:
    """The manifest says to whose key it was sealed."""
    spied = replace(laptop, age_identity=DeviceIdentity.make(DEVICE, DEVICE).age_identity)
    write_receipt(receipt_facts, list, hub, spied.public, tmp_path / "a.age")
    with pytest.raises(SealedToAnother):
        verify_receipt(tmp_path / "a.age", laptop, hub.invitation)
    sealed = verify_receipt(tmp_path / "a.age", spied, hub.invitation)
    assert sealed.facts == receipt_facts
    inside = pyrage.decrypt((tmp_path / "a.age").read_bytes(), [pyrage.x25519.Identity.from_str(spied.age_identity)])
    (tmp_path / "b.age").write_bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(laptop.recipient)]))
    with pytest.raises(SealedToAnother):
        verify_receipt(tmp_path / "b.age", laptop, hub.invitation)


def test_a_receipt_of_another_hub_is_refused(
    hub: HubIdentity, laptop: DeviceIdentity, receipt_facts: ReceiptFacts, receipted: Callable, tmp_path: Path
) -> None:
    """One that signs with a key of its own, and one that was given this one's id; the laptop's own key signs none."""
    other = HubIdentity.make("Eastshire hub")
    made = receipted()
    with pytest.raises(AnotherHub):
        verify_receipt(made.path, laptop, other.invitation)
    with pytest.raises(AnotherHub):
        verify_receipt(made.path, laptop, replace(hub.invitation, hub=other.hub))
    for key in (other.signing_key, laptop.signing_key):
        out = tmp_path / "forged.age"
        seal(list, receipt_facts, key, [laptop.recipient], out=out, readme=receipt_readme())
        with pytest.raises(AnotherHub):
            verify_receipt(out, laptop, hub.invitation)


def test_a_bundle_is_no_receipt_and_a_receipt_is_no_bundle(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, receipted: Callable, tmp_path: Path
) -> None:
    """The namespace of the signature keeps them apart, even where one key would sign and open both."""
    same = DeviceIdentity(laptop.device, hub.signing_key, hub.age_identity, laptop.store)
    journal = journal_of(2)
    out = tmp_path / "bundle.age"
    seal(lambda: journal.lines, journal.facts, hub.signing_key, [hub.recipient], out=out, readme="x\n")
    with pytest.raises(WrongSignature, match="The signature of this receipt does not fit: it was made for another"):
        verify_receipt(out, same, hub.invitation)
    made = receipted()
    both = replace(hub, age_identity=laptop.age_identity)
    with pytest.raises(WrongSignature, match="The signature of this bundle does not fit"):
        verify(made.path, both, [same.public])


def test_damage_is_said_of_the_receipt(hub: HubIdentity, laptop: DeviceIdentity, receipted: Callable) -> None:
    """Cut short, altered, something else altogether, or too large: each its own sentence, and from where to copy it."""
    path = receipted().path
    whole = path.read_bytes()
    cut, hurt = whole[:-20], whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]
    for raw, problem, words in [
        (cut, CutShort, "This receipt ends too soon, or its end is damaged. Copy it again from the centre."),
        (hurt, (Damaged, CutShort), "receipt"),
        (b"hello" * 100, NotABundle, "This file is not a linkworker receipt."),
    ]:
        path.write_bytes(raw)
        with pytest.raises(problem, match=re.escape(words)) as told:
            verify_receipt(path, laptop, hub.invitation)
        assert told.value.thing == RECEIPT


def test_a_receipt_exchanged_between_the_readings_is_found(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, receipted: Callable
) -> None:
    """Before any of its lines is given out."""
    verified = verify_receipt(receipted(all_kinds(journal_of)).path, laptop, hub.invitation)
    path = receipted(all_kinds(journal_of), number=2).path
    with pytest.raises(ChangedSince, match="This receipt has changed"):
        list(receipt_lines(path, laptop, verified))


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 0}, {"number": True}, {"previous": "a" * 64}, {"number": 2, "previous": "a"}, {"hub": ""},
        {"made_at": "now"}, {"schema": -1}, {"status": "away"}, {"chains": [{"device": DEVICE}]}, {"chains": None},
        {"chains": [{"device": DEVICE, "number": 1, "bundle": None, "seq": 0, "head": "a" * 64}]},
        {"chains": [{"device": DEVICE, "number": 0, "bundle": None, "seq": 0, "head": "a"}]},
        {"chains": 2 * [{"device": DEVICE, "number": 0, "bundle": None, "seq": 0, "head": "a" * 64}]},
        {"refused": [{"device": DEVICE, "number": 1, "hash": "a" * 64, "why": "Because of Ali"}]},
        {"refused": [{"device": DEVICE, "number": 1, "hash": "a", "why": "fork"}]}, {"number": 2**31},
        {"schema": 2**54},
        {"refused": [{"device": DEVICE, "number": 0, "hash": "a" * 64, "why": "fork"}]}, {"device": "d"},
        {"waiting": [{"device": DEVICE}]},
        {"waiting": [{"device": "d", "number": 1}]}, {"clock": {}},
        {"clock": {"bundle_made_at": "x", "received_at": "y"}},
        {"people": [{"person": DEVICE, "state": "gone"}]}, {"people": [{"person": "", "state": "here"}]},
        {"people": 2 * [{"person": DEVICE, "state": "here"}]}, {"new_keys": {"recipient": "x"}},
        {"counts": {"entries": 1}},
        {"counts": {"entries": 1, "values": 0, "directory": True}}, {"more": 1},
        {"new_keys": {"recipient": "x", "verify_key": 1}},
        {"people": [{"person": DEVICE, "state": []}]}, {"status": {}},
    ],
)  # fmt: skip
def test_facts_of_a_receipt_that_do_not_hold_are_refused(
    receipt_facts: ReceiptFacts, changed: dict[str, object]
) -> None:
    """Each of them on reading, whatever the hub's program made of it."""
    raw = Manifest(receipt_facts, ("0123456789abcdef",), MEMBERS).to_bytes()
    assert read_receipt_manifest(raw).facts == receipt_facts
    with pytest.raises(WrongFacts):
        read_receipt_manifest(canonical(parse(raw) | changed))


def test_a_receipt_of_a_newer_format_is_said(receipt_facts: ReceiptFacts) -> None:
    """The version is looked at before anything that it may have changed."""
    raw = Manifest(receipt_facts, ("0123456789abcdef",), MEMBERS).to_bytes()
    with pytest.raises(NewerFormat, match="version 2"):
        read_receipt_manifest(canonical(parse(raw) | {"version": 2, "status": "away"}))


def test_facts_that_do_not_hold_are_not_written(receipt_facts: ReceiptFacts) -> None:
    """A hub's slip is found where it is made."""
    for wrong in (
        {"chains": (Chain(DEVICE, 1, None, 1, "a" * 64),)}, {"people": (PersonHeld(DEVICE, "gone"),)},
        {"status": "away"},
    ):  # fmt: skip
        with pytest.raises(WrongFacts):
            Manifest(replace(receipt_facts, **wrong), ("0123456789abcdef",), MEMBERS).to_bytes()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"feed":"f","kind":"activity","record":"r"}', "not a row of a directory"),
        (b'{"feed":"","kind":"activity","record":"r","row":{}}', "not a row of a directory"),
        (b'{"feed":"f","kind":"activity","record":"r","row":{"cost":2.5}}', "a number with a point"),
        (b'{"entry":1}', "neither an entry nor values"),
        (b"", "not JSON text"),
    ],
)
def test_a_line_that_is_none_is_refused_by_its_number(line: bytes, why: str) -> None:
    """And the fault named, without a word of what stands in it."""
    with pytest.raises(ChainBroken, match=f"Line 2 .*{why}"):
        list(read_receipt_lines([directory_line(ROW), line + b"\n"], Counts(directory=2)))


def test_values_that_do_not_fit_are_refused(journal_of: Callable) -> None:
    """An entry's own, late values of an entry that came before in the receipt, and of one that the store knows."""
    one, two = entries_of(journal_of(2))
    with pytest.raises(ChainBroken, match="not the one its header commits to"):
        list(read_receipt_lines([entry_line(replace(one, content=two.content))], Counts(1)))
    with pytest.raises(ChainBroken, match="not 64 hex digits"):
        list(read_receipt_lines([entry_line(replace(one, hash="a"))], Counts(1)))
    entry_id = json.loads(one.header)["id"]
    bare, other = entry_line(replace(one, content=None)), late_line(Late(entry_id, two.content or ""))
    with pytest.raises(ChainBroken, match="Line 2"):
        list(read_receipt_lines([bare, other], Counts(1, 1)))
    known = {entry_id: commits(json.loads(one.header))}
    with pytest.raises(ChainBroken, match="Line 1"):
        list(read_receipt_lines([other], Counts(0, 1), known.get))
    right = late_line(Late(entry_id, one.content or ""))
    assert list(read_receipt_lines([right], Counts(0, 1), known.get)) == [Late(entry_id, one.content or "")]


def test_other_lines_than_the_manifest_says_are_found(
    hub: HubIdentity, laptop: DeviceIdentity, journal_of: Callable, receipted: Callable
) -> None:
    """The number of them by the first reading, and which by the second."""
    made = receipted(all_kinds(journal_of), counts=Counts(entries=3, directory=1))
    verified = verify_receipt(made.path, laptop, hub.invitation)
    with pytest.raises(WrongFacts, match="not the ones it speaks of"):
        list(receipt_lines(made.path, laptop, verified))


def test_a_receipt_of_a_large_caseload_is_made_and_read(
    hub: HubIdentity, laptop: DeviceIdentity, receipted: Callable
) -> None:
    """Ten thousand people stand in its manifest; a hundred thousand are too many, and said at once."""
    many = [PersonHeld(f"0198a6a0-0000-7000-8000-{number:012d}", PersonState.HERE) for number in range(100_000)]
    made = receipted(people=tuple(many[:10_000]))
    assert len(verify_receipt(made.path, laptop, hub.invitation).facts.people) == 10_000
    with pytest.raises(TooLarge, match="This receipt is too large"):
        receipted(people=tuple(many))


def test_entry_lines_hold_no_more_than_an_entry(journal_of: Callable) -> None:
    """An entry's own text stands in them as it was hashed."""
    (entry,) = entries_of(journal_of(1))
    (line,) = check_lines([entry_line(entry)])
    assert isinstance(line, EntryLine)
    assert (line.text, line.hash, line.content) == (entry.header, entry.hash, entry.content)

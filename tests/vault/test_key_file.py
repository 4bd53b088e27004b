"""The key file on the disk: damage, forgery, torn writes and the copy."""

import base64
import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest

from linkworker.base.errors import LinkworkerError
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import (
    NewerSlots,
    NoSuchUser,
    SlotsDamaged,
    SlotsExist,
    SlotsMissing,
    SlotsNotReadable,
    SlotsNotWritten,
    SlotTooWeak,
    WrongPassphrase,
)
from linkworker.vault.key_file import canonical_bytes, check_written, copy_of
from linkworker.vault.origin import close_origin
from linkworker.vault.sealed_key import make_pair, seal_to, unseal
from linkworker.vault.slot_changes import (
    change_passphrase,
    mend,
)
from linkworker.vault.slots import Slots
from vault.laptop import CHEAP, OTHER, PASSPHRASE, STORE_ID, Laptop, forge, made_in, rewrite

BEGIN_AGE, END_AGE = (f"-----{word} AGE ENCRYPTED FILE-----" for word in ("BEGIN", "END"))
ANOTHER = "age1kjpruu20t2srzhlal2rwlujyappyc40sdaaz2ccmj3we7zamhahsej9klk"
"""The public half of some other pair."""


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    """Make a laptop with a cheap key file of one worker."""
    return made_in(tmp_path)


def test_a_slot_of_another_store_does_not_open_in_this_one(tmp_path: Path, laptop: Laptop) -> None:
    """The store id is bound into the pair: a slot carried over is a wrong passphrase."""
    (tmp_path / "second").mkdir()
    second = made_in(tmp_path / "second", passphrase=OTHER)
    forge(laptop, lambda body: body.update(slots=json.loads(json.dumps(second.slots.rows))))
    forge(laptop, lambda body: body.update(store_id="019527a0-0000-7000-8000-000000000009"))
    with pytest.raises(WrongPassphrase):
        laptop.opened(OTHER)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 1024 * 1024 + 1),
        ("memory_kib", 2**40),
        ("memory_kib", 7),
        ("memory_kib", True),
        ("memory_kib", "8"),
        ("passes", 11),
        ("passes", 0),
        ("passes", True),
        ("passes", 1.0),
        ("lanes", 17),
        ("lanes", -1),
        ("lanes", None),
        ("salt", "00" * 15),
        ("nonce", "00" * 13),
        ("identity", "00" * 121),
        ("identity", "FF" * 122),
        ("identity", 7),
        ("recipient", "age1" + "q" * 58),
        ("recipient", "AGE1"),
        ("recipient", None),
        ("wrapped", "00" * 64),
        ("wrapped", "-----BEGIN AGE ENCRYPTED FILE-----\nAAA\n-----END AGE ENCRYPTED FILE-----\n"),
        ("wrapped", "-----BEGIN AGE ENCRYPTED FILE-----\nAAB=\n-----END AGE ENCRYPTED FILE-----\n"),
        ("wrapped", 7),
        ("id", ""),
        ("id", 5),
        ("created", "2 March 2026"),
        ("user_name", "Priya Nowak"),
        ("worker_id", ""),
        ("method", "scrypt"),
        ("kind", "recovery"),
        ("kind", 3),
        ("extra", 1),
    ],
)
def test_a_slot_out_of_bounds_is_damage_before_anything_is_derived(laptop: Laptop, field: str, value: object) -> None:
    """An absurd cost, a wrong length, type, spelling or field is refused at reading, without a passphrase."""
    forge(laptop, lambda body: body["slots"][0].update({field: value}))
    with pytest.raises(SlotsDamaged, match="The key file is damaged"):
        laptop.read()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", 16),
        ("passes", 2),
        ("user_name", "pn2"),
        ("worker_id", "another"),
        ("created", "2020-01-01"),
        ("id", "another"),
        ("salt", "00" * 16),
        ("nonce", "00" * 12),
        ("identity", "00" * 122),
        ("recipient", ANOTHER),
    ],
)
def test_a_forged_slot_does_not_open(laptop: Laptop, field: str, value: object) -> None:
    """Every field is bound into the pair: with the check put right, the right passphrase no longer opens it."""
    forge(laptop, lambda body: body["slots"][0].update({field: value}))
    with pytest.raises(WrongPassphrase):
        laptop.opened()


@pytest.mark.parametrize("to", ["another pair", "this pair, but not a key", "this pair, another key"])
def test_a_sealed_key_put_in_by_somebody_else_is_no_wrong_passphrase(laptop: Laptop, to: str) -> None:
    """The passphrase was right, no try is lost, and it is said that the file was changed."""
    recipient = make_pair()[1] if to == "another pair" else laptop.slots.rows[0]["recipient"]
    other = seal_to(DataKey.make(), recipient)
    if to == "this pair, but not a key":
        raw = pyrage.encrypt(b"short", [pyrage.x25519.Recipient.from_str(recipient)])
        letters = base64.b64encode(raw).decode()
        lines = [letters[at : at + 64] for at in range(0, len(letters), 64)]
        other = "\n".join((BEGIN_AGE, *lines, END_AGE, ""))
    forge(laptop, lambda body: body["slots"][0].update(wrapped=other))
    with pytest.raises(SlotsDamaged):
        laptop.opened()
    assert laptop.read().tries_file.of(laptop.slots.rows[0]["id"]).wrong == 0


def test_a_whole_key_file_of_a_key_of_somebody_elses_is_refused(laptop: Laptop) -> None:
    """Public keys can be sealed to by anybody, mac and all; but they do not know the origin, and cannot have it."""
    theirs = DataKey.make()
    rows = tuple(row | {"wrapped": seal_to(theirs, row["recipient"])} for row in laptop.slots.rows)
    for origin in (close_origin(b"0" * 32, theirs, STORE_ID), laptop.slots.origin):
        forged = replace(laptop.slots, rows=rows, origin=origin)
        forged = replace(forged, mac=forged.mac_under(theirs))
        assert forged.proved_by(theirs)
        for path in (laptop.path, copy_of(laptop.path)):
            path.write_bytes(forged.to_bytes())
        with pytest.raises(SlotsDamaged, match="changed by something else"):
            laptop.opened()
        with pytest.raises(SlotsDamaged, match="changed by something else"):
            laptop.read().open_with_recovery(laptop.code)


def test_a_forgery_beside_the_opened_slot_is_found_by_the_mac(laptop: Laptop) -> None:
    """Another slot taken away or changed is said to be another's hand; the copy alone still opens."""
    rewrite(laptop.path, lambda body: body["slots"].pop())
    with pytest.raises(SlotsDamaged, match="changed by something else"):
        laptop.opened()
    copy = Slots.read_copy(laptop.path, floor=CHEAP)
    assert copy.from_copy
    key = copy.open(None, PASSPHRASE, clock=laptop.clock)
    mend(copy, key)
    assert laptop.opened() == laptop.key.sqlcipher_key()
    assert laptop.read() == laptop.slots
    with pytest.raises(SlotsDamaged):
        mend(laptop.slots, DataKey.make())


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.update(epoch=0),
        lambda body: body.update(epoch="1"),
        lambda body: body.update(origin="00" * 59),
        lambda body: body.update(origin=7),
        lambda body: body.update(file="00"),
        lambda body: body.update(file=7),
        lambda body: body.pop("file"),
        lambda body: body.pop("origin"),
        lambda body: body.update(store_id=7),
        lambda body: body.update(slots={}),
        lambda body: body.update(slots=[7]),
        lambda body: body.update(version=0),
        lambda body: body.update(version="1"),
        lambda body: body.update(more=1),
        lambda body: body.pop("store_id"),
        lambda body: body.pop("version"),
    ],
)
def test_a_body_out_of_shape_is_damage(laptop: Laptop, change: Callable[[dict[str, Any]], None]) -> None:
    """Every field has its type and none is missing or more."""
    forge(laptop, change)
    with pytest.raises(SlotsDamaged, match="Bring both back from a backup"):
        laptop.read()


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"7", b"{}", b"\xff\xfe", b"[" * 100_000, b" " * 300_000, b'{"body":[],"check":"","mac":""}', b"{"],
)
def test_a_file_that_is_none_is_damage(laptop: Laptop, raw: bytes) -> None:
    """Whatever stands in the key file's place is one sentence."""
    laptop.path.write_bytes(raw)
    copy_of(laptop.path).write_bytes(raw)
    with pytest.raises(SlotsDamaged):
        laptop.read()


def test_a_newer_key_file_is_said_to_be_newer(laptop: Laptop) -> None:
    """A later version is neither damage nor read from an older copy."""
    rewrite(laptop.path, lambda body: body.update(version=2, surprise=True))
    with pytest.raises(NewerSlots, match="newer linkworker"):
        laptop.read()


def test_a_missing_key_file_is_said_to_be_missing(laptop: Laptop) -> None:
    """Missing with its copy is not damage; missing alone, the copy serves and mends."""
    laptop.path.unlink()
    slots = laptop.read()
    assert slots.from_copy
    mend(slots, slots.open(None, PASSPHRASE, clock=laptop.clock))
    assert not laptop.read().from_copy
    laptop.path.unlink()
    copy_of(laptop.path).unlink()
    with pytest.raises(SlotsMissing, match=r"store\.slots\.json is missing"):
        laptop.read()


def test_no_flip_of_any_byte_ever_opens_wrongly(laptop: Laptop) -> None:
    """400 random flips of bits over the whole file: all are damage, and the whole copy opens instead."""
    whole, chance = laptop.path.read_bytes(), random.Random(20260302)  # noqa: S311 - the same flips each time
    for _ in range(400):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(whole))] ^= chance.randrange(1, 256)
        laptop.path.write_bytes(spoilt)
        copy_of(laptop.path).write_bytes(spoilt)
        with pytest.raises(SlotsDamaged):
            laptop.read()
    copy_of(laptop.path).write_bytes(whole)
    assert laptop.read().from_copy
    assert laptop.opened() == laptop.key.sqlcipher_key()


def test_no_flip_with_its_check_put_right_ever_opens_wrongly(laptop: Laptop) -> None:
    """300 flips by a forger who mends the check: damage, no such slot or a wrong passphrase, never a wrong key."""
    whole, chance, key = laptop.path.read_bytes(), random.Random(7), laptop.key.sqlcipher_key()  # noqa: S311 - the same flips each time
    body = canonical_bytes(json.loads(whole)["body"])
    refusals, tried = set(), 0
    while tried < 300:
        spoilt = bytearray(body)
        spoilt[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        try:
            forged = json.loads(spoilt)
            forge(laptop, lambda old, new=forged: (old.clear(), old.update(new)))
        except (ValueError, AttributeError, TypeError):
            continue
        tried += 1
        laptop.clock.advance(timedelta(hours=1))
        with pytest.raises(LinkworkerError) as refused:
            assert laptop.opened(user_name="pn1") != key
        refusals.add(type(refused.value))
        laptop.path.write_bytes(whole)
    assert refusals <= {SlotsDamaged, WrongPassphrase, NoSuchUser, NewerSlots, SlotTooWeak}
    assert {SlotsDamaged, WrongPassphrase} <= refusals


@pytest.mark.parametrize("part", [0, 1, 100, -1])
def test_a_torn_write_leaves_the_copy(laptop: Laptop, part: int) -> None:
    """However much of the file is there, the copy opens and says that it is one."""
    laptop.path.write_bytes(laptop.path.read_bytes()[:part])
    slots = laptop.read()
    assert slots.notice() == "The key file was damaged or missing, so its copy was used."
    assert slots.open(None, PASSPHRASE, clock=laptop.clock).sqlcipher_key() == laptop.key.sqlcipher_key()
    changed = change_passphrase(slots, None, PASSPHRASE, OTHER, clock=laptop.clock, cost=CHEAP)
    assert changed.notice() == ""
    assert laptop.opened(OTHER) == laptop.key.sqlcipher_key()


def test_a_key_file_is_never_written_over(laptop: Laptop) -> None:
    """Setting up where there is a key file, or only its copy, is refused and changes nothing."""
    before = laptop.path.read_bytes()
    with pytest.raises(SlotsExist, match="left as it was"):
        made_in(laptop.path.parent)
    laptop.path.unlink()
    with pytest.raises(SlotsExist):
        made_in(laptop.path.parent)
    assert copy_of(laptop.path).read_bytes() == before


def test_a_folder_that_cannot_be_written_keeps_the_file_before(laptop: Laptop) -> None:
    """A failed write is one sentence, and what stood there still opens."""
    beside = laptop.path.with_name(laptop.path.name + ".tmp")
    beside.mkdir()
    with pytest.raises(SlotsNotWritten, match="the one before it still stands"):
        change_passphrase(laptop.read(), None, PASSPHRASE, OTHER, clock=laptop.clock, cost=CHEAP)
    assert laptop.opened() == laptop.key.sqlcipher_key()


def test_a_copy_that_cannot_be_written_is_said(laptop: Laptop) -> None:
    """Where only the copy fails, the new passphrase stands and the sentence says so."""
    copy = copy_of(laptop.path)
    copy.unlink()
    copy.mkdir()
    (copy / "in the way").touch()
    slots = replace(laptop.read(), from_copy=True)
    with pytest.raises(SlotsNotWritten, match="its copy is old"):
        change_passphrase(slots, None, PASSPHRASE, OTHER, clock=laptop.clock, cost=CHEAP)
    assert laptop.opened(OTHER) == laptop.key.sqlcipher_key()


def test_a_write_that_reads_back_otherwise_is_a_failed_write(tmp_path: Path) -> None:
    """Media that keep other bytes than were written are found out."""
    (tmp_path / "file").write_bytes(b"as it came back")
    with pytest.raises(OSError, match="did not read back"):
        check_written(tmp_path / "file", b"as written")


def test_a_key_file_of_another_account_is_told_from_a_damaged_one(laptop: Laptop) -> None:
    """File and copy are whole, but not this account's to read: nothing is to be brought back from a backup."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows takes no such mode")
    me, paths = os.geteuid(), (laptop.path, copy_of(laptop.path))
    for path in paths:
        path.chmod(0)
    try:
        if me == 0:  # whom no mode stops
            os.seteuid(65534)
        with pytest.raises(SlotsNotReadable):
            laptop.read()
    finally:
        os.seteuid(me)
    paths[0].unlink()
    for path in paths[1:]:
        path.write_bytes(b"{")
        path.chmod(0o600)
    with pytest.raises(SlotsDamaged):
        laptop.read()


@pytest.mark.parametrize("text", ["", "no key at all", f"{BEGIN_AGE}\n!\n{END_AGE}\n"])
def test_what_is_no_sealed_key_opens_to_nothing(text: str) -> None:
    """It is answered as a wrong identity is, not with a fault."""
    identity, recipient = make_pair()
    assert unseal(text, identity) is None
    key = DataKey.make()
    assert unseal(seal_to(key, recipient), identity) is not None
    assert unseal(seal_to(key, recipient), make_pair()[0]) is None

"""Fictional devices, hubs and journals for the tests of bundles; every key here is for tests only."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubIdentity, Team
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.receipt import (
    BundleClock,
    Chain,
    Counts,
    NewKeys,
    PersonHeld,
    PersonState,
    ReceiptFacts,
    RefusedBundle,
    Status,
    WaitingBundle,
)
from linkworker.sync.receipt_sealing import write_receipt
from linkworker.sync.seal import Sealed, SealedFile, seal

README = "A bundle of fictional records.\n"
DEVICE_ID = "0198a6a0-0000-7000-8000-00000000d001"
STORE_ID = "0198a6a0-0000-7000-8000-00000000e001"
HUB_ID = "0198a6a0-0000-7000-8000-00000000c001"
TEAM = Team("0198a6a0-0000-7000-8000-00000000f001", "HMP Fenwick wellbeing team")


def compact(value: object) -> bytes:
    """Return canonical JSON of an ASCII value by another way than the program's."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass(frozen=True)
class Journal:
    """Lines of a fictional journal with the facts a bundle of them states."""

    lines: tuple[bytes, ...]
    facts: BundleFacts


def make_journal(count: int, *, note_length: int = 60, withhold: frozenset[int] = frozenset()) -> Journal:
    """Return a journal of `count` entries, each a note and a next date; those in `withhold` go without values."""
    head, lines = bytes(32), []
    for seq in range(1, count + 1):
        salts = [hashlib.sha256(f"{field} {seq}".encode()).digest()[:16] for field in ("note", "next")]
        note = hashlib.shake_128(b"%d" % seq).hexdigest(note_length)
        values = {"note": f"Café visit {seq}: {note}", "next": None}
        rows = [
            {"commit": hashlib.sha256(salt + compact(value)).hexdigest(), "field": field, "replaces": None}
            for salt, (field, value) in zip(salts, values.items(), strict=True)
        ]
        header = {
            "action": "change", "at": "2026-08-06T09:30:00.000Z", "device": DEVICE_ID, "fields": rows,
            "hlc": f"{seq:016x}",
            "id": f"0198a6a0-0000-7000-8000-{seq:012d}", "kind": "note",
            "person": "0198a6a0-0000-7000-8000-0000000000aa",
            "reason": None, "record": f"0198a6a0-0000-7000-9000-{seq:012d}", "seq": seq, "v": 1, "worker": "w1",
        }  # fmt: skip
        text = compact(header)
        head = hashlib.sha256(head + text).digest()
        line: dict[str, object] = {"entry": text.decode(), "hash": head.hex()}
        if seq not in withhold:
            line["values"] = {field: [salt.hex(), values[field]] for field, salt in zip(values, salts, strict=True)}
        lines.append(compact(line) + b"\n")
    facts = BundleFacts(
        schema=1, program="0.1.0", store=STORE_ID, device=DEVICE_ID, number=1,
        previous=None,
        first=1 if count else None, last=count or None, count=count, withheld=len(withhold), released=0,
        head_before="0" * 64, head=head.hex(), made_at="2026-08-06T09:30:00.000Z",
    )  # fmt: skip
    return Journal(tuple(lines), facts)


@pytest.fixture
def journal_of() -> Callable[..., Journal]:
    """Return the maker of journals."""
    return make_journal


@pytest.fixture
def hub() -> HubIdentity:
    """Return a hub with keys that are the same in every run."""
    secret = "AGE-SECRET-KEY-1H7WW0QWA74RGGHXNVSELQL8K2MSZHNLF2XDU2526Z47G3DTQC7HS045TXL"
    return HubIdentity("Fictional hub", secret, Ed25519PrivateKey.from_private_bytes(b"h" * 32), HUB_ID, (TEAM,))


@pytest.fixture
def laptop() -> DeviceIdentity:
    """Return a laptop with a key that is the same in every run."""
    secret = "AGE-SECRET-KEY-1FDJDHRHJCEVM88R6MYKTSD3SMWAN3WK5J9UDF0XADE53QXULTCFS7Q4GKS"
    return DeviceIdentity.from_private_bytes(DEVICE_ID, b"d" * 32, secret, STORE_ID)


@pytest.fixture
def receipt_facts() -> ReceiptFacts:
    """Return the facts of a laptop's first receipt, with something of each kind in it and no lines."""
    person = "0198a6a0-0000-7000-8000-0000000000aa"
    return ReceiptFacts(
        schema=1, program="0.1.0", hub=HUB_ID, device=DEVICE_ID, number=1, previous=None,
        made_at="2026-08-07T09:30:00.000Z", status=Status.ENROLLED,
        chains=(
            Chain(DEVICE_ID, 2, "a" * 64, 40, "b" * 64),
            Chain("0198a6a0-0000-7000-8000-00000000d0f1", 0, None, 0, "0" * 64),
        ),
        refused=(RefusedBundle(DEVICE_ID, 4, "c" * 64, "fork"),), waiting=(WaitingBundle(DEVICE_ID, 6),),
        clock=BundleClock("2026-08-06T09:30:00.000Z", "2026-08-07T09:00:00.000Z"),
        people=(PersonHeld(person, PersonState.LEAVING),), new_keys=NewKeys("age1new", "ssh-ed25519 AAAA"),
    )  # fmt: skip


@pytest.fixture
def receipted(
    tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity, receipt_facts: ReceiptFacts
) -> Callable[..., SealedFile[ReceiptFacts]]:
    """Return a maker of receipts: from lines (some directory rows unless given), with facts changed by name."""

    def make(lines: Sequence[bytes] = (), name: str = "receipt.age", **changed: object) -> SealedFile[ReceiptFacts]:
        found = Counts(
            sum(line.startswith(b'{"entry"') for line in lines), sum(line.startswith(b'{"values"') for line in lines),
            sum(line.startswith(b'{"feed"') for line in lines),
        )  # fmt: skip
        facts = replace(receipt_facts, **{"counts": found, **changed})
        return write_receipt(facts, lambda: lines, hub, laptop.public, tmp_path / name)

    return make


@pytest.fixture
def sealed(tmp_path: Path, hub: HubIdentity, laptop: DeviceIdentity) -> Callable[..., Sealed]:
    """Return a maker of bundles: from a journal, with facts changed by name."""

    def make(journal: Journal, name: str = "bundle.age", **changed: object) -> Sealed:
        facts = replace(journal.facts, **changed)
        out = tmp_path / name
        return seal(lambda: journal.lines, facts, laptop.signing_key, [hub.recipient], out=out, readme=README)

    return make

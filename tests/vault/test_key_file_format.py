"""The key file's format, worked by hand: a file that was written once must be read for ever, also by other programs.

The file and what opens it are made up; its slots cost next to nothing, so that no real one is like them.
"""

import hashlib
import hmac
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from linkworker.base.clock import FixedClock
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME, Slots
from vault.laptop import CHEAP

DATA = Path(__file__).parent.parent / "data" / "keys"
OPENS: dict[str, Any] = json.loads((DATA / "opens-with.json").read_text(encoding="utf-8"))
KEY = bytes.fromhex(OPENS["data_key"])


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def derived(purpose: str) -> bytes:
    """Return the key for one purpose: HKDF of the data key, salted with the store's salt."""
    return HKDF(SHA256(), 32, KEY[32:], f"linkworker {purpose}".encode()).derive(KEY[:32])


@pytest.fixture
def body() -> dict[str, Any]:
    """What the file says."""
    table: dict[str, Any] = json.loads((DATA / SLOTS_NAME).read_bytes())
    return dict(table["body"])


def test_our_own_program_reads_it(tmp_path: Path) -> None:
    """By each passphrase, the recovery code and the organisation's identity."""
    shutil.copy(DATA / SLOTS_NAME, tmp_path)
    slots, clock = Slots.read(tmp_path / SLOTS_NAME, floor=CHEAP), FixedClock(datetime(2026, 8, 6, tzinfo=UTC))
    keys = [slots.open(user, typed, clock=clock) for user, typed in OPENS["passphrases"].items()]
    keys += [slots.open_with_recovery(RecoveryCode.read(OPENS["recovery_code"]))]
    keys += [slots.open_with_escrow(OPENS["identity"])]
    assert {key.sqlcipher_key() for key in keys} == {OPENS["data_key"]}
    assert slots.mark.epoch == 3


@pytest.mark.parametrize("user", ["pn1", "so2"])
def test_a_slot_opens_step_by_step(body: dict[str, Any], user: str) -> None:
    """Argon2id of the passphrase closes the private half and the origin; age seals the data key to the public half."""
    (slot,) = (row for row in body["slots"] if row.get("user_name") == user)
    bound = {name: value for name, value in slot.items() if name not in {"identity", "wrapped"}}
    aad = canonical({"slot": bound, "store_id": body["store_id"], "version": body["version"]})
    guess = Argon2id(
        salt=bytes.fromhex(slot["salt"]),
        length=32,
        iterations=slot["passes"],
        lanes=slot["lanes"],
        memory_cost=slot["memory_kib"],
    )
    cipher = AESGCM(guess.derive(OPENS["passphrases"][user].encode()))
    pair = cipher.decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["identity"]), aad)
    identity = pyrage.x25519.Identity.from_str(pair[:74].decode())
    assert str(identity.to_public()) == slot["recipient"]
    assert pyrage.decrypt(slot["wrapped"].encode(), [identity]) == KEY
    closed = bytes.fromhex(body["origin"])
    origin = AESGCM(derived("slots origin v1")).decrypt(closed[:12], closed[12:], body["store_id"].encode())
    assert origin == pair[74:]


def test_the_organisations_slot_is_an_age_file(body: dict[str, Any]) -> None:
    """In age's own armour."""
    (slot,) = (row for row in body["slots"] if row["kind"] == "escrow")
    identity = pyrage.x25519.Identity.from_str(OPENS["identity"])
    assert str(identity.to_public()) == slot["recipient"]
    assert pyrage.decrypt(slot["wrapped"].encode(), [identity]) == KEY


def test_mac_check_and_mark_are_over_the_whole(body: dict[str, Any]) -> None:
    """The mac under a key of the data key, the check under none, and the store's own first bytes."""
    table = json.loads((DATA / SLOTS_NAME).read_bytes())
    assert table["mac"] == hmac.new(derived("slots mac v1"), canonical(body), hashlib.sha256).hexdigest()
    assert table["check"] == hashlib.sha256(canonical([body, table["mac"]])).hexdigest()
    assert body["file"] == KEY[32:].hex()
    assert (DATA / SLOTS_NAME).read_bytes() == canonical(table)

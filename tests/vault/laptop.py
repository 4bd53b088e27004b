"""A laptop with a key file, for the tests of key slots."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from linkworker.base.clock import FixedClock
from linkworker.vault.cost import Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_file import canonical_bytes, copy_of
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot_changes import (
    make_slots,
    worker_holder,
)
from linkworker.vault.slots import SLOTS_NAME, Slots

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle caf\u00e9 shelf"
OTHER = "marmalade window orbit seven"
STORE_ID = "019527a0-0000-7000-8000-000000000001"
PRIYA = worker_holder("019527a0-0000-7000-8000-000000000002", "pn1")
SAM = worker_holder("019527a0-0000-7000-8000-000000000003", "so2")


@dataclass
class Laptop:
    """A made key file, with all that opens it."""

    slots: Slots
    key: DataKey
    code: RecoveryCode
    clock: FixedClock

    @property
    def path(self) -> Path:
        """Where the key file stands."""
        return self.slots.path

    def read(self) -> Slots:
        """Read the key file as tests may: at a cheap floor."""
        return Slots.read(self.path, floor=CHEAP)

    def opened(self, passphrase: str = PASSPHRASE, user_name: str | None = None) -> str:
        """Read and open the key file; return the key as SQLCipher takes it."""
        return self.read().open(user_name, passphrase, clock=self.clock).sqlcipher_key()


def made_in(folder: Path, cost: Cost = CHEAP, passphrase: str = PASSPHRASE) -> Laptop:
    """Make a key file in the folder, cheap unless told otherwise."""
    code, clock = RecoveryCode.make(), FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    slots, key = make_slots(
        folder / SLOTS_NAME,
        store_id=STORE_ID,
        worker=PRIYA,
        passphrase=passphrase,
        recovery_code=code,
        clock=clock,
        names=("Priya Nowak",),
        cost=cost,
    )
    return Laptop(slots, key, code, clock)


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what the file says as a forger would: with its check put right (the mac needs the key)."""
    table = json.loads(path.read_bytes())
    change(table["body"])
    table["check"] = hashlib.sha256(canonical_bytes([table["body"], table["mac"]])).hexdigest()
    path.write_bytes(canonical_bytes(table))


def forge(laptop: Laptop, change: Callable[[dict[str, Any]], None]) -> None:
    """Forge file and copy alike."""
    rewrite(laptop.path, change)
    copy_of(laptop.path).write_bytes(laptop.path.read_bytes())

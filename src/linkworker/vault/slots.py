"""The key slots of a store: reading them, and opening the data key with a passphrase or a recovery code.

The data key is sealed to public keys, and anybody who can write files could seal one of their own to them: an empty
store in the place of this one, with every passphrase still opening it. So each slot also holds the store's origin, 32
random bytes from the day it was made, closed under its secret; and the file holds the origin under the data key. The
two must agree. Who never had the store open does not know the origin and cannot put a store of theirs here. Who once
had a slot knows it for ever: against them, and against the folder put back whole, nothing on one laptop helps.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from linkworker.base.clock import Clock
from linkworker.base.errors import BadInput
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.escrow import EscrowSlot, NoEscrow
from linkworker.vault.key_errors import (
    NoSuchUser,
    NotEnoughMemory,
    SlotsDamaged,
    SlotTooWeak,
    TooManyTries,
    WrongPassphrase,
    WrongRecoveryCode,
)
from linkworker.vault.key_file import VERSION, KeyFile, canonical_bytes, copy_of, read_key_file
from linkworker.vault.origin import is_closed_origin, open_origin
from linkworker.vault.passphrase import as_bytes
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slot import Opened, Slot, SlotKind, StoreMark
from linkworker.vault.tries import Tries, TriesFile, one_more, settle, wait_after, wait_left

SLOTS_NAME = "store.slots.json"
"""What the key file is called, beside `store.db`."""
_TRIES_NAME = "store.tries.json"
_BODY = {"epoch", "file", "origin", "slots", "store_id", "version"}
_HEAD = re.compile(r"[0-9a-f]{32}", re.ASCII)
_WITH_SECRET = (SlotKind.WORKER, SlotKind.RECOVERY)
_OTHER_HAND = "It was changed by something else than linkworker. Use its copy, or a backup"


@dataclass(frozen=True, slots=True)
class Slots:
    """A store's key slots, as they stand in the key file; `slot_changes` makes and changes them."""

    path: Path
    mark: StoreMark
    rows: tuple[dict[str, Any], ...]
    """The slots in the file's order, with those of kinds that this program does not know."""
    mac: str = ""
    floor: Cost = DEFAULT_COST
    """What slots are made with here, and raised to; only tests pass another. `Cost.lowest` says what is opened."""
    origin: str = ""
    """The store's origin, closed under the data key (see `origin`)."""
    file: str = ""
    """The first 16 bytes of the `store.db` that these slots open, as hex: SQLCipher's salt, which anybody can read."""
    from_copy: bool = False
    """Whether the key file was missing or damaged and its copy was read: show `notice`, and `mend` it once opened."""

    @classmethod
    def read(cls, path: Path, *, floor: Cost = DEFAULT_COST) -> Self:
        """Return the slots of the key file, or of its copy if need be (`from_copy`).

        Raises SlotsMissing, SlotsDamaged or NewerSlots. Nothing is derived; the mac is proved when a slot is opened.
        """
        slots, from_copy = read_key_file(path, lambda raw: cls._parse(path, raw, floor))
        return replace(slots, from_copy=from_copy)

    @classmethod
    def read_copy(cls, path: Path, *, floor: Cost = DEFAULT_COST) -> Self:
        """Return the slots of the copy alone, for when opening found the key file changed; raises as `read` does."""
        slots, _ = read_key_file(copy_of(path), lambda raw: cls._parse(path, raw, floor))
        return replace(slots, from_copy=True)

    @classmethod
    def _parse(cls, path: Path, raw: bytes, floor: Cost) -> Self:
        file = KeyFile.from_bytes(raw)
        body, rows = file.body, file.body.get("slots")
        mark = StoreMark(body.get("store_id", ""), body.get("epoch", 0))
        shaped = isinstance(mark.store_id, str) and type(mark.epoch) is int and isinstance(rows, list)
        if set(body) != _BODY or not shaped or not mark.is_whole() or not is_closed_origin(body["origin"]):
            raise SlotsDamaged("It is not as it was written")
        if not isinstance(body["file"], str) or not _HEAD.fullmatch(body["file"]):
            raise SlotsDamaged("It is not as it was written")
        slots = cls(path, mark, tuple(rows or ()), file.mac, floor, body["origin"], body["file"])
        slots.escrow()
        slots.known()  # so that a slot out of shape or bounds is found now, and the copy read instead
        return slots

    def known(self) -> tuple[Slot, ...]:
        """Return the slots of kinds that a secret of ours opens; raises SlotsDamaged."""
        return tuple(Slot.from_row(row) for kind in _WITH_SECRET for row in self._of_kind(kind))

    def escrow(self) -> EscrowSlot | None:
        """Return the organisation's slot, or None; raises SlotsDamaged."""
        rows = self._of_kind(SlotKind.ESCROW)
        if len(rows) > 1:
            raise SlotsDamaged("It has two slots of the organisation")
        return EscrowSlot.from_row(rows[0]) if rows else None

    def _of_kind(self, kind: SlotKind) -> tuple[dict[str, Any], ...]:
        if not all(isinstance(row, dict) and isinstance(row.get("kind"), str) for row in self.rows):
            raise SlotsDamaged("A slot cannot be read")
        return tuple(row for row in self.rows if row["kind"] == kind)

    def notice(self) -> str:
        """Return what to tell the user about where the slots came from, or "" if there is nothing to tell."""
        return "The key file was damaged or missing, so its copy was used." if self.from_copy else ""

    def user_names(self) -> tuple[str, ...]:
        """Return the user names that have a slot, in the file's order."""
        return tuple(slot.holder.user_name for slot in self.known() if slot.holder.kind is SlotKind.WORKER)

    def worker_slot(self, user_name: str | None) -> Slot:
        """Return a worker's slot; None stands for the only one. Raises NoSuchUser, or BadInput to ask for the name."""
        workers = [slot for slot in self.known() if slot.holder.kind is SlotKind.WORKER]
        if user_name is None:
            if len(workers) == 1:
                return workers[0]
            raise BadInput("Enter your user name. This store has several.")
        for slot in workers:
            if slot.holder.user_name == user_name.strip().casefold():
                return slot
        raise NoSuchUser(user_name)

    def open(self, user_name: str | None, passphrase: str, *, clock: Clock) -> DataKey:
        """Return the data key for a worker's passphrase.

        Each try is counted before it is made, so that ending the program half-way wins none, and a right one clears the
        count. Raises WrongPassphrase (with the tries left), TooManyTries, SlotTooWeak, SlotsDamaged, NotEnoughMemory.
        """
        slot = self.worker_slot(user_name)
        now = clock.now()
        before = self._tries_allowed(slot, now)
        counted = one_more(before, now)
        self.tries_file.keep(slot.slot_id, counted)
        try:
            opened = slot.unwrap(as_bytes(passphrase), self.mark, self.floor.lowest())
        except (NotEnoughMemory, SlotTooWeak, SlotsDamaged):
            self.tries_file.keep(slot.slot_id, before)
            raise
        if opened is None:
            raise WrongPassphrase(counted.left, wait_after(counted.wrong))
        self.tries_file.forget(slot.slot_id)
        return self._of_this_store(opened)

    def _of_this_store(self, opened: Opened) -> DataKey:
        """Return the key if file and slot agree on where they come from; else raise SlotsDamaged."""
        if not hmac.compare_digest(self.origin_under(opened.key), opened.origin):
            raise SlotsDamaged(_OTHER_HAND)
        return self.proved_by(opened.key)

    def origin_under(self, key: DataKey) -> bytes:
        """Return the store's origin; raises SlotsDamaged if the data key does not open it."""
        return open_origin(self.origin, key, self.mark.store_id)

    def _tries_allowed(self, slot: Slot, now: datetime) -> Tries:
        """Return the wrong tries so far, settled with the clock, or raise TooManyTries while there is a wait."""
        kept = self.tries_file.of(slot.slot_id)
        tries = settle(kept, now)
        if tries != kept:
            self.tries_file.keep(slot.slot_id, tries)
        wait = wait_left(tries, now)
        if wait:
            raise TooManyTries(wait)
        return tries

    def open_with_recovery(self, code: RecoveryCode) -> DataKey:
        """Return the data key for the printed recovery code; raises WrongRecoveryCode, and as `open` otherwise.

        Not counted: 130 random bits cannot be guessed, and who forgot the passphrase must not wait for it.
        """
        for slot in self.known():
            if slot.holder.kind is SlotKind.RECOVERY:
                opened = slot.unwrap(code.as_bytes(), self.mark, self.floor.lowest())
                if opened is not None:
                    return self._of_this_store(opened)
        raise WrongRecoveryCode

    def open_with_escrow(self, identity: str) -> DataKey:
        """Return the data key for the organisation's age identity; raises NoEscrow, WrongIdentity, SlotsDamaged."""
        slot = self.escrow()
        if slot is None:
            raise NoEscrow
        return self.proved_by(slot.unwrap(identity))

    def proved_by(self, key: DataKey) -> DataKey:
        """Return the key if the whole key file was written by a holder of it; else raise SlotsDamaged."""
        if not hmac.compare_digest(self.mac_under(key).encode(), self.mac.encode()):
            raise SlotsDamaged(_OTHER_HAND)
        return key

    def mac_under(self, key: DataKey) -> str:
        """Return the HMAC-SHA256 over the whole file under a key derived from the data key, as hex."""
        return hmac.new(key.derive("slots mac v1"), canonical_bytes(self._body()), hashlib.sha256).hexdigest()

    def to_bytes(self) -> bytes:
        """Return the key file's bytes."""
        return KeyFile(self._body(), self.mac).to_bytes()

    def _body(self) -> dict[str, Any]:
        mark = self.mark
        rows = list(self.rows)
        return {
            "epoch": mark.epoch,
            "file": self.file,
            "origin": self.origin,
            "slots": rows,
            "store_id": mark.store_id,
            "version": VERSION,
        }

    @property
    def tries_file(self) -> TriesFile:
        """Where wrong tries at these slots are remembered."""
        return TriesFile(self.path.with_name(_TRIES_NAME))

"""One slot of the key file: the data key, wrapped under one passphrase or code."""

import re
import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from linkworker.base.ids import new_id
from linkworker.vault.cost import Cost
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import SlotsDamaged, SlotTooWeak
from linkworker.vault.key_file import VERSION, canonical_bytes

_SALT_BYTES = 16
_NONCE_BYTES = 12
_WRAPPED_BYTES = 48 + 16
_METHOD = "argon2id-aes256gcm"
_ID = re.compile(r"[A-Za-z0-9-]{1,64}", re.ASCII)
USER_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,19}", re.ASCII)
"""A user name: 2 to 20 lower-case letters, digits and hyphens. It stands readable in the key file."""


class SlotKind(StrEnum):
    """Whose secret opens a slot. Other kinds in a file (an escrow, later) are kept and left alone."""

    WORKER = "worker"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose slot it is. Both texts are empty for a recovery slot.

    The key file can be read without a key, so nothing personal stands here: an opaque worker id, and a short user name
    chosen for unlocking where several share a laptop (initials and a number, say, not a name).
    """

    kind: SlotKind
    worker_id: str = ""
    user_name: str = ""

    def is_whole(self) -> bool:
        """Say whether the texts are of the shape that the kind has."""
        if self.kind is SlotKind.RECOVERY:
            return self.worker_id == self.user_name == ""
        return bool(_ID.fullmatch(self.worker_id) and USER_NAME.fullmatch(self.user_name))


@dataclass(frozen=True, slots=True)
class StoreMark:
    """Which store, and which of its data keys (the epoch goes up when the key is rotated)."""

    store_id: str
    epoch: int

    def is_whole(self) -> bool:
        """Say whether id and epoch are of the shape they have."""
        return bool(_ID.fullmatch(self.store_id)) and self.epoch >= 1


@dataclass(frozen=True, slots=True)
class Slot:
    """A wrapped data key, and everything but the secret that it takes to unwrap it."""

    slot_id: str
    holder: Holder
    created: date
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def seal(cls, key: DataKey, secret: bytes, holder: Holder, mark: StoreMark, created: date, cost: Cost) -> Self:
        """Return a new slot that wraps the key under a secret, with a salt and nonce of its own."""
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        blank = cls(new_id(), holder, created, cost, salt, nonce, b"")
        wrapped = AESGCM(cost.derive(secret, salt)).encrypt(nonce, key.secret(), blank.bound_to(mark))
        return cls(blank.slot_id, holder, created, cost, salt, nonce, wrapped)

    def unwrap(self, secret: bytes, mark: StoreMark, floor: Cost) -> DataKey | None:
        """Return the data key, or None if the secret does not open this slot.

        Raises SlotTooWeak, before anything is derived, if the slot costs less than the floor; NotEnoughMemory.
        """
        if not self.cost.reaches(floor):
            raise SlotTooWeak
        try:
            opened = AESGCM(self.cost.derive(secret, self.salt)).decrypt(self.nonce, self.wrapped, self.bound_to(mark))
        except InvalidTag:
            return None
        return DataKey(opened)

    def bound_to(self, mark: StoreMark) -> bytes:
        """Return what the wrapping also proves: the store, its epoch, and every field but the wrapped key."""
        row = {name: value for name, value in self.row().items() if name != "wrapped"}
        return canonical_bytes({"epoch": mark.epoch, "slot": row, "store_id": mark.store_id, "version": VERSION})

    def row(self) -> dict[str, Any]:
        """Return the slot as it stands in the key file; bytes as lower-case hex."""
        return {
            "created": self.created.isoformat(),
            "id": self.slot_id,
            "kind": self.holder.kind.value,
            "lanes": self.cost.lanes,
            "memory_kib": self.cost.memory_kib,
            "method": _METHOD,
            "nonce": self.nonce.hex(),
            "passes": self.cost.passes,
            "salt": self.salt.hex(),
            "user_name": self.holder.user_name,
            "worker_id": self.holder.worker_id,
            "wrapped": self.wrapped.hex(),
        }

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Return the slot of a row; raises SlotsDamaged for a wrong shape or a cost past the caps. Derives nothing."""
        try:
            slot = cls(
                slot_id=row["id"],
                holder=Holder(SlotKind(row["kind"]), row["worker_id"], row["user_name"]),
                created=date.fromisoformat(row["created"]),
                cost=Cost(row["memory_kib"], row["passes"], row["lanes"]),
                salt=bytes.fromhex(row["salt"]),
                nonce=bytes.fromhex(row["nonce"]),
                wrapped=bytes.fromhex(row["wrapped"]),
            )
            # What was read must be what would be written: no other type, spelling or field passes.
            whole = canonical_bytes(slot.row()) == canonical_bytes(row) and slot.is_whole()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SlotsDamaged("A slot cannot be read") from error
        if not whole:
            raise SlotsDamaged("A slot is not as it was written")
        return slot

    def is_whole(self) -> bool:
        """Say whether every field has its shape and the cost stays under the caps."""
        sizes = (len(self.salt), len(self.nonce), len(self.wrapped))
        shaped = sizes == (_SALT_BYTES, _NONCE_BYTES, _WRAPPED_BYTES) and bool(_ID.fullmatch(self.slot_id))
        return shaped and self.holder.is_whole() and self.cost.is_bounded()

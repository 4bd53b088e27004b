"""One slot of the key file: a key pair behind one passphrase or code, and the data key sealed to that pair.

The private half stands under Argon2id of the secret; the data key is sealed to the public half. So whoever has the
store open can seal the next data key for every slot without anybody else's passphrase.
"""

import re
import secrets
from dataclasses import dataclass, replace
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
from linkworker.vault.sealed_key import is_armoured, is_recipient, make_pair, seal_to, unseal

_SALT_BYTES = 16
_NONCE_BYTES = 12
ORIGIN_BYTES = 32
_PAIR_LETTERS = len("AGE-SECRET-KEY-1") + 58  # Bech32 (BIP 173) of 32 bytes
_IDENTITY_BYTES = _PAIR_LETTERS + ORIGIN_BYTES + 16
_METHOD = "argon2id-aes256gcm-age"
SLOT_ID = re.compile(r"[A-Za-z0-9-]{1,64}", re.ASCII)
USER_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,19}", re.ASCII)
"""A user name: 2 to 20 lower-case letters, digits and hyphens. It stands readable in the key file."""


class SlotKind(StrEnum):
    """Whose secret opens a slot. Other kinds in a file are kept and left alone."""

    WORKER = "worker"
    RECOVERY = "recovery"
    ESCROW = "escrow"
    """The organisation's, without a secret of ours: see `escrow`."""


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
        return self.kind is SlotKind.WORKER and bool(
            SLOT_ID.fullmatch(self.worker_id) and USER_NAME.fullmatch(self.user_name)
        )


@dataclass(frozen=True, slots=True)
class StoreMark:
    """Which store, and which state of its key file (the epoch goes up by one at every change of the file)."""

    store_id: str
    epoch: int

    def is_whole(self) -> bool:
        """Say whether id and epoch are of the shape they have."""
        return bool(SLOT_ID.fullmatch(self.store_id)) and self.epoch >= 1


@dataclass(frozen=True, slots=True)
class Opened:
    """What a slot's secret gives: the data key, and the origin that only slots of this store hold."""

    key: DataKey
    origin: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """A key pair, the private half closed under a secret, and the data key sealed to the public half."""

    slot_id: str
    holder: Holder
    created: date
    cost: Cost
    salt: bytes
    nonce: bytes
    recipient: str
    identity: bytes
    wrapped: str

    @classmethod
    def seal(cls, opened: Opened, secret: bytes, holder: Holder, mark: StoreMark, created: date, cost: Cost) -> Self:
        """Return a new slot under a secret, with a key pair, salt and nonce of its own."""
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        private, recipient = make_pair()
        wrapped = seal_to(opened.key, recipient)
        blank = cls(new_id(), holder, created, cost, salt, nonce, recipient, b"", wrapped)
        closed = AESGCM(cost.derive(secret, salt)).encrypt(
            nonce, private.encode() + opened.origin, blank.bound_to(mark.store_id)
        )
        return replace(blank, identity=closed)

    def unwrap(self, secret: bytes, mark: StoreMark, floor: Cost) -> Opened | None:
        """Return what the slot gives, or None if the secret does not open it.

        Raises SlotTooWeak, before anything is derived, if the slot costs less than the floor; NotEnoughMemory; and
        SlotsDamaged if the secret is right and the data key is none that was sealed to this slot.
        """
        if not self.cost.reaches(floor):
            raise SlotTooWeak
        cipher = AESGCM(self.cost.derive(secret, self.salt))
        try:
            pair = cipher.decrypt(self.nonce, self.identity, self.bound_to(mark.store_id))
        except InvalidTag:
            return None
        key = unseal(self.wrapped, pair[:_PAIR_LETTERS].decode())
        if key is None:
            raise SlotsDamaged("A slot does not hold this store's key. Use its copy, or a backup")
        return Opened(key, pair[_PAIR_LETTERS:])

    def reclosed(self, secret: bytes, store_id: str, cost: Cost) -> Self:
        """Return the same slot and pair, closed under the same secret at another cost; the secret must be right."""
        pair = AESGCM(self.cost.derive(secret, self.salt)).decrypt(self.nonce, self.identity, self.bound_to(store_id))
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        blank = replace(self, cost=cost, salt=salt, nonce=nonce)
        return replace(blank, identity=AESGCM(cost.derive(secret, salt)).encrypt(nonce, pair, blank.bound_to(store_id)))

    def rewrapped(self, key: DataKey) -> Self:
        """Return the same slot with another data key: whose slot it is need not be there."""
        return replace(self, wrapped=seal_to(key, self.recipient))

    def bound_to(self, store_id: str) -> bytes:
        """Return what the private half also proves: the store, and every field but what is closed or sealed.

        Not the epoch, because a rotation cannot close the private half again: the mac over the file proves that.
        """
        row = {name: value for name, value in self.row().items() if name not in {"identity", "wrapped"}}
        return canonical_bytes({"slot": row, "store_id": store_id, "version": VERSION})

    def row(self) -> dict[str, Any]:
        """Return the slot as it stands in the key file; bytes as lower-case hex, the sealed key as age's armour."""
        return {
            "created": self.created.isoformat(),
            "id": self.slot_id,
            "identity": self.identity.hex(),
            "kind": self.holder.kind.value,
            "lanes": self.cost.lanes,
            "memory_kib": self.cost.memory_kib,
            "method": _METHOD,
            "nonce": self.nonce.hex(),
            "passes": self.cost.passes,
            "recipient": self.recipient,
            "salt": self.salt.hex(),
            "user_name": self.holder.user_name,
            "worker_id": self.holder.worker_id,
            "wrapped": self.wrapped,
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
                recipient=row["recipient"],
                identity=bytes.fromhex(row["identity"]),
                wrapped=row["wrapped"],
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
        sizes = (len(self.salt), len(self.nonce), len(self.identity))
        shaped = sizes == (_SALT_BYTES, _NONCE_BYTES, _IDENTITY_BYTES) and bool(SLOT_ID.fullmatch(self.slot_id))
        sealed = is_recipient(self.recipient) and is_armoured(self.wrapped)
        return shaped and sealed and self.holder.is_whole() and self.cost.is_bounded()

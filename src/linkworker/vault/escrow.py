"""The organisation's slot: the data key sealed to an age recipient that its IT team keeps the identity of.

Nothing of it is secret here, and nothing of ours opens it: only the identity does, which is kept away from laptops.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Self

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.ids import new_id
from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.key_file import canonical_bytes
from linkworker.vault.sealed_key import is_armoured, is_identity, is_recipient, seal_to, unseal
from linkworker.vault.slot import SLOT_ID, SlotKind

_METHOD = "age"
_MOST_BYTES = 64 * 1024


class WrongIdentity(Refused):
    """That identity does not open the organisation's slot of this store."""


class NoEscrow(NotFound):
    """This store has no slot of the organisation. Its settings named no escrow recipient."""


@dataclass(frozen=True, slots=True)
class EscrowSlot:
    """The data key sealed to the organisation's recipient."""

    slot_id: str
    created: date
    recipient: str
    wrapped: str

    @classmethod
    def seal(cls, key: DataKey, recipient: str, created: date) -> Self:
        """Return a new slot for a recipient; raises BadInput if it is none."""
        if not is_recipient(recipient):
            raise BadInput("That is not an age recipient. It begins with age1 and has 62 characters.")
        return cls(new_id(), created, recipient, seal_to(key, recipient))

    def rewrapped(self, key: DataKey) -> Self:
        """Return the same slot with another data key."""
        return replace(self, wrapped=seal_to(key, self.recipient))

    def unwrap(self, identity: str) -> DataKey:
        """Return the data key for the organisation's identity; raises WrongIdentity."""
        key = unseal(self.wrapped, identity)
        if key is None:
            raise WrongIdentity
        return key

    def row(self) -> dict[str, Any]:
        """Return the slot as it stands in the key file."""
        return {
            "created": self.created.isoformat(),
            "id": self.slot_id,
            "kind": SlotKind.ESCROW.value,
            "method": _METHOD,
            "recipient": self.recipient,
            "wrapped": self.wrapped,
        }

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Return the slot of a row; raises SlotsDamaged for a wrong shape."""
        try:
            slot = cls(row["id"], date.fromisoformat(row["created"]), row["recipient"], row["wrapped"])
            whole = canonical_bytes(slot.row()) == canonical_bytes(row) and bool(SLOT_ID.fullmatch(slot.slot_id))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SlotsDamaged("A slot cannot be read") from error
        if not whole or not is_recipient(slot.recipient) or not is_armoured(slot.wrapped):
            raise SlotsDamaged("A slot is not as it was written")
        return slot


def read_identity(path: Path) -> str:
    """Return the identity of a file that `age-keygen` wrote; raises NotFound, or BadInput if it holds none."""
    try:
        with path.open("rb") as file:
            lines = file.read(_MOST_BYTES).decode("utf-8", errors="replace").split()
    except OSError as error:
        raise NotFound(f"The file {path} cannot be read.") from error
    for line in lines:
        if is_identity(line):
            return line
    raise BadInput(f"There is no age identity in {path}. It begins with AGE-SECRET-KEY-1.")

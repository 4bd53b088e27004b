"""What stands behind the web service: who is enrolled, what takes bundles in, and where receipts lie."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from linkworker.sync.device import short_id


class Standing(StrEnum):
    """How a laptop stands with the hub. A suspended one may send; a retired one only fetches its receipt."""

    ENROLLED = "enrolled"
    SUSPENDED = "suspended"
    ENDED = "ended"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Known:
    """A laptop that the hub knows: its id, the 32 bytes of its public key, and how it stands."""

    device: str
    public: bytes
    standing: Standing

    @property
    def short(self) -> str:
        """Return the short id that stands in logs and file names."""
        return short_id(self.public)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bundle, with a code of why: taken-in, known, waits, refused, or received (not looked into)."""

    state: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as it lies there: its number and file."""

    number: int
    path: Path


class Behind(Protocol):
    """The hub as the web service sees it. Each function may be called from any thread, and may take a while."""

    @property
    def hub_id(self) -> str:
        """Return the hub's id, which stands in every signed request."""
        ...

    @property
    def folder(self) -> Path:
        """Return the hub's folder."""
        ...

    def now(self) -> datetime:
        """Return the hub's time, in UTC."""
        ...

    def device(self, device_id: str) -> Known | None:
        """Return a laptop by its id, or None."""
        ...

    def take_in(self, path: Path, received_at: datetime, sent_at: datetime | None) -> Outcome:
        """Take a whole bundle in, and make its laptop's receipt; the file is not needed any more then.

        `sent_at` is what the laptop's own clock said when it sent the bundle, where that is known.
        """
        ...

    def receipt(self, device_id: str, after: int) -> Receipt | None:
        """Return a laptop's newest receipt, if its number is above `after`."""
        ...

    def answers(self) -> bool:
        """Say whether the database answers."""
        ...

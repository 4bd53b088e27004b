"""What a carrier does: take a sealed file to the centre, and bring back the receipts that lie there for this laptop."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from linkworker.base.progress import Progress, nobody_watches


class Delivery(StrEnum):
    """What became of a file that was put: WRITTEN on a medium, or what the hub did with it.

    RECEIVED: the hub holds it whole and has not looked into it yet. WAITS: an earlier one is missing there.
    """

    WRITTEN = "written"
    RECEIVED = "received"
    TAKEN_IN = "taken-in"
    KNOWN = "known"
    WAITS = "waits"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file that was put: its name, size in bytes, SHA-256 in hex, what became of it, and the hub's code of why."""

    name: str
    size: int
    sha256: str
    state: Delivery
    code: str = ""


class Carrier(Protocol):
    """A way to the centre, which may be cut off or pulled out at any moment: what is done again goes on from there.

    `progress` is told bytes; it may raise Stopped, and then nothing is lost.
    """

    def put(self, path: Path, progress: Progress = nobody_watches) -> Delivered:
        """Take a whole sealed file to the centre under its own name. Raises what the carrier says."""
        ...

    def fetch(self, known: Collection[str], into: Path, progress: Progress = nobody_watches) -> tuple[Path, ...]:
        """Bring the receipts for this laptop that are not `known` (by file name) into a folder, lowest number first.

        Only whole files are returned and stand in the folder under a receipt's name. Raises what the carrier says.
        """
        ...

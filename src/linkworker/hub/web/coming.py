"""Files that are on their way to the hub: kept in pieces, by laptop and by hash, until they are taken in."""

import hashlib
import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from linkworker.hub.web.answers import Error, Said
from linkworker.hub.web.behind import Outcome
from linkworker.vault.drive import READ_BYTES
from linkworker.vault.whole_file import force_folder, write_whole

FOLDER = "coming"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many files half sent are kept for a laptop, for how many days, and how many bytes stay free on the disk."""

    files: int
    days: int
    free: int


class Coming:
    """The files of all laptops. Every function may be called from any thread; one file is written by one at a time."""

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        self._folder, self._bounds = folder / FOLDER, bounds
        self._folder.mkdir(parents=True, exist_ok=True)

    def offset(self, device: str, digest: str) -> int:
        """Return how many bytes of a file are here."""
        with suppress(OSError):
            return self._part(device, digest).stat().st_size
        return 0

    def outcome(self, device: str, digest: str) -> Outcome | None:
        """Return what became of a file that came whole; None for one that did not."""
        try:
            held = json.loads(self._done(device, digest).read_text("utf-8"))
            return Outcome(held["state"], held["code"])
        except (OSError, ValueError, KeyError, TypeError):
            return Outcome("received") if self.whole(device, digest).exists() else None

    def remember(self, device: str, digest: str, found: Outcome) -> None:
        """Keep what became of a file, and let the file go: the hub has what it needs of it.

        A refusal is not kept: what was wrong may be put right at the centre, and the bundle sent again.
        """
        if found.state != "refused":
            text = json.dumps({"state": found.state, "code": found.code})
            write_whole(self._done(device, digest), text.encode())
        self.whole(device, digest).unlink(missing_ok=True)

    def begin(self, device: str, digest: str, start: int, size: int) -> None:
        """Make ready to write from an offset on. Raises Said: another offset, or no room on the disk."""
        part = self._part(device, digest)
        held = self.offset(device, digest)
        if start > held:
            raise Said(Error.OFFSET)
        if shutil.disk_usage(self._folder).free - (size - start) < self._bounds.free:
            raise Said(Error.BUSY, {"Retry-After": "3600"})
        part.parent.mkdir(exist_ok=True)
        self._sweep(part)
        with part.open("ab") as file:
            file.truncate(start)

    def write(self, device: str, digest: str, data: bytes) -> None:
        """Add bytes at the end."""
        with self._part(device, digest).open("ab") as file:
            file.write(data)

    def finish(self, device: str, digest: str) -> Path:
        """Bring a file that is whole to the disk, check its hash, and give it its name; return where it lies.

        Raises Said when the bytes are others than its hash says: they are thrown away.
        """
        part = self._part(device, digest)
        found = hashlib.sha256()
        with part.open("r+b") as file:
            os.fsync(file.fileno())
            while chunk := file.read(READ_BYTES):
                found.update(chunk)
        if found.hexdigest() != digest:
            part.unlink()
            raise Said(Error.OTHER_BYTES)
        whole = self.whole(device, digest)
        part.replace(whole)
        with suppress(OSError):  # some disks cannot bring a folder to rest; the file itself lies there
            force_folder(whole.parent)
        return whole

    def whole(self, device: str, digest: str) -> Path:
        """Return where a file lies once it is whole."""
        return self._folder / device / f"{digest}.age"

    def waiting(self) -> tuple[tuple[str, str], ...]:
        """Return laptop and hash of the files that came whole and were not taken in: the service ended before."""
        return tuple((path.parent.name, path.stem) for path in sorted(self._folder.glob("*/*.age")))

    def _part(self, device: str, digest: str) -> Path:
        return self._folder / device / f"{digest}.part"

    def _done(self, device: str, digest: str) -> Path:
        return self._folder / device / f"{digest}.json"

    def _sweep(self, part: Path) -> None:
        """Take away what this laptop left too long ago, and the oldest of too many."""
        eldest = time.time() - self._bounds.days * _DAY
        others = [path for path in part.parent.iterdir() if path != part and path.suffix != ".age"]
        aged = sorted((_changed_at(path), path) for path in others)
        parts = [(at, path) for at, path in aged if path.suffix == ".part"]
        too_many = {path for _, path in parts[: max(len(parts) + 1 - self._bounds.files, 0)]}
        for at, path in aged:
            if at < eldest or path in too_many:
                path.unlink(missing_ok=True)


def _changed_at(path: Path) -> float:
    """Return when a file was last changed; now, for one that another connection has just given its name or let go."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()

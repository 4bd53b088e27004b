"""What an export says of itself: each file with its size and SHA-256, in JSON and as `sha256sum -c` reads it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from linkworker import __version__
from linkworker.hub.exports.folder import MANIFEST, written
from linkworker.journal.canonical import instant_text

FORMAT = "linkworker-export"
VERSION = 1
SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file: its name within the folder, how many rows, resources or entries, its bytes, and its SHA-256."""

    name: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written and where."""

    folder: Path
    what: str
    people: int
    files: tuple[ExportedFile, ...]
    notes: tuple[str, ...] = ()
    """Sentences that whoever takes the files must read."""

    def rows(self, name: str) -> int:
        """Return how many rows a file has; 0 for one that was not written."""
        return next((each.rows for each in self.files if each.name == name), 0)


def seal(
    beside: Path, target: Path, what: str, rows: Mapping[str, int], *, people: int, made_at: datetime,
    notes: tuple[str, ...] = (), more: Mapping[str, Any] | None = None,
) -> Exported:  # fmt: skip
    """Write the manifest and the sums of the files in `beside`; `rows` names each file, `more` goes in as it is."""
    files = tuple(_described(beside, name, count) for name, count in sorted(rows.items()))
    said = {
        "format": FORMAT,
        "version": VERSION,
        "what": what,
        "program": __version__,
        "made_at": instant_text(made_at),
        "people": people,
        "notes": list(notes),
        **(more or {}),
        "files": [asdict(each) for each in files],
    }
    with written(beside / MANIFEST) as file:
        file.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    with written(beside / SUMS) as file:
        file.writelines(f"{each.sha256}  {each.name}\n" for each in (*files, _described(beside, MANIFEST, 1)))
    return Exported(target, what, people, files, notes)


def _described(folder: Path, name: str, rows: int) -> ExportedFile:
    digest, size = hashlib.sha256(), 0
    with (folder / name).open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return ExportedFile(name, rows, size, digest.hexdigest())

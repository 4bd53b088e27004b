"""A disk as it may stand after the power went: what was synced is kept, and the rest may be kept, dropped or torn.

No file system is kinder than POSIX asks here: a file's bytes are certain after its own sync, and a name (made, renamed
or taken away) only after a sync of the folder it stands in.
"""

import copy
import random
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes written at a place of a file."""

    at: int
    data: bytes

    def apply(self, content: bytearray) -> None:
        """Write them; a gap before them is zeros."""
        if len(content) < self.at:
            content.extend(bytes(self.at - len(content)))
        content[self.at : self.at + len(self.data)] = self.data

    def torn(self, chance: random.Random) -> list["Written"]:
        """Return the sectors of it that came to the disk."""
        pieces, at = [], 0
        while at < len(self.data):
            end = min(len(self.data), at + SECTOR - (self.at + at) % SECTOR)
            if chance.random() < 0.5:
                pieces.append(Written(self.at + at, self.data[at:end]))
            at = end
        return pieces


@dataclass(frozen=True, slots=True)
class Cut:
    """A file given another length."""

    length: int

    def apply(self, content: bytearray) -> None:
        """Cut the file, or make it longer with zeros."""
        del content[self.length :]
        content.extend(bytes(self.length - len(content)))


@dataclass(eq=False, slots=True)
class File:
    """One file, whatever it is called: as it stands for whoever reads it, as it is certain, and what lies between."""

    live: bytearray = field(default_factory=bytearray)
    certain: bytearray = field(default_factory=bytearray)
    unsynced: list[Written | Cut] = field(default_factory=list)

    def change(self, how: Written | Cut) -> None:
        """Write to it, or cut it."""
        how.apply(self.live)
        self.unsynced.append(how)

    def sync(self) -> None:
        """Make certain all that was written."""
        for how in self.unsynced:
            how.apply(self.certain)
        self.unsynced.clear()

    def after_a_loss(self, chance: random.Random, kept: float) -> bytes:
        """Return what it may hold when the power comes back; `kept` is how much of what was not synced comes through.

        Half of what does not come through whole is torn.
        """
        content = bytearray(self.certain)
        for how in self.unsynced:
            if chance.random() < kept:
                how.apply(content)
            elif isinstance(how, Written) and chance.random() < 0.5:
                for piece in how.torn(chance):
                    piece.apply(content)
        return bytes(content)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that was given to a file or a folder (None), moved, or taken away; `folder` is where it stood."""

    folder: str
    name: str
    file: File | None = None
    moved_to: str | None = None
    gone: bool = False

    def apply(self, names: dict[str, File | None]) -> None:
        """Do it to the names of a disk; what is not there any more is passed over."""
        inside = [name for name in names if name.startswith(f"{self.name}/")]
        if self.gone:
            names.pop(self.name, None)
        elif self.moved_to is None:
            names[self.name] = self.file
        elif self.name in names:
            names[self.moved_to] = names.pop(self.name)
            for name in inside:
                names[self.moved_to + name[len(self.name) :]] = names.pop(name)


class Disk:
    """All files under one folder, by names beneath it."""

    def __init__(self, root: Path) -> None:
        """Begin with what the folder holds now, all of it certain."""
        self.names: dict[str, File | None] = {}
        for path in sorted(root.rglob("*")):
            content = path.read_bytes() if path.is_file() else None
            file = None if content is None else File(bytearray(content), bytearray(content))
            self.names[path.relative_to(root).as_posix()] = file
        self._certain = dict(self.names)
        self._unsynced: list[Naming] = []

    def copy(self) -> "Disk":
        """Return a disk that begins as this one did; only before anything is done to it."""
        return copy.deepcopy(self)

    def make(self, name: str, file: File | None) -> None:
        """Give a name to a new file, or make a folder."""
        self._name(Naming(_folder(name), name, file))

    def move(self, name: str, to: str) -> None:
        """Rename; what had that name is replaced."""
        self._name(Naming(_folder(to), name, moved_to=to))

    def take_away(self, name: str) -> None:
        """Take a name away; whoever has the file open may still write to it."""
        self._name(Naming(_folder(name), name, gone=True))

    def sync_folder(self, folder: str) -> None:
        """Make certain the names in a folder."""
        for naming in self._unsynced:
            if naming.folder == folder:
                naming.apply(self._certain)
        self._unsynced = [naming for naming in self._unsynced if naming.folder != folder]

    def _name(self, naming: Naming) -> None:
        naming.apply(self.names)
        self._unsynced.append(naming)

    def after_a_loss(self, chance: random.Random, to: Path) -> None:
        """Write into a new folder what may be there when the power comes back.

        In each folder the names follow up to a point of their own, in the order in which they were changed.
        """
        left = {folder: chance.randint(0, self._waiting(folder)) for folder in {n.folder for n in self._unsynced}}
        names = dict(self._certain)
        for naming in self._unsynced:
            left[naming.folder] -= 1
            if left[naming.folder] >= 0:
                naming.apply(names)
        kept = chance.choice((0.0, 0.5, 0.5, 0.9, 1.0))
        to.mkdir()
        for name in sorted(names):
            place, file = to / name, names[name]
            if not place.parent.is_dir():
                continue  # the folder's own name was lost
            if file is None:
                place.mkdir()
            else:
                place.write_bytes(file.after_a_loss(chance, kept))

    def _waiting(self, folder: str) -> int:
        return sum(naming.folder == folder for naming in self._unsynced)


def _folder(name: str) -> str:
    return PurePosixPath(name).parent.as_posix()

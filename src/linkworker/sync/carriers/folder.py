"""The folder or stick: files are copied, brought to rest and read back; only receipts for this laptop are taken."""

from collections.abc import Collection, Iterator
from pathlib import Path

from linkworker.base.errors import Refused
from linkworker.base.progress import Progress, nobody_watches
from linkworker.sync.carrier import carry_copy
from linkworker.sync.carriers.carrier import Delivered, Delivery
from linkworker.sync.carriers.names import read_receipt_name
from linkworker.vault.drive import read_back, why_not

AGE_BEGINS = b"age-encryption.org/v1\n"


class NoFolder(Refused):
    """There is no folder {}. Put the stick in, or name a folder that is there."""


class NotRead(Refused):
    """The folder could not be read: {}. Nothing is lost: try again."""


class FolderCarrier:
    """A folder that somebody carries, for the laptop with these short ids: its present one and those it had before."""

    def __init__(self, folder: Path, shorts: Collection[str]) -> None:
        self._folder = folder
        self._shorts = frozenset(shorts)

    def put(self, path: Path, progress: Progress = nobody_watches) -> Delivered:
        """Copy the file to the folder; one that lies there already is only read back.

        Another file that has its name stays: of a laptop that was put back from a backup several bundles have one
        name, and each may be all there is of something. The copy then has a number behind the name.

        Raises NoFolder, NotRead, NotWritten (full, read-only, pulled out, other bytes) or Stopped; nothing of it is
        left then.
        """
        self._check()
        try:
            target = self._place_for(path)
            if target.exists() and target.samefile(path):
                size = path.stat().st_size
                progress(size, size)
                return Delivered(path.name, size, read_back(path), Delivery.WRITTEN)
        except OSError as error:
            raise NotRead(why_not(error)) from error
        carried = carry_copy(path, target, progress)
        return Delivered(path.name, carried.size, carried.sha256, Delivery.WRITTEN)

    def fetch(self, known: Collection[str], into: Path, progress: Progress = nobody_watches) -> tuple[Path, ...]:
        """Copy this laptop's receipts that are not known into a folder, lowest number first.

        What others left on the stick, and what is no age file, is passed over. Raises NoFolder, NotRead, NotWritten or
        Stopped; those copied before stay, whole.
        """
        self._check()
        try:
            found = sorted(self._receipts(set(known)))
        except OSError as error:
            raise NotRead(why_not(error)) from error
        total, before, here = sum(size for _, _, size in found), 0, []
        for _, path, size in found:

            def reached(done: int, _of: int, before: int = before) -> None:
                progress(before + done, total)

            carry_copy(path, into / path.name, reached)
            here.append(into / path.name)
            before += size
        return tuple(here)

    def _place_for(self, path: Path) -> Path:
        """Return where a file goes: where it lies already, or else under a name that no other file has."""
        target, number = self._folder / path.name, 1
        while target.exists() and not (target.samefile(path) or _same(target, path)):
            number += 1
            target = self._folder / f"{path.stem}-{number}{path.suffix}"
        return target

    def _receipts(self, known: set[str]) -> Iterator[tuple[tuple[int, str], Path, int]]:
        """Yield number with short id, path and size in bytes of each receipt for this laptop."""
        for path in self._folder.iterdir():
            name = read_receipt_name(path.name)
            if name is None or name[0] not in self._shorts or path.name in known or not path.is_file():
                continue
            with path.open("rb") as file:
                if file.read(len(AGE_BEGINS)) != AGE_BEGINS:  # copied by hand and cut off at once, say
                    continue
            yield (name[1], name[0]), path, path.stat().st_size

    def _check(self) -> None:
        try:
            is_there = self._folder.is_dir()
        except OSError as error:
            raise NotRead(why_not(error)) from error
        if not is_there:
            raise NoFolder(self._folder)


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and read_back(one) == read_back(other)

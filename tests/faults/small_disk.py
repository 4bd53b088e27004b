"""A disk of a few megabytes for a test: in memory, mounted, filled to any page, and emptied."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096
NOT_HERE = "Only the administrator of a Linux machine may make a small disk for a test."


@dataclass(frozen=True)
class SmallDisk:
    """A mounted disk."""

    folder: Path

    def fill(self, but: int) -> None:
        """Fill it so that only so many pages of 4,096 bytes are free."""
        with self._filler.open("ab", buffering=0) as file:
            while (free := self.free()) > but:
                file.write(bytes(PAGE * min(free - but, 256)))

    def make_room(self) -> None:
        """Take away what filled it."""
        self._filler.unlink(missing_ok=True)

    def free(self) -> int:
        """Return how many pages are free."""
        return os.statvfs(self.folder).f_bavail

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"


@contextmanager
def small_disk(megabytes: int) -> Iterator[SmallDisk | None]:
    """Mount a disk for the block, where every user may look; give None where this cannot be done (see `NOT_HERE`)."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="linkworker-disk-"))
    mounted = _mounts(folder, megabytes)
    try:
        folder.chmod(0o755)
        yield SmallDisk(folder) if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def _mounts(folder: Path, megabytes: int) -> bool:
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "none", str(folder))
        return True
    return False


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)

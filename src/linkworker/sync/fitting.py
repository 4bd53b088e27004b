"""How much goes on a medium: found before anything is written, for half a bundle is none."""

import shutil
import zlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from linkworker.sync.tarball import BLOCK, GZIP_LEVEL

SPARE = 65_536  # a stick gives room in clusters, and keeps some for the folder
_FRAME = 8 * BLOCK + 4096  # tar headers and ends, signature, README, the age header, and a manifest of common length
_AGE_CHUNK, _AGE_TAG = 65_536, 16
_AT_ONCE = 500  # lines


def free_room(folder: Path) -> int | None:
    """Return how many bytes a bundle written into this folder may have; None when the system does not say."""
    try:
        return max(0, shutil.disk_usage(folder).free - SPARE)
    except OSError:
        return None


def sealed_at_most(size: int) -> int:
    """Return a size in bytes that no bundle with so many bytes of lines goes over, however badly they pack."""
    packed = size + size // 1000 + 1024 + _FRAME  # deflate adds 5 bytes to each 16 KiB that it cannot shorten
    return packed + _AGE_TAG * (packed // _AGE_CHUNK + 1)


def how_many_fit(lines: Iterable[bytes], room: int) -> int:
    """Return how many of the lines, from the first on, go into a bundle of at most `room` bytes. Packs them to see."""
    deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    most = room - _FRAME - _AGE_TAG * (room // _AGE_CHUNK + 1)
    held, packed, rest = 0, 0, iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        whole = _in_all(deflate, packed, some) <= most
        fitting = len(some) if whole else _fitting(deflate, packed, some, most)
        held += fitting
        if not whole:
            break
        packed += len(deflate.compress(b"".join(some)))
    return held


def _fitting(deflate: "zlib._Compress", packed: int, some: list[bytes], most: int) -> int:
    """Return how many of some lines fit, found by halving: of one more, the packed size is never less."""
    low, high = 0, len(some)
    while low < high:
        middle = (low + high + 1) // 2
        if _in_all(deflate, packed, some[:middle]) <= most:
            low = middle
        else:
            high = middle - 1
    return low


def _in_all(deflate: "zlib._Compress", packed: int, some: list[bytes]) -> int:
    """Return the size in bytes that the packing has if it ends after these lines."""
    trial = deflate.copy()
    return packed + len(trial.compress(b"".join(some))) + len(trial.flush())

"""The tar.gz inside a bundle, written as a stream whose bytes depend on nothing but what it holds."""

import struct
import tarfile
import zlib
from collections.abc import Iterable, Iterator

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
ENTRIES = "entries.jsonl"
README = "README.txt"
ORDER = (MANIFEST, SIGNATURE, ENTRIES, README)
BLOCK = 512
END_OF_TAR = bytes(2 * BLOCK)
# Deflate, no flags, no time, no level hint, and "unknown" for the operating system (RFC 1952).
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
GZIP_LEVEL = 6


def tar_header(name: str, size: int) -> bytes:
    """Return the one ustar header that a member of this name and size (bytes) has in a bundle.

    Mode 0644, owner and group 0 without names, time 0, an ordinary file.
    """
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.USTAR_FORMAT)


def padding(size: int) -> bytes:
    """Return the zero bytes that fill a member of this size up to whole blocks."""
    return bytes(-size % BLOCK)


def tar(members: Iterable[tuple[str, int, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield the bytes of a tar of members, each a name, a size and its bytes in chunks."""
    for name, size, chunks in members:
        yield tar_header(name, size)
        yield from chunks
        yield padding(size)
    yield END_OF_TAR


def gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the gzip of chunks, as they come, never holding more than one."""
    deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    yield GZIP_HEAD
    checksum = size = 0
    for chunk in chunks:
        checksum = zlib.crc32(chunk, checksum)
        size += len(chunk)
        yield deflate.compress(chunk)
    yield deflate.flush()
    yield struct.pack("<LL", checksum, size & 0xFFFFFFFF)

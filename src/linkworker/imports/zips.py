"""Zip files opened with suspicion: everything that can be asked beforehand is asked before a byte is unpacked."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

from linkworker.base.errors import BadInput
from linkworker.imports.limits import Limits

_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CHUNK = 256 * 1024


@contextmanager
def open_zip(name: str, file: BinaryIO, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a zip whose list of contents has passed every check; raises BadInput.

    Refused: not whole, too many files, unsafe or repeated names, a password, an odd packing method, too much once
    unpacked, or packed tighter than real files are.
    """
    _check_end(name, file, limits)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise BadInput(f"{name} is not a whole zip file. Copy it again.") from None
    with archive:
        _check_entries(name, archive.infolist(), limits)
        yield archive


def unpack(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return one file of a checked zip. A header that lied about the size is found as soon as it is passed."""
    held = io.BytesIO()
    try:
        with archive.open(entry) as packed:
            while chunk := packed.read(_CHUNK):
                held.write(chunk)
                if held.tell() > entry.file_size:
                    raise BadInput(f"{name} holds more than it says it does, so nothing was taken in.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, struct.error):
        raise BadInput(f"{name} is damaged or only part of it is there. Copy it again.") from None
    if held.tell() != entry.file_size:
        raise BadInput(f"{name} is damaged or only part of it is there. Copy it again.")
    return held.getvalue()


def _check_end(name: str, file: BinaryIO, limits: Limits) -> None:
    """Look at the end record alone: opening a zip reads the whole list of contents into memory."""
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - _END_SIZE - _LONGEST_COMMENT - _ZIP64_LOCATOR_SIZE)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise BadInput(f"{name} is not a whole zip file. Copy it again.")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    many = tail[max(0, at - _ZIP64_LOCATOR_SIZE) : at].startswith(_ZIP64_LOCATOR)
    if many or entries > limits.files or directory > limits.directory:
        raise BadInput(f"{name} holds too many files to take in. The most is {limits.files:,}.")
    file.seek(0)


def _check_entries(name: str, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.files:
        raise BadInput(f"{name} holds too many files to take in. The most is {limits.files:,}.")
    if len({entry.filename for entry in entries}) < len(entries):
        raise BadInput(f"{name} holds two files of one name, so nothing was taken in.")
    for entry in entries:
        if not _is_safe(entry.filename):
            raise BadInput(f"{name} holds a file whose name points outside it, so nothing was taken in.")
        if entry.flag_bits & _ENCRYPTED:
            raise BadInput(f"{name} has a password on it. Take the password off first.")
        if entry.compress_type not in _METHODS:
            raise BadInput(f"{name} is packed in a way that cannot be opened here. Make an ordinary zip.")
        tight = entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(1, entry.compress_size)
        if tight or entry.file_size > limits.per_file:
            raise BadInput(f"{name} holds a file that is too big once unpacked, so nothing was taken in.")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise BadInput(f"{name} is too big once unpacked, so nothing was taken in.")


def _is_safe(filename: str) -> bool:
    path = PurePosixPath(filename)
    return not (path.is_absolute() or ".." in path.parts or "\\" in filename or ":" in filename or not filename)

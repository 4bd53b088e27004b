"""A file, folder or zip that somebody carried to the laptop, opened safely and told by what is in it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from linkworker.base.errors import BadInput, NotFound
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.zips import open_zip, unpack

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOK = 4096
_MACROS = "vbaproject.bin"
_TYPES = "[Content_Types].xml"
_MACRO_TYPE = b"macroEnabled"


class Content(StrEnum):
    """What a file is, by its content and never by its name."""

    JSON = "json"
    TABLE = "table"  # text that is not JSON: read as CSV
    WORKBOOK = "workbook"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a source: the name it had there, what it is, and its bytes."""

    name: str
    content: Content
    data: bytes


def members(path: Path, limits: Limits = LIMITS) -> Iterator[Member]:
    """Yield the files of a file, folder or zip in order of name, one in memory at a time.

    Raises NotFound if nothing is there; BadInput if it cannot be opened safely, is empty, or is a workbook with macros.
    """
    if path.is_dir():
        yield from _folder(path, limits)
    elif path.is_file():
        yield from _file(path, limits)
    else:
        raise NotFound(f"There is no file or folder called {path.name}.")


def _folder(path: Path, limits: Limits) -> Iterator[Member]:
    found = _files_below(path, limits)
    sizes = [_size(file) for file in found]
    if any(size > limits.per_file for size in sizes) or sum(sizes) > limits.unpacked:
        raise BadInput(f"{path.name} holds more than can be taken in at once, so nothing was taken in.")
    if not found:
        raise BadInput(f"{path.name} is an empty folder.")
    for file in found:
        yield _member(file.relative_to(path).as_posix(), _read(file), limits)


def _files_below(path: Path, limits: Limits) -> list[Path]:
    """Return the files of a folder and its folders; links are not followed, so that nothing outside is read."""
    found: list[Path] = []
    waiting = [(path, 0)]
    while waiting:
        folder, depth = waiting.pop()
        for item in sorted(folder.iterdir()):
            if item.is_symlink() or item.name.startswith((".", "~$", "__MACOSX")):
                continue
            if item.is_dir() and depth < limits.depth:
                waiting.append((item, depth + 1))
            elif item.is_file():
                found.append(item)
            if len(found) > limits.files:
                raise BadInput(f"{path.name} holds too many files to take in. The most is {limits.files:,}.")
    return sorted(found)


def _file(path: Path, limits: Limits) -> Iterator[Member]:
    size = _size(path)
    if size == 0:
        raise BadInput(f"{path.name} is empty.")
    try:
        with path.open("rb") as file:
            head = file.read(_LOOK)
            if head.startswith(_ZIP):
                if size > limits.packed:
                    raise BadInput(f"{path.name} is too big to take in.")
                yield from _zip(path.name, file, limits)
                return
    except OSError:
        raise BadInput(f"{path.name} could not be read.") from None
    if size > limits.per_file:
        raise BadInput(f"{path.name} is too big to take in. The most is {limits.per_file // 1024**2} MB for one file.")
    yield _member(path.name, _read(path), limits)


def _zip(name: str, file: BinaryIO, limits: Limits) -> Iterator[Member]:
    """Yield a zip's files, or the zip itself where it is a workbook."""
    with open_zip(name, file, limits) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if _is_workbook(entries):
            _refuse_macros(name, archive, entries)
            file.seek(0)
            yield Member(name, Content.WORKBOOK, file.read())
            return
        if not entries:
            raise BadInput(f"{name} is an empty zip file.")
        for entry in sorted(entries, key=lambda entry: entry.filename):
            if not entry.filename.split("/")[-1].startswith(".") and not entry.filename.startswith("__MACOSX"):
                yield _member(entry.filename, unpack(name, archive, entry), limits)


def _member(name: str, data: bytes, limits: Limits) -> Member:
    """Return a file with what it is. A zip within a zip is never opened; a workbook is, under the same checks."""
    head = data[:_LOOK]
    if head.startswith(_ZIP):
        with open_zip(name, io.BytesIO(data), limits) as archive:
            entries = archive.infolist()
            if not _is_workbook(entries):
                return Member(name, Content.OTHER, b"")
            _refuse_macros(name, archive, entries)
            return Member(name, Content.WORKBOOK, data)
    if head.startswith(_OLD_OFFICE):
        raise BadInput(f"{name} is an old or locked office file. Save it as CSV or XLSX first.")
    return Member(name, _text_content(head), data)


def _text_content(head: bytes) -> Content:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _by_first_letter(head.decode("utf-16", errors="ignore"))
    if b"\x00" in head:
        return Content.OTHER
    return _by_first_letter(head.decode("utf-8-sig", errors="ignore"))


def _by_first_letter(text: str) -> Content:
    first = text.lstrip()[:1]
    if first in ("{", "["):
        return Content.JSON
    # A page saved from a browser, a PDF or XML is text of a kind, and never a table.
    return Content.OTHER if first in ("", "<") or text.startswith("%PDF") else Content.TABLE


def _is_workbook(entries: list[zipfile.ZipInfo]) -> bool:
    names = {entry.filename for entry in entries}
    return _TYPES in names and any(name.startswith("xl/") for name in names)


def _refuse_macros(name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    hidden = any(entry.filename.casefold().endswith(_MACROS) for entry in entries)
    if hidden or _MACRO_TYPE in unpack(name, archive, archive.getinfo(_TYPES)):
        raise BadInput(f"{name} is a workbook with macros in it. Save it as XLSX or CSV first.")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        raise BadInput(f"{path.name} could not be read.") from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BadInput(f"{path.name} could not be read.") from None

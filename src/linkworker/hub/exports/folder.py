"""A folder of exported files that is there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from linkworker.base.errors import BadInput, LinkworkerError, Refused
from linkworker.vault.whole_file import force_folder

MANIFEST = "manifest.json"
"""Stands in every export: what it is, when it was made, and each file with its size and SHA-256."""
_BESIDE = ".linkworker-export-"


class FolderInUse(Refused):
    """{} has files in it. Choose an empty folder, or add --replace to put the export in its place."""


class NotOurs(Refused):
    """{} holds files that are no export of ours, so they stay. Choose another folder."""


class NotWritten(LinkworkerError):
    """The export could not be written: {}. Nothing was left behind."""


@contextmanager
def whole_folder(folder: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a folder to write into that takes the place of `folder` when the block ends well, and else goes.

    Raises FolderInUse where files stand there already and `replace` is not asked for, NotOurs where `replace` would
    take away anything but an earlier export, NotWritten where the disk fails.
    """
    target = folder.expanduser().absolute()
    _check(target, replace=replace)
    beside = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=target.parent))
        yield beside
        _take_place(beside, target)
    except OSError as error:
        raise NotWritten(error.strerror or type(error).__name__) from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def written(path: Path, *, newline: str = "\n", encoding: str = "utf-8") -> Iterator[TextIO]:
    """Give a text file to write that is forced to the disk when the block ends."""
    with path.open("w", encoding=encoding, newline=newline) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _check(target: Path, *, replace: bool) -> None:
    if target.exists() and not target.is_dir():
        raise BadInput(f"{target} is a file. Name a folder.")
    if target.is_dir() and any(target.iterdir()):
        if not replace:
            raise FolderInUse(target)
        if not (target / MANIFEST).is_file():
            raise NotOurs(target)


def _take_place(beside: Path, target: Path) -> None:
    """Put the written folder where the other stood; what stood there goes only once the new one is in its place."""
    old = None
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=target.parent)) / "before"
        target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        if old is not None:
            old.rename(target)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old.parent, ignore_errors=True)
    force_folder(target.parent)

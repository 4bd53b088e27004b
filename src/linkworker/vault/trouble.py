"""What the disk or the database can do to us, each said as one plain sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from linkworker.base.errors import LinkworkerError
from linkworker.vault.engine import DAMAGE, StoreDamaged


class FullDisk(LinkworkerError):
    """The disk is full, so this was not saved. What was saved before is whole. Make room, then do it again."""

    exit_code = 10


class ReadOnly(LinkworkerError):
    """The store cannot be written to: its folder or disk is read-only. Nothing was changed. Tell your IT team."""

    exit_code = 11


class DiskTrouble(LinkworkerError):
    """The disk gave an error, so this was not saved. What was saved before is kept. Close, then open again."""

    exit_code = 12


class NoAccess(LinkworkerError):
    """Your account may not look into the folder of the store. Nothing was changed. Tell your IT team."""

    exit_code = 11


def check_access(file: Path) -> None:
    """Raise NoAccess where the system does not even say whether a file is there: asking it would raise otherwise."""
    try:
        file.stat()
    except PermissionError as error:
        raise NoAccess from error
    except OSError:
        return  # whoever opens it says what is the matter


# Words of SQLite's own messages, which are stable and carry nothing of the record.
_SAID: tuple[tuple[str, type[LinkworkerError]], ...] = (
    ("disk is full", FullDisk),
    ("readonly", ReadOnly),
    ("unable to open", ReadOnly),
    *((words, StoreDamaged) for words in DAMAGE),
    ("disk i/o", DiskTrouble),
    ("locked", DiskTrouble),
)
_FILES: dict[int, type[LinkworkerError]] = {
    errno.ENOSPC: FullDisk,
    errno.EDQUOT: FullDisk,
    errno.EROFS: ReadOnly,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.ENOTDIR: ReadOnly,  # a file stands where a folder should be
    errno.EEXIST: ReadOnly,  # as above, at the end of the path
    errno.EIO: DiskTrouble,
    errno.EFBIG: DiskTrouble,
}


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn a failure of the database into the sentence for it; others pass as they are."""
    from sqlcipher3.dbapi2 import Error  # noqa: PLC0415 - a compiled module, loaded only when a store is opened

    try:
        yield
    except (DBAPIError, Error) as error:
        message = str(error.orig if isinstance(error, DBAPIError) else error).lower()
        for words, sentence in _SAID:
            if words in message:
                raise sentence from error
        raise


@contextmanager
def files_said_plainly() -> Iterator[None]:
    """Turn a failure to write the store's own files into the sentence for it.

    Only around our own files: a unit of work may fail over somebody else's, of which these sentences would be untrue.
    """
    try:
        yield
    except OSError as error:
        sentence = _FILES.get(error.errno or 0)
        if sentence is None:
            raise
        raise sentence from error

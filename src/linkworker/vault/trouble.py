"""What the disk or the database can do to us, each said as one plain sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from linkworker.base.errors import LinkworkerError
from linkworker.vault.engine import StoreDamaged


class FullDisk(LinkworkerError):
    """The disk is full, so this was not saved. What was saved before is whole. Make room, then do it again."""

    exit_code = 10


class ReadOnly(LinkworkerError):
    """The store cannot be written to: its folder or disk is read-only. Nothing was changed. Tell your IT team."""

    exit_code = 11


class DiskTrouble(LinkworkerError):
    """The disk gave an error, so this was not saved. What was saved before is kept. Close, then open again."""

    exit_code = 12


# Words of SQLite's own messages, which are stable and carry nothing of the record.
_SAID = (
    ("disk is full", FullDisk),
    ("readonly", ReadOnly),
    ("read-only", ReadOnly),
    ("unable to open", ReadOnly),
    ("malformed", StoreDamaged),
    ("not a database", StoreDamaged),
    ("disk i/o", DiskTrouble),
    ("locked", DiskTrouble),
)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn a failure of disk or database into the sentence for it; others pass as they are."""
    try:
        yield
    except DBAPIError as error:
        message = str(error.orig).lower()
        for words, sentence in _SAID:
            if words in message:
                raise sentence from error
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise FullDisk from error
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise ReadOnly from error
        raise

"""Opening the outer layers of a sealed file as a stream: age, gzip and tar, each held to its one form."""

from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import pyrage
from pyrage import x25519

from linkworker.sync.caps import Caps, within
from linkworker.sync.contents import Contents
from linkworker.sync.problems import CutShort, Damaged, NotABundle, SealedToAnother, Unreadable
from linkworker.sync.unpack import Gunzip, Untar

AGE_FIRST_LINE = b"age-encryption.org/v1\n"
AGE_LAST_LINE = b"\n--- "
AGE_LEAST_AFTER = 43 + 1 + 16 + 16  # the header's MAC, a line end, the nonce, and the tag of an empty chunk


def read_sealed(path: Path, age_identity: str, contents: Contents[Any]) -> None:
    """Decrypt a bundle or receipt and pass it through `contents`. Raises the errors of `problems`."""
    try:
        with path.open("rb") as file:
            _check_frame(file, contents.caps)
            _decrypt(file, age_identity, contents)
    except OSError as error:
        raise Unreadable(path.name) from error


class _Ended:
    """A reader that remembers whether the end of the file was met, and the failure that stopped it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.met = False
        self.failure: OSError | None = None

    def read(self, most: int) -> bytes:
        """Return up to `most` bytes, none at the end."""
        try:
            piece = self._file.read(most)
        except OSError as error:
            self.failure = error
            raise
        self.met = len(piece) < most
        return piece


def _decrypt(file: BinaryIO, age_identity: str, contents: Contents[Any]) -> None:
    unpacker = Gunzip(Untar(contents))
    reader = _Ended(file)
    try:
        pyrage.decrypt_io(reader, unpacker, [x25519.Identity.from_str(age_identity)])
    except (pyrage.DecryptError, OSError) as error:
        _tell(error, reader)
    unpacker.finish()


def _tell(error: Exception, reader: _Ended) -> NoReturn:
    """Raise the one of our errors that says what `pyrage` met."""
    if reader.failure:
        raise reader.failure
    if isinstance(error, pyrage.DecryptError):
        if "No matching keys" in str(error):
            raise SealedToAnother from error
        raise Damaged("its beginning does not hold") from error
    # A chunk that does not decrypt comes as an OSError.
    if reader.met:
        raise CutShort from error
    raise Damaged("its sealed content does not hold") from error


def _check_frame(file: BinaryIO, caps: Caps) -> None:
    """Check the size of the file and the frame of its age header before any key is used."""
    size = file.seek(0, 2)
    within("the sealed file", size, caps.sealed)
    file.seek(0)
    head = file.read(caps.age_header)
    file.seek(0)
    if not head.startswith(AGE_FIRST_LINE[: len(head)]):
        raise NotABundle
    last = head.find(AGE_LAST_LINE)
    if last < 0:
        raise CutShort if len(head) == size else NotABundle
    if size < last + len(AGE_LAST_LINE) + AGE_LEAST_AFTER:
        raise CutShort

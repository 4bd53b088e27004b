"""Reading the tar.gz of a bundle as it streams by, in bounded memory, refusing whatever the format does not have."""

from collections.abc import Generator
from typing import Protocol

from isal import isal_zlib

from linkworker.sync.problems import CutShort, Damaged, WrongLayout
from linkworker.sync.tarball import BLOCK, END_OF_TAR, GZIP_HEAD, ORDER, padding, tar_header

PIECE = 1 << 20
"""The most that is unpacked at once, in bytes."""
_GATHERED = 1 << 18  # what comes in small pieces is unpacked in large ones: each turn between two threads costs
SIZE_FIELD = slice(124, 136)


class Receiver(Protocol):
    """Takes the members of a bundle in their order."""

    def begin(self, name: str, size: int) -> None:
        """Take note that a member of `size` bytes begins. Raises to refuse it before any of it is unpacked."""

    def data(self, piece: bytes) -> None:
        """Take some bytes of the member."""

    def end(self) -> None:
        """Take note that the member is whole."""


class Untar:
    """Takes a tar in pieces and passes its members on. Every header must be, byte for byte, the one we would write."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._held = bytearray()  # the beginning of what must be whole before it is looked at
        self._script = self._members()
        self._want, self._whole = next(self._script)

    def feed(self, piece: bytes) -> None:
        """Take the next bytes of the tar. Raises WrongLayout or whatever the receiver raises."""
        at = 0
        while at < len(piece):
            if not self._want:
                raise WrongLayout("something follows its end")
            taken = piece[at : at + self._want - len(self._held)]
            at += len(taken)
            if not self._whole:
                self._step(taken)
                continue
            self._held += taken
            if len(self._held) == self._want:
                frame = bytes(self._held)
                self._held.clear()
                self._step(frame)

    def finish(self) -> None:
        """Raise CutShort unless the tar has come to its end."""
        if self._want:
            raise CutShort

    def _step(self, data: bytes) -> None:
        try:
            self._want, self._whole = self._script.send(data)
        except StopIteration:
            self._want = 0

    def _members(self) -> Generator[tuple[int, bool], bytes, None]:
        """Say, step by step, how many bytes come next and whether they are wanted whole; take them, and check them."""
        for name in ORDER:
            size = _size_in((yield BLOCK, True), name)
            self._receiver.begin(name, size)
            left = size
            while left:
                piece = yield left, False
                self._receiver.data(piece)
                left -= len(piece)
            self._receiver.end()
            yield from _zeros(padding(size))
        yield from _zeros(END_OF_TAR)


def _size_in(header: bytes, name: str) -> int:
    """Return the size of the member in a tar header. Raises WrongLayout unless it is our header for this name."""
    try:
        size = int(header[SIZE_FIELD].rstrip(b"\x00"), 8)
    except ValueError:
        size = 0
    if size < 0 or header != tar_header(name, size):
        raise WrongLayout(f"{name} is not where it should be")
    return size


def _zeros(expected: bytes) -> Generator[tuple[int, bool], bytes, None]:
    if expected and (yield len(expected), True) != expected:
        raise WrongLayout("something stands where nothing should")


class Gunzip:
    """Takes a gzip in pieces, as `pyrage` writes them, and feeds an Untar at most 1 MiB at a time."""

    def __init__(self, tar: Untar) -> None:
        self._tar = tar
        self._inflate = isal_zlib.decompressobj(16 + isal_zlib.MAX_WBITS)
        self._has_begun = False
        self._gathered = bytearray()

    def write(self, piece: bytes) -> int:
        """Take the next bytes. Raises WrongLayout, Damaged, or what the receiver raises; `pyrage` passes those on."""
        self._gathered += piece
        if len(self._gathered) >= _GATHERED:
            self._unpack()
        return len(piece)

    def _unpack(self) -> None:
        """Unpack what was gathered."""
        piece = bytes(self._gathered)
        self._gathered.clear()
        if not self._has_begun and not GZIP_HEAD.startswith(piece[: len(GZIP_HEAD)]):
            raise WrongLayout("it is not packed as gzip in our way")
        self._has_begun = True
        if self._inflate.eof:
            raise WrongLayout("something follows its end")
        rest = piece
        while True:
            try:
                out = self._inflate.decompress(rest, PIECE)
            except isal_zlib.error as error:  # type: ignore[misc]  # its stub says an instance
                raise Damaged("its packing does not hold") from error
            self._tar.feed(out)
            rest = self._inflate.unconsumed_tail
            if not rest and len(out) < PIECE:
                break
        if self._inflate.unused_data:
            raise WrongLayout("something follows its end")

    def flush(self) -> None:
        """Do nothing: what is gathered is unpacked when more comes, or at the end."""

    def finish(self) -> None:
        """Unpack the rest. Raises what `write` raises, and CutShort unless both gzip and tar have come to their end."""
        if self._gathered:
            self._unpack()
        if not self._inflate.eof:
            raise CutShort
        self._tar.finish()

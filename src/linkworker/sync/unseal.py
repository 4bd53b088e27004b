"""Opening a bundle in two readings: one that checks everything and throws it away, one that gives the lines out.

age tells whether bytes are whole, not whose they are; and a stream has given out nearly all of its content when its
last piece proves bad. So nothing may be applied before the first reading has gone through to its end.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

import pyrage
from pyrage import x25519

from linkworker.sync.caps import Caps, shipped_caps, within
from linkworker.sync.contents import Contents
from linkworker.sync.device import DevicePublic, short_id
from linkworker.sync.identity import HubIdentity, key_id
from linkworker.sync.manifest import Manifest, read_manifest
from linkworker.sync.problems import (
    ChangedSince,
    CutShort,
    Damaged,
    NotABundle,
    SealedToAnother,
    UnknownDevice,
    Unreadable,
    WrongSignature,
)
from linkworker.sync.sshsig import check, read_signature
from linkworker.sync.stream import Take, pulled
from linkworker.sync.unpack import Gunzip, Untar
from linkworker.sync.words import hash_words

AGE_FIRST_LINE = b"age-encryption.org/v1\n"
AGE_LAST_LINE = b"\n--- "
AGE_LEAST_AFTER = 43 + 1 + 16 + 16  # the header's MAC, a line end, the nonce, and the tag of an empty chunk


@dataclass(frozen=True, slots=True)
class Verified:
    """A bundle that was read to its end and holds: its manifest, its hash in hex, and the laptop that signed it."""

    manifest: Manifest
    hash: str
    device: DevicePublic

    @property
    def words(self) -> str:
        """Return the six words of the hash, to compare with those the laptop showed."""
        return hash_words(bytes.fromhex(self.hash))


def verify(path: Path, identity: HubIdentity, allowed: Iterable[DevicePublic], caps: Caps | None = None) -> Verified:
    """Read a bundle to its end, check all of it, keep nothing but its manifest.

    Checked are: sizes before the work, that it is sealed to this hub, signed by one of the `allowed` laptops and by the
    one it names, the order and names of the members, their sizes and SHA-256, and that nothing follows. The chain of
    the entries is `check_lines`'s. Raises the errors of `problems`, each one sentence.
    """
    known = {device.public: device for device in allowed}
    signer: list[DevicePublic] = []

    def accept(raw: bytes, armoured: bytes) -> Manifest:
        signer.append(_signer(raw, armoured, known))
        manifest = read_manifest(raw)
        if manifest.facts.device != signer[0].device:
            raise WrongSignature("it names another laptop than the one that signed it")
        if key_id(identity.recipient) not in manifest.recipients:
            raise SealedToAnother
        return manifest

    contents = Contents(accept, _ignore, caps or shipped_caps())
    _read(path, identity, contents)
    return Verified(contents.manifest, contents.manifest.hash, signer[0])


def entries(path: Path, identity: HubIdentity, verified: Verified, caps: Caps | None = None) -> Iterator[bytes]:
    """Yield the lines of a verified bundle's entries.jsonl, without their line ends.

    Everything is checked again on the way, since the file may have been exchanged meanwhile: apply the lines in one
    transaction, and take it back when this raises (at the latest after the last line). Raises ChangedSince or the
    errors of `verify`.
    """

    def accept(raw: bytes, _armoured: bytes) -> Manifest:
        if hashlib.sha256(raw).hexdigest() != verified.hash:
            raise ChangedSince
        return verified.manifest

    def hand_out(take: Take) -> None:
        _read(path, identity, Contents(accept, take, caps or shipped_caps()))

    return pulled(hand_out)


def _ignore(_lines: list[bytes]) -> None:
    """Throw lines away: the first reading applies nothing."""


def _signer(raw: bytes, armoured: bytes, known: dict[bytes, DevicePublic]) -> DevicePublic:
    signature = read_signature(armoured)
    if signature.public not in known:
        raise UnknownDevice(short_id(signature.public))
    check(raw, signature)
    return known[signature.public]


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


def _read(path: Path, identity: HubIdentity, contents: Contents) -> None:
    """Decrypt a bundle and pass it through `contents`. Raises the errors of `problems`."""
    try:
        with path.open("rb") as file:
            _check_frame(file, contents.caps)
            _decrypt(file, identity, contents)
    except OSError as error:
        raise Unreadable(path.name) from error


def _decrypt(file: BinaryIO, identity: HubIdentity, contents: Contents) -> None:
    unpacker = Gunzip(Untar(contents))
    reader = _Ended(file)
    try:
        pyrage.decrypt_io(reader, unpacker, [x25519.Identity.from_str(identity.age_identity)])
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

"""Opening a bundle in two readings: one that checks everything and throws it away, one that gives the lines out.

age tells whether bytes are whole, not whose they are; and a stream has given out nearly all of its content when its
last piece proves bad. So nothing may be applied before the first reading has gone through to its end.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from linkworker.sync.caps import Caps, shipped_caps
from linkworker.sync.contents import Contents
from linkworker.sync.device import DevicePublic, short_id
from linkworker.sync.entry_line import Line
from linkworker.sync.identity import HubIdentity, key_id
from linkworker.sync.lines import Proof
from linkworker.sync.manifest import Manifest, read_manifest
from linkworker.sync.opening import read_sealed
from linkworker.sync.problems import ChangedSince, SealedToAnother, UnknownDevice, WrongSignature
from linkworker.sync.sshsig import check, read_signature
from linkworker.sync.stream import Take, pulled
from linkworker.sync.words import hash_words


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
    read_sealed(path, identity.age_identity, contents)
    return Verified(contents.manifest, contents.manifest.hash, signer[0])


def entries(path: Path, identity: HubIdentity, verified: Verified, caps: Caps | None = None) -> Iterator[bytes]:
    """Yield the lines of a verified bundle's entries.jsonl, without their line ends.

    Everything is checked again on the way, since the file may have been exchanged meanwhile: apply the lines in one
    transaction, and take it back when this raises (at the latest after the last line). Raises ChangedSince or the
    errors of `verify`.
    """
    return pulled(lambda take: _read_again(path, identity, verified, take, caps))


def proved_lines(path: Path, identity: HubIdentity, verified: Verified) -> Iterator[Line]:
    """Yield what the entries of a verified bundle say, each line proved, a few thousand lines ahead.

    They are read and proved in one thread of their own while whoever asked waits for a database. Raises what `entries`
    raises, and a `Proof`.
    """
    proof = Proof(verified.manifest.facts)

    def hand_out(take: Callable[[list[Line]], None]) -> None:
        _read_again(path, identity, verified, lambda lines: take([proof.check(line) for line in lines]))
        proof.finish()

    return pulled(hand_out)


def _read_again(path: Path, identity: HubIdentity, verified: Verified, take: Take, caps: Caps | None = None) -> None:
    def accept(raw: bytes, _armoured: bytes) -> Manifest:
        if hashlib.sha256(raw).hexdigest() != verified.hash:
            raise ChangedSince
        return verified.manifest

    read_sealed(path, identity.age_identity, Contents(accept, take, caps or shipped_caps()))


def _ignore(_lines: list[bytes]) -> None:
    """Throw lines away: the first reading applies nothing."""


def _signer(raw: bytes, armoured: bytes, known: dict[bytes, DevicePublic]) -> DevicePublic:
    signature = read_signature(armoured)
    if signature.public not in known:
        raise UnknownDevice(short_id(signature.public))
    check(raw, signature)
    return known[signature.public]

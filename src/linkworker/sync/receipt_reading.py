"""Opening a receipt in two readings, as a bundle: one checks everything and keeps nothing, one gives the lines out."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from linkworker.journal.incoming import Incoming, Late
from linkworker.sync.caps import Caps, shipped_caps
from linkworker.sync.contents import Contents
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import HubInvitation, key_id
from linkworker.sync.lines import CommitsOf
from linkworker.sync.opening import read_sealed
from linkworker.sync.problems import RECEIPT, AnotherHub, AnotherLaptop, ChangedSince, SealedToAnother, speaking_of
from linkworker.sync.receipt import Manifest, ReceiptFacts, read_receipt_manifest
from linkworker.sync.receipt_lines import DirectoryRow, read_receipt_lines
from linkworker.sync.sshsig import check, read_signature
from linkworker.sync.stream import Take, pulled
from linkworker.sync.words import hash_words


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """A receipt that was read to its end and holds: its manifest, and its hash in hex."""

    manifest: Manifest
    hash: str

    @property
    def facts(self) -> ReceiptFacts:
        """Return what the centre says."""
        return self.manifest.facts

    @property
    def words(self) -> str:
        """Return the six words of the hash."""
        return hash_words(bytes.fromhex(self.hash))


def verify_receipt(path: Path, device: DeviceIdentity, hub: HubInvitation, caps: Caps | None = None) -> VerifiedReceipt:
    """Read a receipt to its end, check all of it, keep nothing but its manifest.

    Checked are: sizes before the work, that it is sealed to this device and names it, that it is signed by the hub that
    is trusted and names it, the order and names of the members, their sizes and SHA-256, and that nothing follows.
    Whether it is a new one `order.place_of_receipt` says. Raises the errors of `problems`, each one sentence.
    """

    def accept(raw: bytes, armoured: bytes) -> Manifest:
        namespace = ReceiptFacts.FORMAT.namespace
        signature = read_signature(armoured, namespace)
        if signature.public != hub.public:
            raise AnotherHub
        check(raw, signature, namespace)
        manifest = read_receipt_manifest(raw)
        if manifest.facts.hub != hub.hub:
            raise AnotherHub
        if manifest.facts.device != device.device:
            raise AnotherLaptop
        if key_id(device.recipient) not in manifest.recipients:
            raise SealedToAnother
        return manifest

    contents = Contents(accept, _ignore, (caps or shipped_caps()).of_receipts())
    with speaking_of(RECEIPT):
        read_sealed(path, device.age_identity, contents)
    return VerifiedReceipt(contents.manifest, contents.manifest.hash)


def receipt_lines(
    path: Path,
    device: DeviceIdentity,
    verified: VerifiedReceipt,
    *,
    commits_of: CommitsOf | None = None,
    caps: Caps | None = None,
) -> Iterator[Incoming | Late | DirectoryRow]:
    """Yield what a verified receipt brings, line by line, each after it was checked.

    The file is checked again on the way, since it may have been exchanged meanwhile: take the lines in in one
    transaction, and undo it when this raises (at the latest after the last line). Checked of each line: its form, and
    that values fit the commitments of their entry; of late values only where `commits_of` knows the entry or it came
    earlier in this receipt. Raises ChangedSince, ChainBroken (which names the line), WrongFacts when there are other
    lines than the manifest says, and the errors of `verify_receipt`.
    """
    with speaking_of(RECEIPT):
        yield from read_receipt_lines(_raw_lines(path, device, verified, caps), verified.facts.counts, commits_of)


def _raw_lines(path: Path, device: DeviceIdentity, verified: VerifiedReceipt, caps: Caps | None) -> Iterable[bytes]:
    def accept(raw: bytes, _armoured: bytes) -> Manifest:
        if hashlib.sha256(raw).hexdigest() != verified.hash:
            raise ChangedSince
        return verified.manifest

    def hand_out(take: Take) -> None:
        read_sealed(path, device.age_identity, Contents(accept, take, (caps or shipped_caps()).of_receipts()))

    return pulled(hand_out)


def _ignore(_lines: list[bytes]) -> None:
    """Throw lines away: the first reading applies nothing."""

"""Bundles and receipts mutated at every layer, sealed again where need be: refused, or the same inside."""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from faults.counts import Counts
from faults.laptop import DANA, Laptop, make_laptop
from faults.mutating import Members, mutated, other_members
from faults.plain import is_plain
from linkworker.base.errors import LinkworkerError
from linkworker.base.setting_values import Sharing
from linkworker.journal.incoming import Incoming, Late
from linkworker.sync import tarball
from linkworker.sync.canonical import canonical
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.entry_line import EntryLine
from linkworker.sync.export import export
from linkworker.sync.lines import check_against
from linkworker.sync.openssh import NAMESPACE
from linkworker.sync.own_identities import device
from linkworker.sync.receipt import Counts as Lines
from linkworker.sync.receipt import PersonHeld, PersonState, ReceiptFacts, Status
from linkworker.sync.receipt_lines import DirectoryRow, directory_line, entry_line, late_line
from linkworker.sync.receipt_reading import receipt_lines, verify_receipt
from linkworker.sync.receipt_sealing import write_receipt
from linkworker.sync.sshsig import sign
from linkworker.sync.unseal import entries, verify

SEED = 2026
_FULL, _QUICK = 10_000, 150
ACCEPTED, CRASHED = "accepted though it differs", "a crash"
TOLD, NOT_PLAIN = "a secret or a person in what was said", "said otherwise than in a plain sentence"
LAYERS = ("age", "gzip", "tar", "members", "manifest", "signature", "entries", "signed manifest", "signed entries")
"""The last two are signed again, as only an enrolled laptop that was taken over, or the hub, could."""


@dataclass(frozen=True)
class Subject:
    """A kind of sealed file: its bytes, who opens and who signs it, and how all of it is read."""

    name: str
    whole: bytes
    age_identity: str
    signing_key: Ed25519PrivateKey
    namespace: str
    read: Callable[[Path], tuple[str, list[object]]]
    strange: Members

    def members(self) -> Members:
        """Return the members inside."""
        return members_of(self.whole, self.age_identity)

    def sealed(self, packed: bytes) -> bytes:
        """Seal a tar.gz to who opens it."""
        return pyrage.encrypt(packed, [x25519.Identity.from_str(self.age_identity).to_public()])

    def packed(self, members: Members) -> bytes:
        """Seal members."""
        parts = tarball.gzip(tarball.tar((name, len(held), [held]) for name, held in members))
        return self.sealed(b"".join(parts))

    def signed(self, members: Members) -> bytes:
        """Seal members after manifest and signature were made to fit them."""
        held = dict(members)
        try:
            manifest = json.loads(held[tarball.MANIFEST])
            for member in manifest["members"]:
                raw = held[member["name"]]
                member.update(size=len(raw), sha256=hashlib.sha256(raw).hexdigest())
            held[tarball.MANIFEST] = canonical(manifest)
        except (ValueError, KeyError, TypeError, AttributeError, LinkworkerError):
            pass  # signed as it is: that too must be read without a crash
        held[tarball.SIGNATURE] = sign(held[tarball.MANIFEST], self.signing_key, self.namespace)
        return self.packed(list(held.items()))


def run(full: bool, folder: Path) -> Counts:
    """Mutate bundles and receipts, 10,000 times each (150 in the quick form)."""
    counts = Counts("bundles and receipts, mutated at every layer")
    counts.never(ACCEPTED, CRASHED, TOLD, NOT_PLAIN)
    laptop = make_laptop(folder, notes=2)
    for subject, secrets in _subjects(laptop):
        path = folder / f"{subject.name}.age"
        path.write_bytes(subject.whole)
        right = subject.read(path)
        dice = Random(f"{SEED} {subject.name}")  # noqa: S311 - chance for a test, the same in every run
        for turn in range(_FULL if full else _QUICK):
            layer = LAYERS[turn % len(LAYERS)]
            path.write_bytes(_at(layer, subject, dice))
            counts.saw(subject.name)
            _look(counts, subject, path, right, secrets, f"{subject.name} seed {SEED} turn {turn}, {layer}")
    return counts


def _look(
    counts: Counts, subject: Subject, path: Path, right: tuple[str, list[object]], secrets: list[str], how: str
) -> None:
    try:
        found = subject.read(path)
    except LinkworkerError as error:
        counts.saw("refused")
        said = f"{error} {error.args}"
        if any(secret in said for secret in secrets):
            counts.went_wrong(TOLD, how)
        if not is_plain(str(error)):
            counts.went_wrong(NOT_PLAIN, f"{how}: {error}")
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        counts.went_wrong(CRASHED, f"{how}: {type(error).__name__}: {error}")
    else:
        if found == right:
            counts.saw("taken, the same inside")
        elif "signed" in how:
            counts.saw("taken, as its signer says now")
        else:
            counts.went_wrong(ACCEPTED, how)


def _at(layer: str, subject: Subject, dice: Random) -> bytes:
    """Return the file with one layer mutated."""
    members = subject.members()
    parts = {"manifest": 0, "signature": 1, "entries": 2}
    if layer == "age":
        return mutated(subject.whole, dice)
    if layer == "gzip":
        return subject.sealed(mutated(_opened(subject.whole, subject.age_identity), dice))
    if layer == "tar":
        whole = gzip.decompress(_opened(subject.whole, subject.age_identity))
        return subject.sealed(b"".join(tarball.gzip([mutated(whole, dice)])))
    if layer == "members":
        return subject.packed(other_members(members, subject.strange, dice))
    at = parts[layer.removeprefix("signed ")]
    members[at] = (members[at][0], mutated(members[at][1], dice))
    return subject.signed(members) if layer.startswith("signed") else subject.packed(members)


def _opened(whole: bytes, age_identity: str) -> bytes:
    return pyrage.decrypt(whole, [x25519.Identity.from_str(age_identity)])


def members_of(whole: bytes, age_identity: str) -> Members:
    """Return the members of a sealed file."""
    with tarfile.open(fileobj=io.BytesIO(_opened(whole, age_identity)), mode="r:gz") as tar:
        return [(info.name, tar.extractfile(info).read()) for info in tar]


# What is mutated --------------------------------------------------------------------------------------------------


def _subjects(laptop: Laptop) -> Iterator[tuple[Subject, list[str]]]:
    opened = laptop.opened()
    with opened.store as store:
        one = export(store, opened.worker_id, laptop.stick, Sharing.WITH_CONSENT).last
        two = export(store, opened.worker_id, laptop.stick, Sharing.UNLESS_WITHHELD).last
        own = device(store)
    other = DeviceIdentity.make(own.device, own.store)
    secrets = [DANA, "Note 1", "Jo Brand", own.age_identity, laptop.hub.age_identity, other.age_identity]
    secrets += [key.private_bytes_raw().hex() for key in (own.signing_key, laptop.hub.signing_key)]

    def read_bundle(path: Path) -> tuple[str, list[object]]:
        verified = verify(path, laptop.hub, [own.public])
        return verified.hash, list(check_against(verified.manifest.facts, entries(path, laptop.hub, verified)))

    for name, sealed, stranger in (("bundle", one, two), ("bundle with late values", two, one)):
        strange = members_of(stranger.path.read_bytes(), laptop.hub.age_identity)
        raw = sealed.path.read_bytes()
        yield Subject(name, raw, laptop.hub.age_identity, own.signing_key, NAMESPACE, read_bundle, strange), secrets

    def read_receipt(path: Path) -> tuple[str, list[object]]:
        verified = verify_receipt(path, own, laptop.hub.invitation)
        return verified.hash, list(receipt_lines(path, own, verified))

    lines = _lines(read_bundle(one.path)[1], read_bundle(two.path)[1])
    facts = ReceiptFacts(
        schema=1, program="0.1.0", hub=laptop.hub.hub, device=own.device, number=1, previous=None,
        made_at="2026-08-07T09:30:00.000Z", status=Status.ENROLLED,
        people=(PersonHeld("0198a6a0-0000-7000-8000-0000000000aa", PersonState.HERE),), counts=_counts(lines),
    )  # fmt: skip
    out = laptop.stick / "first.age"
    write_receipt(facts, lambda: lines, laptop.hub, own.public, out)
    later = replace(facts, number=2, counts=Lines())
    write_receipt(later, list, laptop.hub, own.public, laptop.stick / "second.age")
    strange = members_of((laptop.stick / "second.age").read_bytes(), own.age_identity)
    namespace = ReceiptFacts.FORMAT.namespace
    yield (
        Subject(
            "receipt", out.read_bytes(), own.age_identity, laptop.hub.signing_key, namespace, read_receipt, strange
        ),
        secrets,
    )


def _lines(first: list[object], second: list[object]) -> list[bytes]:
    found = [entry_line(Incoming(line.text, line.hash, line.content)) for line in first if isinstance(line, EntryLine)]
    found += [late_line(Late(line.entry, line.content)) for line in second if not isinstance(line, EntryLine)]
    row = DirectoryRow("directory", "activity", "0198a6a0-0000-7000-8000-0000000000f7", {"name": "Garden", "cost": 250})
    return [*found, directory_line(row)]


def _counts(lines: list[bytes]) -> Lines:
    starts = [sum(line.startswith(start) for line in lines) for start in (b'{"entry"', b'{"values"', b'{"feed"')]
    return Lines(*starts)

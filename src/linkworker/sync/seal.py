"""Making a bundle: lines of the journal, signed by the laptop, sealed to the hub, written to a stick."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Generic, NoReturn, TypeAlias

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import RecipientError, x25519

from linkworker.sync.caps import shipped_caps, within
from linkworker.sync.carrier import Hashing, carry
from linkworker.sync.container import F, Facts, Manifest, Member
from linkworker.sync.identity import key_id
from linkworker.sync.manifest import BundleFacts
from linkworker.sync.problems import RECEIPT, LinesChanged, WrongFacts
from linkworker.sync.sshsig import sign
from linkworker.sync.tarball import ENTRIES, MANIFEST, README, SIGNATURE, gzip, tar
from linkworker.sync.words import hash_words

CHUNK_BYTES = 1 << 18

Lines = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class SealedFile(Generic[F]):
    """A bundle or receipt that was written and read back.

    `hash` is its hash in hex, `words` its six words to compare at the other end, `size` the file's bytes and
    `file_sha256` the file's own hash (another each time, since age uses new random keys).
    """

    path: Path
    manifest: Manifest[F]
    hash: str
    words: str
    size: int
    file_sha256: str


Sealed: TypeAlias = SealedFile[BundleFacts]
"""A bundle that was written and read back."""


class _Pull:
    """A reader over chunks that are made only when asked for, since `pyrage` reads and we generate."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""
        self._at = 0
        self.failure: BaseException | None = None

    def read(self, most: int) -> bytes:
        """Return up to `most` bytes, none at the end. A failure is kept, for pyrage would turn it into text."""
        try:
            while self._at >= len(self._held):
                self._held, self._at = next(self._chunks), 0
        except StopIteration:
            return b""
        except BaseException as error:
            self.failure = error
            raise
        piece = self._held[self._at : self._at + most]
        self._at += len(piece)
        return piece


@functools.cache
def shipped_readme() -> str:
    """Return the README.txt that bundles carry: how to check one with stock tools. It names nobody."""
    return resources.files("linkworker.sync").joinpath("data", "bundle-readme.txt").read_text(encoding="utf-8")


def bundle_name(device_short: str, number: int) -> str:
    """Return the file name of a bundle: no name of a person or place in it."""
    return f"linkworker-{device_short}-{number:06d}.age"


def manifest_of(lines: Lines, facts: F, recipients: Sequence[str], readme: str) -> Manifest[F]:
    """Read the lines once and return the manifest of the bundle that will hold them.

    The hub's and any escrow's age recipients stand in it as key ids. Raises WrongFacts and TooLarge.
    """
    _age_keys(recipients)
    text = readme.encode("utf-8")
    within("README.txt", len(text), shipped_caps().readme)
    entries = _measure(lines, facts)
    members = (entries, Member(README, len(text), hashlib.sha256(text).hexdigest()))
    manifest = Manifest(facts, tuple(map(key_id, recipients)), members)
    raw = manifest.to_bytes()  # so that facts that do not hold are found before anything is written
    caps = shipped_caps().of_receipts() if facts.FORMAT.thing is RECEIPT else shipped_caps()
    within(MANIFEST, len(raw), caps.manifest)
    return manifest


def write_bundle(
    manifest: Manifest[F],
    lines: Lines,
    signing_key: Ed25519PrivateKey,
    recipients: Sequence[str],
    *,
    out: Path,
    readme: str,
) -> SealedFile[F]:
    """Seal the lines of a manifest into a bundle file at `out`, in bounded memory, with no plaintext on any disk.

    The same manifest and lines give the same bytes inside every time. Raises TooLarge, WrongFacts (other README or
    recipients than the manifest's), LinesChanged (other lines) and NotWritten.
    """
    keys = _age_keys(recipients)
    if hashlib.sha256(readme.encode("utf-8")).hexdigest() != manifest.members[1].sha256:
        raise WrongFacts("its README.txt is another than this program's")
    if tuple(map(key_id, recipients)) != manifest.recipients:
        raise WrongFacts("it is for other keys")
    stream = _Pull(gzip(tar(_members(manifest, signing_key, lines, readme.encode("utf-8")))))

    def fill(file: Hashing) -> None:
        try:
            pyrage.encrypt_io(stream, file, keys)
        except pyrage.EncryptError as error:
            _raise_cause(stream.failure or file.failure or error)
        within("the sealed file", file.size, shipped_caps().sealed)

    carried = carry(out, fill)
    words = hash_words(bytes.fromhex(manifest.hash))
    return SealedFile(out, manifest, manifest.hash, words, carried.size, carried.sha256)


def seal(
    lines: Lines,
    facts: F,
    signing_key: Ed25519PrivateKey,
    recipients: Sequence[str],
    *,
    out: Path,
    readme: str,
) -> SealedFile[F]:
    """Seal lines into a bundle file at `out`: `manifest_of`, then `write_bundle`; raises as they do.

    `lines` is called twice and must give the same lines (bytes, each with its line end) each time, for the manifest
    comes first and holds their hash.
    """
    manifest = manifest_of(lines, facts, recipients, readme)
    return write_bundle(manifest, lines, signing_key, recipients, out=out, readme=readme)


def _raise_cause(cause: BaseException) -> NoReturn:
    raise cause


def _age_keys(recipients: Sequence[str]) -> list[x25519.Recipient]:
    try:
        keys = [x25519.Recipient.from_str(recipient) for recipient in recipients]
    except RecipientError as error:
        raise WrongFacts("a recipient is not an age public key") from error
    if not keys:
        raise WrongFacts("it is sealed to nobody")
    return keys


def _members(
    manifest: Manifest[F], signing_key: Ed25519PrivateKey, lines: Lines, readme: bytes
) -> Iterator[tuple[str, int, Iterable[bytes]]]:
    raw = manifest.to_bytes()
    signature = sign(raw, signing_key, manifest.facts.FORMAT.namespace)
    entries = manifest.members[0]
    yield MANIFEST, len(raw), [raw]
    yield SIGNATURE, len(signature), [signature]
    yield ENTRIES, entries.size, _same(lines, entries)
    yield README, len(readme), [readme]


def _chunks(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield lines joined into chunks of some 256 KiB, each with its number of lines: joining is what makes it fast.

    Raises WrongFacts for a line that is empty or has not exactly one line end, at its end.
    """
    held: list[bytes] = []
    size = 0
    for line in lines:
        if line.find(b"\n") != len(line) - 1 or len(line) < 2:  # noqa: PLR2004 - one byte and its line end
            raise WrongFacts("a line is empty or does not end as it should")
        held.append(line)
        size += len(line)
        if size >= CHUNK_BYTES:
            yield len(held), b"".join(held)
            held, size = [], 0
    if held:
        yield len(held), b"".join(held)


def _measure(lines: Lines, facts: Facts) -> Member:
    """Read the lines once for their size and hash, and check that they can be opened at the other end."""
    caps = shipped_caps()
    found = hashlib.sha256()
    count = size = 0
    for number, chunk in _chunks(lines()):
        if len(chunk) > caps.line:  # only then can a line be too long
            within("a line", max(map(len, chunk.split(b"\n"))), caps.line)
        found.update(chunk)
        count += number
        size += len(chunk)
    within("entries.jsonl", size, caps.entries)
    within("the number of lines", count, caps.lines)
    if count != facts.lines:
        raise WrongFacts(f"it speaks of {facts.lines} lines and there are {count}")
    return Member(ENTRIES, size, found.hexdigest())


def _same(lines: Lines, entries: Member) -> Iterator[bytes]:
    """Yield the lines' chunks again. Raises LinesChanged when they are not those that were measured."""
    found = hashlib.sha256()
    for _, chunk in _chunks(lines()):
        found.update(chunk)
        yield chunk
    if found.hexdigest() != entries.sha256:
        raise LinesChanged

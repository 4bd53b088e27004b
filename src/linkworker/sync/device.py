"""A laptop's keys: it signs with one and opens receipts with the other; the public halves are carried to the hub."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import IdentityError, RecipientError, x25519

from linkworker.base.ids import is_id
from linkworker.sync.canonical import canonical
from linkworker.sync.keyfile import read_key_file, texts_of, write_key_file
from linkworker.sync.openssh import key_line, read_key_line
from linkworker.sync.problems import WrongKey, WrongKeyFile, WrongSignature
from linkworker.sync.sshsig import BEGIN, END, check, read_signature, sign
from linkworker.sync.words import fingerprint_words

KIND = "linkworker-device"
SHORT_LENGTH = 8
_FIELDS = frozenset({"device", "key", "recipient", "store", "former", "former_keys", "former_proofs", "words"})
_KEY_BYTES = 32
NAMESPACE = "linkworker-device@v1"
"""What the signatures are for by which the keys of before say that the laptop is this one now."""


def short_id(public: bytes) -> str:
    """Return the first 8 hex digits of the SHA-256 of a 32-byte public key: a name for files, with nobody in it."""
    return hashlib.sha256(public).hexdigest()[:SHORT_LENGTH]


@dataclass(frozen=True, slots=True)
class DevicePublic:
    """A laptop as the hub knows it.

    `device` is its id, `public` the 32 bytes of the key that it signs with, `recipient` the age recipient that receipts
    are sealed to, `store` the id of its store, and `former` the ids of the devices that this store was before, the
    oldest first. `former_keys` are what those signed with, in the same order, and `former_proofs` a signature by each,
    as one line of base64, over all that is said here; in a device file they all stand.
    """

    device: str
    public: bytes
    recipient: str
    store: str
    former: tuple[str, ...] = ()
    former_keys: tuple[bytes, ...] = ()
    former_proofs: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Return the short id that stands in file names."""
        return short_id(self.public)

    @property
    def words(self) -> str:
        """Return the six words to read aloud when the laptop is enrolled: the fingerprint of all that it says it is.

        Its ids are among it, and the devices that it was, for what those signed is taken in too.
        """
        return fingerprint_words(self.said)

    @property
    def said(self) -> bytes:
        """Return what the words stand for and the keys of before sign: its ids and keys, in canonical form."""
        said = {"device": self.device, "key": self._key, "recipient": self.recipient, "store": self.store}
        former = [[device, key.hex()] for device, key in zip(self.former, self.former_keys, strict=False)]
        return canonical({**said, "former": former})

    @property
    def proved(self) -> frozenset[str]:
        """Return the devices that it was, of those that it names: each whose own key signed what is said here."""
        held = zip(self.former, self.former_keys, self.former_proofs, strict=False)
        return frozenset(device for device, key, proof in held if _is_proof(proof, key, self.said))

    @property
    def before(self) -> tuple[Self, ...]:
        """Return the devices that this store was before, each with the key that it signed with."""
        held = zip(self.former, self.former_keys, strict=True)
        alone: dict[str, Any] = {"former": (), "former_keys": (), "former_proofs": ()}
        return tuple(replace(self, device=one, public=key, **alone) for one, key in held)

    @property
    def _key(self) -> str:
        return key_line(self.public, "linkworker-device")

    def write(self, folder: Path) -> Path:
        """Write device-<short id>.pub.json into the folder. Raises WrongKeyFile when one is there already."""
        texts = {
            "device": self.device,
            "key": self._key,
            "recipient": self.recipient,
            "store": self.store,
            "former": " ".join(self.former),
            "former_keys": " ".join(each.hex() for each in self.former_keys),
            "former_proofs": " ".join(self.former_proofs),
            "words": self.words,
        }
        return write_key_file(folder / f"device-{self.short}.pub.json", KIND, texts)


def read_device(path: Path) -> DevicePublic:
    """Return the laptop's public half in a file. Raises WrongKeyFile when its keys or words are not right."""
    held = texts_of(path, read_key_file(path, KIND, _FIELDS))
    try:
        x25519.Recipient.from_str(held["recipient"])
        public = read_key_line(held["key"])
        keys = tuple(bytes.fromhex(each) for each in held["former_keys"].split())
    except (RecipientError, WrongKey, ValueError) as error:
        raise WrongKeyFile(path.name, "a key in it is not whole") from error
    former, proofs = tuple(held["former"].split()), tuple(held["former_proofs"].split())
    device = DevicePublic(held["device"], public, held["recipient"], held["store"], former, keys, proofs)
    _check_former(path, device)
    if device.words != held["words"]:
        raise WrongKeyFile(path.name, "its keys do not fit its six words")
    return device


def _check_former(path: Path, device: DevicePublic) -> None:
    every = (*device.former, device.device)
    if not all(map(is_id, (*every, device.store))) or len(set(every)) != len(every):
        raise WrongKeyFile(path.name, "an id in it is not whole")
    if len(device.former_keys) != len(device.former) or any(len(key) != _KEY_BYTES for key in device.former_keys):
        raise WrongKeyFile(path.name, "a key in it is not whole")
    if len(device.former_proofs) != len(device.former) or device.proved != set(device.former):
        raise WrongKeyFile(path.name, "what it says that the laptop was before is not proved")


def _proof(said: bytes, key: Ed25519PrivateKey) -> str:
    """Return a signature as one line: what stands between the first and the last line of its armour."""
    return "".join(sign(said, key, NAMESPACE).decode("ascii").splitlines()[1:-1])


def _is_proof(proof: str, public: bytes, said: bytes) -> bool:
    try:
        signature = read_signature(f"{BEGIN}\n{proof}\n{END}".encode(), NAMESPACE)
        check(said, signature, NAMESPACE)
    except WrongSignature:
        return False
    return signature.public == public


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """A laptop's own keys and device id. The encrypted store keeps the private halves; nothing else does."""

    device: str
    signing_key: Ed25519PrivateKey = field(repr=False, compare=False)
    age_identity: str = field(repr=False)
    store: str
    former: tuple[str, ...] = ()
    former_signers: tuple[Ed25519PrivateKey, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def make(cls, device: str, store: str) -> Self:
        """Return new keys for the laptop with this device id and store id."""
        return cls(device, Ed25519PrivateKey.generate(), str(x25519.Identity.generate()), store)

    @classmethod
    def from_private_bytes(
        cls, device: str, private: bytes, age_identity: str, store: str, former: Sequence[str] = ()
    ) -> Self:
        """Return the keys that the store kept: 32 private bytes and an age identity. Raises WrongKey for others."""
        try:
            x25519.Identity.from_str(age_identity)
            return cls(device, Ed25519PrivateKey.from_private_bytes(private), age_identity, store, tuple(former))
        except (ValueError, IdentityError):
            raise WrongKey from None  # the cause may quote the key

    def private_bytes(self) -> bytes:
        """Return the 32 private bytes of the signing key, for the encrypted store only."""
        return self.signing_key.private_bytes_raw()

    @property
    def recipient(self) -> str:
        """Return the age recipient that receipts are sealed to."""
        return str(x25519.Identity.from_str(self.age_identity).to_public())

    @property
    def public(self) -> DevicePublic:
        """Return the public half, to which each key of before puts its name."""
        own, *before = (key.public_key().public_bytes_raw() for key in (self.signing_key, *self.former_signers))
        made = DevicePublic(self.device, own, self.recipient, self.store, self.former, tuple(before))
        return replace(made, former_proofs=tuple(_proof(made.said, key) for key in self.former_signers))

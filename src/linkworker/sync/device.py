"""A laptop's keys: it signs with one and opens receipts with the other; the public halves are carried to the hub."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import IdentityError, RecipientError, x25519

from linkworker.sync.canonical import canonical
from linkworker.sync.keyfile import read_key_file, texts_of, write_key_file
from linkworker.sync.openssh import key_line, read_key_line
from linkworker.sync.problems import WrongKey, WrongKeyFile
from linkworker.sync.words import fingerprint_words

KIND = "linkworker-device"
SHORT_LENGTH = 8
_FIELDS = frozenset({"device", "key", "recipient", "store", "former", "words"})


def short_id(public: bytes) -> str:
    """Return the first 8 hex digits of the SHA-256 of a 32-byte public key: a name for files, with nobody in it."""
    return hashlib.sha256(public).hexdigest()[:SHORT_LENGTH]


@dataclass(frozen=True, slots=True)
class DevicePublic:
    """A laptop as the hub knows it.

    `device` is its id, `public` the 32 bytes of the key that it signs with, `recipient` the age recipient that receipts
    are sealed to, `store` the id of its store, and `former` the ids of the devices that this store was before, the
    oldest first.
    """

    device: str
    public: bytes
    recipient: str
    store: str
    former: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Return the short id that stands in file names."""
        return short_id(self.public)

    @property
    def words(self) -> str:
        """Return the six words to read aloud when the laptop is enrolled: the fingerprint of both keys."""
        return fingerprint_words(canonical({"key": self._key, "recipient": self.recipient}))

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
            "words": self.words,
        }
        return write_key_file(folder / f"device-{self.short}.pub.json", KIND, texts)


def read_device(path: Path) -> DevicePublic:
    """Return the laptop's public half in a file. Raises WrongKeyFile when its keys or words are not right."""
    held = texts_of(path, read_key_file(path, KIND, _FIELDS))
    try:
        x25519.Recipient.from_str(held["recipient"])
        public = read_key_line(held["key"])
    except (RecipientError, WrongKey) as error:
        raise WrongKeyFile(path.name, "a key in it is not whole") from error
    device = DevicePublic(held["device"], public, held["recipient"], held["store"], tuple(held["former"].split()))
    if device.words != held["words"]:
        raise WrongKeyFile(path.name, "its keys do not fit its six words")
    return device


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """A laptop's own keys and device id. The encrypted store keeps the private halves; nothing else does."""

    device: str
    signing_key: Ed25519PrivateKey = field(repr=False, compare=False)
    age_identity: str = field(repr=False)
    store: str
    former: tuple[str, ...] = ()

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
        """Return the public half."""
        public = self.signing_key.public_key().public_bytes_raw()
        return DevicePublic(self.device, public, self.recipient, self.store, self.former)

"""A laptop's signing key: the private half lives in the encrypted store, the public half is carried to the hub."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.sync.keyfile import read_key_file, write_key_file
from linkworker.sync.openssh import key_line, read_key_line
from linkworker.sync.problems import WrongKey, WrongKeyFile
from linkworker.sync.words import fingerprint_words

KIND = "linkworker-device"
SHORT_LENGTH = 8


def short_id(public: bytes) -> str:
    """Return the first 8 hex digits of the SHA-256 of a 32-byte public key: a name for files, with nobody in it."""
    return hashlib.sha256(public).hexdigest()[:SHORT_LENGTH]


@dataclass(frozen=True, slots=True)
class DevicePublic:
    """A laptop as the hub knows it: its device id and the 32 bytes of its public key."""

    device: str
    public: bytes

    @property
    def short(self) -> str:
        """Return the short id that stands in file names."""
        return short_id(self.public)

    @property
    def words(self) -> str:
        """Return the six words to read aloud when the laptop is enrolled."""
        return fingerprint_words(self.public)

    def write(self, folder: Path) -> Path:
        """Write device-<short id>.pub.json into the folder. Raises WrongKeyFile when one is there already."""
        texts = {"device": self.device, "key": key_line(self.public, "linkworker-device"), "words": self.words}
        return write_key_file(folder / f"device-{self.short}.pub.json", KIND, texts)


def read_device(path: Path) -> DevicePublic:
    """Return the laptop's public half in a file. Raises WrongKeyFile when its key or words are not right."""
    held = read_key_file(path, KIND, {"device", "key", "words"})
    try:
        device = DevicePublic(held["device"], read_key_line(held["key"]))
    except WrongKey as error:
        raise WrongKeyFile(path.name, "a key in it is not whole") from error
    if device.words != held["words"]:
        raise WrongKeyFile(path.name, "its key does not fit its six words")
    return device


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """A laptop's own key pair and device id. The encrypted store keeps `private_bytes`; nothing else does."""

    device: str
    signing_key: Ed25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def make(cls, device: str) -> Self:
        """Return a new key pair for the laptop with this device id."""
        return cls(device, Ed25519PrivateKey.generate())

    @classmethod
    def from_private_bytes(cls, device: str, private: bytes) -> Self:
        """Return the key pair whose 32 private bytes the store kept. Raises WrongKey for another length."""
        try:
            return cls(device, Ed25519PrivateKey.from_private_bytes(private))
        except ValueError as error:
            raise WrongKey from error

    def private_bytes(self) -> bytes:
        """Return the 32 private bytes, for the encrypted store only."""
        return self.signing_key.private_bytes_raw()

    @property
    def public(self) -> DevicePublic:
        """Return the public half."""
        return DevicePublic(self.device, self.signing_key.public_key().public_bytes_raw())

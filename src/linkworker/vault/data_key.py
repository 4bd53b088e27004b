"""The store's data key: the secret that every slot wraps."""

import secrets
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from linkworker.vault.key_errors import KeyClosed

KEY_BYTES = 32
SALT_BYTES = 16
_ALL_BYTES = KEY_BYTES + SALT_BYTES


class DataKey:
    """A random 256-bit key and the 16-byte salt of the store's file; never shown, zeroed on closing."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        """Hold 48 bytes: key, then salt. Raises TypeError for another length (a fault in the calling code)."""
        if len(secret) != _ALL_BYTES:
            message = f"a data key is {_ALL_BYTES} bytes"
            raise TypeError(message)
        self._secret = bytearray(secret)

    @classmethod
    def make(cls) -> Self:
        """Return a new key from the operating system's randomness."""
        return cls(secrets.token_bytes(_ALL_BYTES))

    def secret(self) -> bytes:
        """Return all 48 bytes, to be wrapped by a slot; raises KeyClosed."""
        if not self._secret:
            raise KeyClosed
        return bytes(self._secret)

    def sqlcipher_key(self) -> str:
        """Return the raw key as SQLCipher takes it: 64 hex digits of key and 32 of salt; raises KeyClosed."""
        return self.secret().hex()

    def salt(self) -> bytes:
        """Return the 16 bytes that the store's file begins with: no secret. Raises KeyClosed."""
        return self.secret()[KEY_BYTES:]

    def derive(self, purpose: str) -> bytes:
        """Return a 32-byte key for one named purpose (HKDF-SHA256, RFC 5869); raises KeyClosed."""
        secret = self.secret()
        info = f"linkworker {purpose}".encode()
        return HKDF(algorithm=SHA256(), length=32, salt=secret[KEY_BYTES:], info=info).derive(secret[:KEY_BYTES])

    def close(self) -> None:
        """Zero the bytes held here. Copies that Python or SQLCipher made go when the process ends, as at a lock."""
        for at in range(len(self._secret)):
            self._secret[at] = 0
        self._secret = bytearray()

    def __repr__(self) -> str:
        return "DataKey(closed)" if not self._secret else "DataKey(hidden)"

    def __reduce__(self) -> str:
        message = "a data key is never pickled"
        raise TypeError(message)

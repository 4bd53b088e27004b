"""Pseudonyms: the same id gives the same one for whoever holds the key, and says nothing to anybody else."""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Self

from linkworker.base.errors import BadInput
from linkworker.vault.whole_file import write_whole

_KEY_BYTES = 32
_AT_HAND = 2048
_SHOWN = 20
"""Letters of base 32: 100 bits, so that two ids share a pseudonym never in practice."""


class NotAKey(BadInput):
    """{} is no pseudonym key. It is one line of 64 letters and digits. Name the file that the centre keeps."""


class Pseudonyms:
    """Makes pseudonyms by HMAC-SHA-256 under one key. Whoever has the key and an id can make its pseudonym again."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        # One person's rows follow each other and name the same few ids.
        self._made = lru_cache(maxsize=_AT_HAND)(self._make)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the key from a file, or make one there; only its owner may read it. Raises NotAKey, OSError."""
        if not path.exists():
            write_whole(path, secrets.token_hex(_KEY_BYTES).encode() + b"\n")
        text = path.read_bytes()
        try:
            key = bytes.fromhex(text.decode("ascii").strip())
        except ValueError:
            raise NotAKey(path) from None
        if len(key) != _KEY_BYTES:
            raise NotAKey(path)
        return cls(key)

    def of(self, record_id: str) -> str:
        """Return the pseudonym of an id."""
        return self._made(record_id)

    def _make(self, record_id: str) -> str:
        made = hmac.digest(self._key, record_id.encode(), hashlib.sha256)
        return base64.b32encode(made).decode()[:_SHOWN]

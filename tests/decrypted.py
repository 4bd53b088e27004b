"""The store's file and its write-ahead log as plain bytes, page by page, free pages and all: for looking what is left.

SQLCipher 4: each page is AES-256-CBC, the last 80 bytes are an IV of 16 and an HMAC of 64; the first page
begins with the salt.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _IV, _SALT = 4096, 80, 16, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def pages(path: Path, sqlcipher_key: str) -> Iterator[bytes]:
    """Yield every page of a store's file as plain bytes."""
    held = path.read_bytes()
    for start in range(0, len(held), _PAGE):
        yield _plain(held[start : start + _PAGE], sqlcipher_key, first=start == 0)


def wal_pages(path: Path, sqlcipher_key: str) -> Iterator[bytes]:
    """Yield the page in every frame of a write-ahead log, old and new, as plain bytes."""
    wal = Path(f"{path}-wal")
    held = wal.read_bytes() if wal.exists() else b""
    for start in range(_WAL_HEADER, len(held), _FRAME_HEADER + _PAGE):
        number = int.from_bytes(held[start : start + 4], "big")
        frame = held[start + _FRAME_HEADER : start + _FRAME_HEADER + _PAGE]
        if len(frame) == _PAGE:
            yield _plain(frame, sqlcipher_key, first=number == 1)


def found_in(path: Path, sqlcipher_key: str, word: str) -> int:
    """Return how often a word stands in the file and its log, whatever its case."""
    wanted = word.casefold().encode()
    both = (*pages(path, sqlcipher_key), *wal_pages(path, sqlcipher_key))
    return sum(page.lower().count(wanted) for page in both)


def _plain(page: bytes, sqlcipher_key: str, *, first: bool) -> bytes:
    start = _SALT if first else 0
    end = len(page) - _RESERVED
    cipher = Cipher(algorithms.AES(bytes.fromhex(sqlcipher_key[:64])), modes.CBC(page[end : end + _IV]))
    return cipher.decryptor().update(page[start:end])

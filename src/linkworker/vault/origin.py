"""The store's origin, as the key file holds it: closed under the data key, and closed anew when that is rotated."""

import re
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from linkworker.vault.data_key import DataKey
from linkworker.vault.key_errors import SlotsDamaged

_NONCE_BYTES = 12
_CLOSED = re.compile(r"[0-9a-f]{120}", re.ASCII)  # nonce, 32 bytes, tag
_PURPOSE = "slots origin v1"


def close_origin(origin: bytes, key: DataKey, store_id: str) -> str:
    """Return the origin under a data key (AES-256-GCM, bound to the store), as hex."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return (nonce + AESGCM(key.derive(_PURPOSE)).encrypt(nonce, origin, store_id.encode())).hex()


def open_origin(closed: str, key: DataKey, store_id: str) -> bytes:
    """Return the origin; raises SlotsDamaged if the key does not open it."""
    raw = bytes.fromhex(closed)
    try:
        return AESGCM(key.derive(_PURPOSE)).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], store_id.encode())
    except InvalidTag:
        raise SlotsDamaged("It was changed by something else than linkworker. Use its copy, or a backup") from None


def is_closed_origin(text: object) -> bool:
    """Say whether a text has the shape of a closed origin."""
    return isinstance(text, str) and bool(_CLOSED.fullmatch(text))

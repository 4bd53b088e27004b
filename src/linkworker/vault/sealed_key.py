"""A data key sealed to an age public key, so that whoever holds the store can seal the next key for everybody.

The text is age's own armoured form: the stock `age` tool opens it as it stands. What a public key costs in protection:
anybody who can write files can seal a key of their own to it. `slots` says what is bound against that.
"""

import base64
import binascii
import re

from linkworker.vault.data_key import DataKey

_FIRST, _LAST = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_MOST_LETTERS = 4096
_KEY_BYTES = 48
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}", re.ASCII)
"""An X25519 recipient: Bech32 (BIP 173) of 32 bytes, in lower case."""


def make_pair() -> tuple[str, str]:
    """Return a new age key pair: the private identity and the public recipient, both as age writes them."""
    from pyrage import x25519  # noqa: PLC0415 - a compiled module, loaded only when keys are made or opened

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_recipient(text: object) -> bool:
    """Say whether a text is an age X25519 recipient (`age1...`), its checksum included."""
    from pyrage import RecipientError, x25519  # noqa: PLC0415 - as above

    if not isinstance(text, str) or not _RECIPIENT.fullmatch(text):
        return False
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def is_identity(text: str) -> bool:
    """Say whether a text is an age X25519 identity (`AGE-SECRET-KEY-1...`), its checksum included."""
    from pyrage import IdentityError, x25519  # noqa: PLC0415 - as above

    try:
        x25519.Identity.from_str(text)
    except IdentityError:
        return False
    return True


def seal_to(key: DataKey, recipient: str) -> str:
    """Return the data key's 48 bytes as an armoured age file for one recipient."""
    from pyrage import encrypt, x25519  # noqa: PLC0415 - as above

    return _armoured(encrypt(key.secret(), [x25519.Recipient.from_str(recipient)]))


def unseal(wrapped: str, identity: str) -> DataKey | None:
    """Return the data key, or None if the text was not sealed to this identity or holds something else."""
    from pyrage import DecryptError, IdentityError, decrypt, x25519  # noqa: PLC0415 - as above

    raw = _bare(wrapped)
    if raw is None:
        return None
    try:
        secret = decrypt(raw, [x25519.Identity.from_str(identity)])
    except (DecryptError, IdentityError):
        return None
    return DataKey(secret) if len(secret) == _KEY_BYTES else None


def is_armoured(text: object) -> bool:
    """Say whether a text is an armoured age file in the one spelling that we write, and not too long."""
    return isinstance(text, str) and len(text) <= _MOST_LETTERS and _bare(text) is not None


def _armoured(raw: bytes) -> str:
    """Return age's armour, with one kind of line end on every system: the key file must be the same bytes anywhere."""
    letters = base64.b64encode(raw).decode()
    lines = (letters[at : at + _COLUMNS] for at in range(0, len(letters), _COLUMNS))
    return "\n".join((_FIRST, *lines, _LAST, ""))


def _bare(text: str) -> bytes | None:
    lines = text.split("\n")
    if len(lines) < 4 or (lines[0], lines[-2], lines[-1]) != (_FIRST, _LAST, ""):  # noqa: PLR2004 - one line between
        return None
    try:
        raw = base64.b64decode("".join(lines[1:-2]), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _armoured(raw) == text else None

"""Ed25519 public keys as OpenSSH writes them: one line of text."""

import base64
import struct
from collections.abc import Iterator

from linkworker.sync.problems import WrongKey

KEY_TYPE = b"ssh-ed25519"
KEY_LENGTH = 32
NAMESPACE = "linkworker-bundle@v1"


def packed(*texts: bytes) -> bytes:
    """Return texts as SSH strings one after another, each with its length before it (RFC 4251, section 5)."""
    return b"".join(struct.pack(">I", len(text)) + text for text in texts)


def unpacked(blob: bytes) -> Iterator[bytes]:
    """Yield the SSH strings of a blob. Raises ValueError when the last is shorter than it says."""
    at = 0
    while at < len(blob):
        if at + 4 > len(blob):
            raise ValueError(at)
        end = at + 4 + struct.unpack_from(">I", blob, at)[0]
        if end > len(blob):
            raise ValueError(at)
        yield blob[at + 4 : end]
        at = end


def key_blob(public: bytes) -> bytes:
    """Return the SSH form of a 32-byte Ed25519 public key."""
    return packed(KEY_TYPE, public)


def blob_key(blob: bytes) -> bytes:
    """Return the 32 bytes of the key in an SSH key blob. Raises WrongKey for any other key."""
    try:
        kind, public = unpacked(blob)
    except ValueError as error:
        raise WrongKey from error
    if kind != KEY_TYPE or len(public) != KEY_LENGTH:
        raise WrongKey
    return public


def key_line(public: bytes, comment: str = "") -> str:
    """Return a 32-byte public key as OpenSSH's line: type, base64, comment."""
    return f"ssh-ed25519 {base64.b64encode(key_blob(public)).decode('ascii')} {comment}".rstrip()


def read_key_line(line: str) -> bytes:
    """Return the 32 bytes of the key on an OpenSSH line. Raises WrongKey when it is no Ed25519 key."""
    parts = line.split(maxsplit=2)
    if len(parts) < 2 or parts[0] != KEY_TYPE.decode():  # noqa: PLR2004 - type and base64; the comment may be missing
        raise WrongKey
    try:
        return blob_key(base64.b64decode(parts[1], validate=True))
    except ValueError as error:
        raise WrongKey from error


def allowed_signers_line(principal: str, public: bytes, namespace: str = NAMESPACE) -> str:
    """Return the line by which `ssh-keygen -Y verify` accepts what this key signs under the name `principal`."""
    return f'{principal} namespaces="{namespace}" {key_line(public)}'

"""Signatures in OpenSSH's SSHSIG form, which stock `ssh-keygen -Y verify` reads.

The form is OpenSSH's PROTOCOL.sshsig, version 1: Ed25519, SHA-512, armoured.
"""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from linkworker.sync.openssh import KEY_TYPE, NAMESPACE, blob_key, key_blob, packed, unpacked
from linkworker.sync.problems import WrongKey, WrongSignature

MAGIC = b"SSHSIG"
VERSION = b"\x00\x00\x00\x01"
HASH = b"sha512"
BEGIN = "-----BEGIN SSH SIGNATURE-----"
END = "-----END SSH SIGNATURE-----"
ARMOUR_WIDTH = 70  # as ssh-keygen breaks its lines


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature taken apart: the signer's 32-byte public key, and the 64 bytes of Ed25519."""

    public: bytes
    ed25519: bytes


def sign(message: bytes, key: Ed25519PrivateKey, namespace: str = NAMESPACE) -> bytes:
    """Return the armoured signature of a message; the same message and key give the same bytes."""
    signed = packed(KEY_TYPE, key.sign(_to_sign(message, namespace)))
    public = key_blob(key.public_key().public_bytes_raw())
    blob = MAGIC + VERSION + packed(public, namespace.encode(), b"", HASH, signed)
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[at : at + ARMOUR_WIDTH] for at in range(0, len(text), ARMOUR_WIDTH)]
    return "\n".join([BEGIN, *lines, END, ""]).encode("ascii")


def read_signature(armoured: bytes, namespace: str = NAMESPACE) -> Signature:
    """Take an armoured signature apart. Raises WrongSignature when it is not SSHSIG for this namespace."""
    blob = _unarmoured(armoured)
    head = MAGIC + VERSION
    try:
        public, space, reserved, hashed_by, signed = unpacked(blob.removeprefix(head))
        kind, ed25519 = unpacked(signed)
        key = blob_key(public)
    except (ValueError, WrongKey) as error:
        raise WrongSignature("it is not an Ed25519 signature of OpenSSH") from error
    if not blob.startswith(head) or (reserved, kind) != (b"", KEY_TYPE):
        raise WrongSignature("it is not an Ed25519 signature of OpenSSH")
    if space != namespace.encode():
        raise WrongSignature("it was made for another purpose")
    if hashed_by != HASH:
        raise WrongSignature("it was not made with SHA-512")
    return Signature(key, ed25519)


def check(message: bytes, signature: Signature, namespace: str = NAMESPACE) -> None:
    """Raise WrongSignature unless the signature's own key made it over this message."""
    try:
        Ed25519PublicKey.from_public_bytes(signature.public).verify(signature.ed25519, _to_sign(message, namespace))
    except InvalidSignature as error:
        raise WrongSignature("it was made over other bytes") from error


def _to_sign(message: bytes, namespace: str) -> bytes:
    return MAGIC + packed(namespace.encode(), b"", HASH, hashlib.sha512(message).digest())


def _unarmoured(armoured: bytes) -> bytes:
    try:
        first, *body, last = armoured.decode("ascii").splitlines()
        blob = base64.b64decode("".join(body), validate=True)
    except ValueError as error:
        raise WrongSignature("it is not an armoured OpenSSH signature") from error
    if (first, last) != (BEGIN, END):
        raise WrongSignature("it is not an armoured OpenSSH signature")
    return blob

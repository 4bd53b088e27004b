"""Signed requests to the hub's web service as bytes, and what stands in its answers."""

import hashlib
import os
import re
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.journal.canonical import instant_text
from linkworker.sync.carriers.request import Request
from linkworker.sync.device import DeviceIdentity
from web_server import HUB_ID

NOON = datetime(2026, 8, 6, 12, 0, tzinfo=UTC)
BODY = b"age-encryption.org/v1\n" + bytes(range(256)) * 40
DIGEST = hashlib.sha256(BODY).hexdigest()
PATH = f"/v1/bundles/{DIGEST}"


def fictional_laptop(number: int = 1) -> DeviceIdentity:
    """Return a laptop with a key that is the same in every run."""
    made = DeviceIdentity.make(f"0198a6a0-0000-7000-8000-00000000d{number:03d}", "0198a6a0-0000-7000-8000-00000000e001")
    return replace(made, signing_key=Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32))


def asked(
    laptop: DeviceIdentity, method: str, path: str = PATH, query: str = "", part: str = "", **more: object
) -> dict[str, str]:
    """Return the headers of a signed request, at noon and under a nonce of its own unless said otherwise."""
    said = {"time": instant_text(NOON), "nonce": os.urandom(16).hex(), "device": laptop.device, "hub": HUB_ID, **more}
    return Request(method, path, query, part, **said).signed_by(laptop.signing_key)


def sent(headers: dict[str, str], method: str, target: str = PATH, body: bytes = b"", *, length: bool = True) -> bytes:
    """Return the bytes of a request."""
    lines = [f"{method} {target} HTTP/1.1", "Host: hub", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if length and method == "PUT":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def status(answer: bytes) -> int:
    """Return the status of an answer; 0 when there is none."""
    return int(answer.split(b" ", 2)[1]) if answer else 0


def header(answer: bytes, name: str) -> str | None:
    """Return a header of an answer."""
    head = answer.split(b"\r\n\r\n")[0].decode("latin-1")
    found = re.search(rf"^{name}: (.*?)\r?$", head, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else None


def error(answer: bytes) -> str | None:
    """Return the code of a refusal."""
    return header(answer, "Linkworker-Error")

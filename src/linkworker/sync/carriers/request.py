"""A request to the hub over HTTPS, signed by the laptop: what is signed, and the headers that carry it."""

import base64
import re
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.sync.canonical import canonical
from linkworker.sync.problems import WrongSignature
from linkworker.sync.sshsig import BEGIN, END, Signature, check, read_signature, sign

NAMESPACE = "linkworker-request@v1"
DEVICE, TIME, NONCE, SIGNATURE = "Linkworker-Device", "Linkworker-Time", "Linkworker-Nonce", "Linkworker-Signature"
RANGE, CONTENT_RANGE = "Range", "Content-Range"
CLOCK = "Linkworker-Clock"
"""What the laptop's own clock says, where it is off and the request's time was put right by the hub's. Not signed."""
# What answers carry. TIME stands in them too: the hub's own.
ERROR, OFFSET, STATE, CODE, NUMBER = (
    "Linkworker-Error",
    "Linkworker-Offset",
    "Linkworker-State",
    "Linkworker-Code",
    "Linkworker-Receipt",
)
TIME_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
NONCE_FORM = re.compile(r"[0-9a-f]{32}")
DEVICE_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_SIGNATURE = 600


@dataclass(frozen=True, slots=True)
class Request:
    """What a laptop asks and signs.

    `method` in capitals; `path` from /v1 on and `query` as sent, without the question mark; `range` is the text of
    Content-Range (PUT) or Range (GET), or ""; `time` is UTC to the millisecond, 2026-08-06T09:30:00.000Z; `nonce` is 32
    hex digits that are never used again; `device` and `hub` are their ids.
    """

    method: str
    path: str
    query: str
    range: str
    time: str
    nonce: str
    device: str
    hub: str

    def message(self) -> bytes:
        """Return the canonical bytes that are signed: JSON, keys sorted, no spaces."""
        return canonical(asdict(self))

    def signed_by(self, key: Ed25519PrivateKey) -> dict[str, str]:
        """Return the headers that carry the request's signature, its range among them."""
        lines = sign(self.message(), key, NAMESPACE).decode("ascii").splitlines()
        headers = {DEVICE: self.device, TIME: self.time, NONCE: self.nonce, SIGNATURE: "".join(lines[1:-1])}
        if self.range:
            headers[CONTENT_RANGE if self.method == "PUT" else RANGE] = self.range
        return headers

    def check(self, text: str) -> Signature:
        """Return the signature in the text of its header, made over this request by the key that it names.

        Whose key that is, the caller must look up. Raises WrongSignature.
        """
        if len(text) > LONGEST_SIGNATURE:
            raise WrongSignature("it is too long")
        signature = read_signature(f"{BEGIN}\n{text}\n{END}\n".encode("ascii", "replace"), NAMESPACE)
        if base64.b64encode(base64.b64decode(text)).decode() != text:
            raise WrongSignature("it is not written as OpenSSH writes it")
        check(self.message(), signature, NAMESPACE)
        return signature

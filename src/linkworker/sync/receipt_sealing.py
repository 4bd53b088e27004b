"""Making a receipt: what the centre says to one laptop, signed by the hub and sealed to that laptop."""

import functools
from importlib import resources
from pathlib import Path

from linkworker.sync.device import DevicePublic
from linkworker.sync.identity import HubIdentity
from linkworker.sync.problems import RECEIPT, WrongFacts, speaking_of
from linkworker.sync.receipt import ReceiptFacts
from linkworker.sync.seal import Lines, SealedFile, seal


@functools.cache
def receipt_readme() -> str:
    """Return the README.txt that receipts carry: how to check one with stock tools. It names nobody."""
    return resources.files("linkworker.sync").joinpath("data", "receipt-readme.txt").read_text(encoding="utf-8")


def write_receipt(
    facts: ReceiptFacts, lines: Lines, hub: HubIdentity, device: DevicePublic, out: Path
) -> SealedFile[ReceiptFacts]:
    """Seal a receipt into a file at `out`, in bounded memory, with no plaintext on any disk; it is read back.

    `lines` is called twice and must give the same lines (bytes, of `receipt_lines`, each with its line end) each time.
    Raises WrongFacts (also when the facts are of another hub or device), TooLarge, LinesChanged and NotWritten.
    """
    with speaking_of(RECEIPT):
        if (facts.hub, facts.device) != (hub.hub, device.device):
            raise WrongFacts("it is of another hub or for another laptop")
        return seal(lines, facts, hub.signing_key, [device.recipient], out=out, readme=receipt_readme())

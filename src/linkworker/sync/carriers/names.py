"""What receipts are called: by the laptop's short id and a number, with nobody's name in it."""

import re

_RECEIPT = re.compile(r"linkworker-([0-9a-f]{8})-(\d{6,12})\.receipt\.age", re.ASCII)


def receipt_name(short: str, number: int) -> str:
    """Return the file name of a receipt for the laptop with this short id."""
    return f"linkworker-{short}-{number:06d}.receipt.age"


def read_receipt_name(name: str) -> tuple[str, int] | None:
    """Return the short id and number that a receipt's file name says; None for any other name."""
    found = _RECEIPT.fullmatch(name)
    if found is None or receipt_name(found[1], int(found[2])) != name:
        return None
    return found[1], int(found[2])

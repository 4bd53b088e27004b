"""Why a bundle is not taken in: a code for receipts, scripts and the quarantine, and the words for each."""

from enum import StrEnum

from linkworker.base.errors import BadInput
from linkworker.sync import problems


class Why(StrEnum):
    """A closed set: receipts carry it to laptops. New ones are added, none is ever given another meaning."""

    NOT_A_BUNDLE = "not-a-bundle"
    LAYOUT = "layout"
    ANOTHER_HUB = "another-hub"
    DAMAGED = "damaged"
    UNKNOWN_DEVICE = "unknown-device"
    SIGNATURE = "signature"
    TOO_LARGE = "too-large"
    NEWER_FORMAT = "newer-format"
    CHANGED = "changed"
    CHAIN = "chain"
    FACTS = "facts"
    UNREADABLE = "unreadable"
    RETIRED = "retired"
    UPDATE = "update"
    FORK = "fork"
    RECEIPT = "receipt"
    NUL = "nul"
    CONTENT = "content"
    FAULT = "fault"


WORDS = {
    Why.NOT_A_BUNDLE: "It is not a bundle.",
    Why.LAYOUT: "It is not laid out as a bundle is.",
    Why.ANOTHER_HUB: "It is sealed to another hub.",
    Why.DAMAGED: "It is damaged or ends too soon. Copy it again from the laptop.",
    Why.UNKNOWN_DEVICE: "Its laptop is not enrolled here. Enrol it, then take the file in again.",
    Why.SIGNATURE: "Its signature does not fit.",
    Why.TOO_LARGE: "It is larger than a bundle may be.",
    Why.NEWER_FORMAT: "It has a newer format. Update this program.",
    Why.CHANGED: "It changed while it was read.",
    Why.CHAIN: "Its entries do not prove each other.",
    Why.FACTS: "What it says of itself does not hold.",
    Why.UNREADABLE: "The file cannot be read.",
    Why.RETIRED: "The laptop is retired.",
    Why.UPDATE: "The laptop's program is too old. Update it, then export again.",
    Why.FORK: "Another bundle with this number was taken in: a copied or restored laptop.",
    Why.RECEIPT: "It names a receipt that was never made here. Was the database put back? Type 'hub restored' then.",
    Why.NUL: "A text in it holds the character NUL, which PostgreSQL cannot keep.",
    Why.CONTENT: "It holds something that the database cannot keep.",
    Why.FAULT: "The program failed over it. Keep the file and report it.",
}


class HoldsNul(BadInput):
    """A text in this bundle holds the character NUL, which PostgreSQL cannot keep."""


_CODES: tuple[tuple[type[Exception], Why], ...] = (
    (problems.NotABundle, Why.NOT_A_BUNDLE),
    (problems.WrongLayout, Why.LAYOUT),
    (problems.SealedToAnother, Why.ANOTHER_HUB),
    (problems.Damaged, Why.DAMAGED),
    (problems.CutShort, Why.DAMAGED),
    (problems.UnknownDevice, Why.UNKNOWN_DEVICE),
    (problems.WrongSignature, Why.SIGNATURE),
    (problems.TooLarge, Why.TOO_LARGE),
    (problems.NewerFormat, Why.NEWER_FORMAT),
    (problems.ChangedSince, Why.CHANGED),
    (problems.ChainBroken, Why.CHAIN),
    (problems.WrongFacts, Why.FACTS),
    (problems.WrongKey, Why.SIGNATURE),
    (problems.Unreadable, Why.UNREADABLE),
    (HoldsNul, Why.NUL),
)

OF_BUNDLES: tuple[type[Exception], ...] = tuple(kind for kind, _ in _CODES)
"""What is raised when a bundle is not as it should be."""


def code_of(error: Exception) -> Why:
    """Return the code of what was raised."""
    return next(why for kind, why in _CODES if isinstance(error, kind))

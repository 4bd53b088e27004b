"""Where a bundle or a receipt stands among those of its device that are known already."""

from collections.abc import Mapping
from enum import StrEnum

from linkworker.sync.manifest import Manifest, names_of
from linkworker.sync.receipt import ReceiptFacts


class Place(StrEnum):
    """Next: apply it. Known: applied already. Waits: one before it is missing. Fork: put it in quarantine."""

    NEXT = "next"
    KNOWN = "known"
    WAITS = "waits"
    FORK = "fork"


def place_of(manifest: Manifest, known: Mapping[int, frozenset[str]]) -> Place:
    """Return where a verified bundle stands; `known` has the names, by number, of the device's bundles applied so far.

    The names of a bundle are its hash and those it was made instead of (`manifest.names_of`): the same entries, with
    more or fewer values. When one that is KNOWN brings a name that is new, add it to the others.
    A fork is a number seen under other names, or one whose previous bundle is not the one we have: a laptop that was
    cloned or put back from a backup.
    """
    number, names = manifest.facts.number, names_of(manifest)
    if number in known:
        return Place.FORK if names.isdisjoint(known[number]) else Place.KNOWN
    if number == 1:
        return Place.NEXT
    if number - 1 not in known:
        return Place.WAITS
    return Place.NEXT if manifest.facts.previous in known[number - 1] else Place.FORK


class ReceiptPlace(StrEnum):
    """Where a receipt stands.

    Next: take it in. Known: taken in already. Old: a newer one was taken in, which holds what this one does. Gap: it
    builds on one that has not come. Fork: the hub has said something else under this number.
    """

    NEXT = "next"
    KNOWN = "known"
    OLD = "old"
    GAP = "gap"
    FORK = "fork"


def place_of_receipt(facts: ReceiptFacts, digest: str, taken: Mapping[int, str]) -> ReceiptPlace:
    """Return where a verified receipt with this hash stands; `taken` has the hashes of those taken in, by number.

    A receipt is next when it is newer than all, and builds on any that was taken in or on none. So one that was lost
    is passed over by a later one that builds on what came before it.
    """
    newest = max(taken, default=0)
    if facts.number in taken:
        return ReceiptPlace.KNOWN if taken[facts.number] == digest else ReceiptPlace.FORK
    if facts.number < newest:
        return ReceiptPlace.OLD
    if facts.previous is None or facts.previous in taken.values():
        return ReceiptPlace.NEXT
    return ReceiptPlace.FORK if facts.number == newest + 1 else ReceiptPlace.GAP

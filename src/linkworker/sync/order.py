"""Where a bundle stands among those of its device that are known already."""

from collections.abc import Mapping
from enum import StrEnum

from linkworker.sync.manifest import Manifest


class Place(StrEnum):
    """Next: apply it. Known: applied already. Waits: one before it is missing. Fork: put it in quarantine."""

    NEXT = "next"
    KNOWN = "known"
    WAITS = "waits"
    FORK = "fork"


def place_of(manifest: Manifest, known: Mapping[int, str]) -> Place:
    """Return where a verified bundle stands, given the hashes by number of this device's bundles applied so far.

    A fork is a number seen with another hash, or one whose previous bundle is not the one we have: a laptop that was
    cloned or put back from a backup.
    """
    number = manifest.facts.number
    if number in known:
        return Place.KNOWN if known[number] == manifest.hash else Place.FORK
    if number > 1 and number - 1 not in known:
        return Place.WAITS
    return Place.NEXT if known.get(number - 1) == manifest.facts.previous else Place.FORK

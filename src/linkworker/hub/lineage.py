"""The lines of a laptop's bundles: the first, and a line of its own for each fork that somebody accepted.

A cloned laptop goes on under the same id and key as its twin. The hub takes in the first bundle that comes under a
number; another one under that number is a fork and is put aside. Once it is accepted, its bundles stand in a line of
their own, by UUIDv5 of the device and the fork's hash, and what follows the fork follows there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import Connection, select

from linkworker.hub.tables import HUB_BUNDLE, HUB_LINE
from linkworker.sync.manifest import BundleFacts, Manifest
from linkworker.sync.order import Place, place_of

APPLIED = ("taken-in", "known")
_B = HUB_BUNDLE.c


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a bundle stands, and in which line."""

    place: Place
    line_id: str


def fork_line(device_id: str, digest: str) -> str:
    """Return the id of the line that a fork begins."""
    return str(uuid5(UUID(device_id), digest))


def lines_of(connection: Connection, device_id: str) -> tuple[str, ...]:
    """Return the ids of a device's lines, the first one first."""
    asked = select(HUB_LINE.c.line_id).where(HUB_LINE.c.device_id == device_id).order_by(HUB_LINE.c.number)
    return (device_id, *connection.execute(asked).scalars())


def has_forks(connection: Connection, device_id: str) -> bool:
    """Say whether a fork of a device was ever accepted: then its copy may have what it has, and brought some of it."""
    return len(lines_of(connection, device_id)) > 1


def standing_of(connection: Connection, manifest: Manifest) -> Standing:
    """Return where a verified bundle stands: known or next in any line, else as it stands in the first."""
    facts = manifest.facts
    found = [Standing(place_of(manifest, _known(connection, [facts.device], facts.number)), facts.device)]
    for row in connection.execute(select(HUB_LINE).where(HUB_LINE.c.device_id == facts.device)).all():
        if facts.number > row.number or manifest.hash == row.hash:
            # What a fork's first bundle follows stands in the line that it left.
            lines = [row.line_id] if facts.number > row.number else lines_of(connection, facts.device)
            known = _known(connection, lines, facts.number)
            if facts.number == row.number and row.hash not in known.get(facts.number, ()):
                known.pop(facts.number, None)
            found.append(Standing(place_of(manifest, known), row.line_id))
    for place in (Place.KNOWN, Place.NEXT):
        for each in found:
            if each.place == place:
                return each
    return found[0]


def is_open(connection: Connection, line_id: str, facts: BundleFacts) -> bool:
    """Say whether a bundle may follow under a number that only parts of what was here already came under."""
    under = _known(connection, [line_id], facts.number)
    if facts.previous not in under.get(facts.number - 1, ()):
        return False
    taken = select(_B.hash).where(_B.line_id == line_id, _B.number == facts.number, _B.state == "taken-in")
    return facts.number in under and connection.execute(taken).first() is None


def _known(connection: Connection, lines: Sequence[str], number: int) -> dict[int, frozenset[str]]:
    """Return the names of the bundles taken in under a number and the one before; no other is looked at."""
    asked = select(_B.number, _B.hash).where(
        _B.line_id.in_(lines), _B.number.in_([number - 1, number]), _B.state.in_(APPLIED)
    )
    found: dict[int, frozenset[str]] = {}
    for row in connection.execute(asked):
        found[row.number] = found.get(row.number, frozenset()) | {row.hash}
    return found

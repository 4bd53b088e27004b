"""Putting entries in their own place that an accepted fork brought first.

A laptop was copied with entries unsent. Its copy sends them all in one bundle, the laptop in several: accepted before
the last of those is here, the copy's bundle brings entries whose numbers are still free in the laptop's chain. Such an
entry stands apart. When the laptop brings it too, it is the same entry, and stands where its number says. The
database lets nothing of an entry change but this, and only into what its header says (steps/hub-0002).
"""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from linkworker.hub.tables import LATE_VALUE, TOUCHED
from linkworker.journal.facts import in_turn
from linkworker.journal.storing import device_apart
from linkworker.journal.tables import ENTRY

_E, _T, _V = ENTRY.c, TOUCHED.c, LATE_VALUE.c


def bring_home(connection: Connection, device_id: str, hashes: Mapping[str, str]) -> int:
    """Put those of a device's entries in their place in its chain that stand apart; return how many.

    `hashes` are those of the entries that it brings now, by id: what stands apart is the same only under the same hash.
    """
    return sum(_bring(connection, device_id, {one: hashes[one] for one in some}) for some in in_turn(hashes))


def _bring(connection: Connection, device_id: str, hashes: Mapping[str, str]) -> int:
    places = [device_apart(device_id, one) for one in hashes]
    asked = select(_E.person_id, _E.id, _E.device_id, _E.hash).where(_E.device_id.in_(places))
    rows = [row for row in connection.execute(asked) if hashes.get(row.id) == row.hash]
    apart, people = {str(row.device_id) for row in rows}, {str(row.person_id) for row in rows}
    if rows:
        connection.execute(update(ENTRY).where(_E.device_id.in_(apart)).values(device_id=device_id))
        _bring_notes(connection, device_id, apart, people)
    return len(rows)


def _bring_notes(connection: Connection, device_id: str, places: set[str], people: set[str]) -> None:
    """Let what the hub noted of their coming, and of late values, speak of the device: who holds them hears once."""
    asked = select(TOUCHED).where(_T.person_id.in_(people), _T.device_id.in_({*places, device_id}))
    noted = connection.execute(asked).all()
    came = {(row.person_id, row.place) for row in noted if row.device_id in places}
    spans: dict[tuple[str, int], list[int]] = {}
    for row in noted:
        if (row.person_id, row.place) in came:
            spans.setdefault((row.person_id, row.place), []).extend((row.first_seq, row.last_seq))
    for person, place in spans:
        gone = (_T.person_id == person, _T.place == place, _T.device_id.in_({*places, device_id}))
        connection.execute(delete(TOUCHED).where(*gone))
    if spans:
        connection.execute(insert(TOUCHED), [
            {"person_id": person, "place": place, "device_id": device_id, "first_seq": min(seqs), "last_seq": max(seqs)}
            for (person, place), seqs in spans.items()
        ])  # fmt: skip
    late = update(LATE_VALUE).where(_V.person_id.in_(people), _V.device_id.in_(places))
    connection.execute(late.values(device_id=device_id))

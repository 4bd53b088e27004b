"""What the database says about the entries, records and people of one batch, asked in a few questions for all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from linkworker.base.ids import NO_PERSON
from linkworker.hub.staging import Staged, driver, id_array
from linkworker.journal.actions import Action

_THERE = """
SELECT e.device_id::text, e.seq, e.id::text, v.entry_id IS NOT NULL
FROM unnest(%s::uuid[], %s::bigint[]) AS s(device_id, seq)
JOIN entry AS e ON e.device_id = s.device_id AND e.seq = s.seq
LEFT JOIN entry_values AS v ON v.person_id = e.person_id AND v.entry_id = e.id
"""
_HEADS = "SELECT record_id::text, field, entry_id::text FROM head WHERE record_id = ANY(%s::uuid[])"
_APART = """
SELECT record_id::text FROM tip WHERE record_id = ANY(%(ids)s::uuid[])
UNION SELECT record_id::text FROM waiting WHERE record_id = ANY(%(ids)s::uuid[])
UNION SELECT record_id::text FROM unknown_kind WHERE record_id = ANY(%(ids)s::uuid[])
UNION SELECT record_id::text FROM gone WHERE record_id = ANY(%(ids)s::uuid[] || %(links)s::uuid[])
"""
# Whoever had anything erased is left to the decision with all that is theirs. The words about the action are spelt out,
# or the small index of erasures would not be used.
_ERASED = f"""
SELECT person_id::text, record_id::text FROM entry
WHERE action = '{Action.ERASED}' AND (person_id = ANY(%(people)s::uuid[]) OR record_id = ANY(%(links)s::uuid[]))
"""
_ROWS = "SELECT id::text FROM person WHERE id = ANY(%s::uuid[])"
_HEARD_OF = """
SELECT p.id::text FROM unnest(%s::uuid[]) AS p(id) WHERE EXISTS (SELECT FROM entry AS e WHERE e.person_id = p.id)
"""
_AGAIN = "SELECT record_id::text FROM entry WHERE record_id = ANY(%s::uuid[]) AND id = ANY(%s::uuid[])"


@dataclass(frozen=True, slots=True)
class SetState:
    """`there`: by (device, seq), the entry that has that number and whether its values are here.

    `heads`: the entry shown, by record and field. `apart`: records and people about which something is open (further
    tips, waiting or unknown entries, erasures). `here`: people who have a row. `heard_of`: people without a row of whom
    there are entries.
    """

    there: dict[tuple[str, int], tuple[str, bool]]
    heads: dict[str, dict[str, str]]
    apart: frozenset[str]
    here: frozenset[str]
    heard_of: frozenset[str]


def state_for(
    connection: Connection, batch: Collection[Staged], links: Collection[str], unsettled: Collection[str]
) -> SetState:
    """Return what the database says about a batch.

    `links` are the ids that its records could not stand without, `unsettled` records with entries that are kept and
    not placed yet.
    """
    raw = driver(connection)
    records = id_array({each.record for each in batch})
    people = {each.key for each in batch} - {NO_PERSON}
    there = {
        (device, seq): (entry, values)
        for device, seq, entry, values in raw.execute(
            _THERE, (id_array(each.said["device"] for each in batch), [each.said["seq"] for each in batch])
        )
    }
    heads: dict[str, dict[str, str]] = {}
    for record, field, entry in raw.execute(_HEADS, (records,)):
        heads.setdefault(record, {})[field] = entry
    apart = _first(raw.execute(_APART, {"ids": records, "links": id_array(links)}))
    erased = raw.execute(_ERASED, {"people": id_array(people), "links": id_array(links)})
    apart |= {one for row in erased for one in row}
    apart |= frozenset(each.record for each in batch if each.record in unsettled)
    here = _first(raw.execute(_ROWS, (id_array(people),)))
    heard_of = _first(raw.execute(_HEARD_OF, (id_array(people - here),)))
    return SetState(there, heads, apart, here, heard_of)


def already_in(connection: Connection, records: Collection[str], entries: Collection[str]) -> frozenset[str]:
    """Return those of these records in which one of these entries stands already, under another number."""
    if not records:
        return frozenset()
    return _first(driver(connection).execute(_AGAIN, (id_array(records), id_array(entries))))


def _first(rows: Iterable[Any]) -> frozenset[str]:
    return frozenset(row[0] for row in rows)

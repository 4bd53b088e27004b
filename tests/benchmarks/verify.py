"""The journal's chain proved from its first entry, and its values against their commitments."""

from collections.abc import Iterator
from functools import partial

from benchmarks.journal_store import journal
from benchmarks.measuring import Ground, Line, always, interleaved
from benchmarks.seal import ENTRIES, SMALL
from linkworker.journal.chain import Link, hash_at, verify_chain, verify_values

_OF_A_DAY = 200  # entries that a busy laptop writes


def measure(ground: Ground) -> Iterator[Line]:
    """Yield proving every entry, and proving every value."""
    with journal(ground, ground.size(ENTRIES, SMALL)) as store, store.reading() as connection:
        whole, values_of = partial(verify_chain, connection, store.device_id), partial(verify_values, connection)
        entries, values = whole(), values_of()
        seq = max(entries - _OF_A_DAY, 1)
        proved = Link(seq, hash_at(connection, store.device_id, seq) or "", "")
        since = partial(verify_chain, connection, store.device_id, after=proved)
        chain, kept, lately = interleaved(ground.size(5, 2), *map(always, (whole, values_of, since)))
    yield Line(f"prove the chain of {entries} entries", chain)
    yield Line(f"prove only the {entries - seq} entries since a proof before", lately)
    yield Line(f"prove {values} values against their commitments", kept)

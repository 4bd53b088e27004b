"""The journal's chain proved from its first entry, and its values against their commitments."""

from collections.abc import Iterator
from functools import partial

from benchmarks.journal_store import journal
from benchmarks.measuring import Ground, Line, always, interleaved
from benchmarks.seal import ENTRIES, SMALL
from linkworker.journal.chain import verify_chain, verify_values


def measure(ground: Ground) -> Iterator[Line]:
    """Yield proving every entry, and proving every value."""
    with journal(ground, ground.size(ENTRIES, SMALL)) as store, store.reading() as connection:
        ways = partial(verify_chain, connection, store.device_id), partial(verify_values, connection)
        entries, values = ways[0](), ways[1]()
        chain, kept = interleaved(ground.size(5, 2), *map(always, ways))
    yield Line(f"prove the chain of {entries} entries", chain)
    yield Line(f"prove {values} values against their commitments", kept)

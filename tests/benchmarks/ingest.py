"""A bundle taken in at the hub beside COPY of the rows that came of it, into the same tables; and its memory."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.child import in_child, peak_megabytes
from benchmarks.hub_ground import Hubs, Rows, copy_rows, rows_in
from benchmarks.journal_store import journal, span
from benchmarks.measuring import Figures, Ground, Line, Work, interleaved
from benchmarks.sealed import seal_first
from linkworker.hub.ingest import ingest
from linkworker.hub.taken import TakenState
from linkworker.sync.own_identities import device
from postgres_server import postgres_server

BAR = 4
ENTRIES, SMALL = 200_000, 400  # the store's, shared with the rows that seal a bundle and prove the chain
FLAT = 1.1


def measure(ground: Ground) -> Iterator[Line]:
    """Yield ingest beside COPY, and the most memory of a small and a large bundle."""
    with postgres_server() as uri:
        sizes = few, many = ground.size(10_000, 100), ground.size(100_000, 200)
        hubs = _made_ready(ground, uri, sizes)
        yield _beside_copy(ground, hubs, many)
        peaks = [
            in_child("benchmarks.ingest", "peak_of", uri, str(hubs.folder), hubs.fresh(), size) for size in (many, few)
        ]
        if None not in peaks:
            large, small = (Figures((peak,), "MB") for peak in peaks)
            yield Line(f"most memory, {many} entries", large, f"{few} entries", small, most_ratio=FLAT)


def _made_ready(ground: Ground, uri: str, sizes: tuple[int, ...]) -> Hubs:
    """Make a hub with the laptop enrolled, and a bundle of each size."""
    folder = ground.folder / "hub"
    shutil.rmtree(folder, ignore_errors=True)
    with journal(ground, ground.size(ENTRIES, SMALL)) as store:
        hubs = Hubs.made_ready(uri, folder, [device(store).public])
        for size in sizes:
            seal_first(store, span(store, size), hubs.identity, _bundle(folder, size))
    return hubs


def _bundle(folder: Path, size: int) -> Path:
    return folder / f"{size}.age"


def _beside_copy(ground: Ground, hubs: Hubs, size: int) -> Line:
    name = hubs.fresh()
    with hubs.open(name) as hub:
        before = {table: len(rows) for table, (_, rows) in _rows(hubs, name).items()}
        _take_in(hubs, name, size)
        rows = _rows(hubs, name)
        assert sum(len(held) for _, held in rows.values()) > sum(before.values()) + size
        hub.close()
    columns_of = {table: columns for table, (columns, _) in rows.items()}
    new = {table: (columns_of[table], held[before[table] :]) for table, (_, held) in rows.items()}

    def ours(_: int) -> Work:
        return partial(_take_in, hubs, hubs.fresh(), size)

    def theirs(_: int) -> Work:
        return partial(_copy, hubs, hubs.fresh(), new)

    taken, copied = interleaved(ground.size(3, 1), ours, theirs)
    count = sum(len(held) for _, held in new.values())
    note = f"{size} entries, {count} rows; ours from the sealed file, read twice and proved, on a PostgreSQL beside it"
    return Line("take a bundle in at the hub", taken, "COPY", copied, most_ratio=BAR, note=note)


def _rows(hubs: Hubs, name: str) -> Rows:
    with hubs.open(name) as hub, hub.reading() as connection:
        return rows_in(connection)


def _take_in(hubs: Hubs, name: str, size: int) -> None:
    with hubs.open(name) as hub:
        taken = ingest(hub, _bundle(hubs.folder, size))
        assert taken.state == TakenState.TAKEN_IN, taken


def _copy(hubs: Hubs, name: str, rows: Rows) -> None:
    with hubs.open(name) as hub, hub.writing() as connection:
        copy_rows(connection, rows)


def peak_of(uri: str, folder: str, name: str, size: int) -> float | None:
    """Take one bundle in and return the most memory that took, in MB; called in a process of its own."""
    _take_in(Hubs.found(uri, Path(folder)), name, size)
    return peak_megabytes()

"""The day at scale: one laptop after another sends its month to one hub. Asked for by name: `scale [--devices N]`."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from re import Match
from statistics import median

from sqlalchemy import Connection

from benchmarks.child import resident_megabytes
from benchmarks.hub_ground import READY, Hubs, Rows, copy_rows, rows_in
from benchmarks.measuring import Work
from benchmarks.month import ENTRIES, UUID, bundle_of, ids_of, told
from linkworker.base.ids import NO_PERSON
from linkworker.hub.engine import Hub
from linkworker.hub.enrolment import enrol
from linkworker.hub.ingest import ingest
from linkworker.hub.staff import staff
from linkworker.hub.taken import TakenState
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS
from linkworker.sync.device import DeviceIdentity
from postgres_server import postgres_server

_SETTINGS = ("server_version", "shared_buffers", "fsync", "synchronous_commit", "max_wal_size")


@dataclass(slots=True)
class Round:
    """What some bundles in turn came to."""

    taken_ms: list[float]
    made_ms: list[float]
    copied_ms: list[float]

    def words(self, entries: int, total: int, sizes: str) -> str:
        """Return the line that is printed."""
        each, copied = median(self.taken_ms), median(self.copied_ms)
        return (
            f"{total:>10,} entries: {each:.0f} ms a bundle ({min(self.taken_ms):.0f} to {max(self.taken_ms):.0f}), "
            f"{entries / each * 1000:,.0f} entries/s; COPY of the rows {copied:.0f} ms, ratio {each / copied:.2f}; "
            f"made in {median(self.made_ms):.0f} ms; {resident_megabytes():.0f} MB resident; {sizes}; "
            f"load {os.getloadavg()[0]:.1f}"
        )


def main(words: list[str]) -> int:
    """Run for as many laptops, or as long, as was said."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks scale", description=__doc__)
    parser.add_argument("--devices", type=int, default=3_500, help="laptops that send a month")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries of each")
    parser.add_argument("--minutes", type=float, default=12, help="stop after so long")
    parser.add_argument("--every", type=int, default=25, help="print after so many bundles")
    given = parser.parse_args(words)
    folder = Path(tempfile.mkdtemp(prefix="linkworker-scale-"))
    try:
        with postgres_server() as uri:
            for line in _run(uri, folder, given):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _run(uri: str, folder: Path, given: argparse.Namespace) -> Iterator[str]:
    month = told(given.entries)
    hubs = Hubs.made_ready(uri, folder, ())
    with hubs.open(READY) as hub:
        by = staff(hub, "Robin Hale")
        with hub.reading() as connection:
            yield ", ".join(f"{name} {_one(connection, f'SHOW {name}')}" for name in _SETTINGS)
        until, total = time.monotonic() + given.minutes * 60, 0
        for first in range(0, given.devices, given.every):
            if time.monotonic() > until:
                break
            some = range(first, min(first + given.every, given.devices))
            spent = Round([], [], [])
            for number in some:
                device = DeviceIdentity.make(ids_of(number), ids_of(-number - 1))
                enrol(hub, by, device.public)
                path = folder / "bundle.age"
                spent.made_ms.append(_timed(lambda: bundle_of(month, device, hub.identity, number, path)))  # noqa: B023
                spent.taken_ms.append(_timed(lambda: _take_in(hub, path)))  # noqa: B023 - called at once
                path.unlink()
                total += len(month)
                if (number - first) % 5 == 0:
                    spent.copied_ms.append(_copied(hub, device.device, number))
            yield spent.words(len(month), total, _sizes(hub))


def _timed(work: Work) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _take_in(hub: Hub, path: Path) -> None:
    taken = ingest(hub, path)
    assert taken.state == TakenState.TAKEN_IN, taken


def _copied(hub: Hub, device: str, number: int) -> float:
    """Return the milliseconds of COPY of a laptop's rows under other ids into the same tables, taken back again."""
    with hub.reading() as connection:
        rows = _told_anew(_rows_of(connection, device), number)
    with hub.engine.connect() as connection:

        def work() -> None:
            copy_rows(connection, rows)
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")

        spent = _timed(work)
        connection.rollback()
    return spent


def _rows_of(connection: Connection, device: str) -> Rows:
    """Return the rows that came of one laptop's bundle."""
    mine = f"(SELECT person_id FROM entry WHERE device_id = '{device}')"
    where = {
        "entry": f"device_id = '{device}'",
        "entry_values": f"entry_id IN (SELECT id FROM entry WHERE device_id = '{device}') AND person_id IN {mine}",
        "head": f"record_id IN (SELECT record_id FROM entry WHERE device_id = '{device}')",
        "touched": f"device_id = '{device}'",
        "assignment": f"device_id = '{device}'",
        "person": f"id IN {mine}",
    }
    where |= {name: f"person_id IN {mine}" for name, kind in KINDS.items() if issubclass(kind, OfPerson)}
    found: Rows = {}
    for table in where:
        found |= rows_in(connection, f"WHERE {where[table]}", (table,))
    return found


def _told_anew(rows: Rows, number: int) -> Rows:
    """Return the rows with other ids, drawn as widely over the month as those they take the place of."""
    chance, ids = Random(-number), dict[str, str]()  # noqa: S311 - ids of fictional people

    def other(found: Match[str]) -> str:
        old = found.group()
        if old not in ids:
            tail = f"7{chance.getrandbits(12):03x}-8{old[20:23]}-{chance.getrandbits(48):012x}"
            ids[old] = old if old == NO_PERSON else f"{old[:14]}{tail}"
        return ids[old]

    return {
        table: (columns, [tuple(UUID.sub(other, one) if one else one for one in row) for row in held])
        for table, (columns, held) in rows.items()
    }


def _sizes(hub: Hub) -> str:
    with hub.reading() as connection:
        size = {
            table: _one(connection, f"SELECT pg_total_relation_size('{table}')") / 1e9
            for table in ("entry", "entry_values", "head", "touched", "note")
        }
        sizes = [f"{table} {gigabytes:.2f}" for table, gigabytes in size.items()]
        everything = _one(connection, "SELECT pg_database_size(current_database())") / 1e9
    return f"database {everything:.2f} GB: {', '.join(sizes)}"


def _one(connection: Connection, statement: str) -> float:
    return connection.exec_driver_sql(statement).scalar_one()

"""The day at scale: one laptop after another sends its months to one hub. Asked for by name: `scale [--fill TOTALS]`.

With `--fill` the hub's database is filled up between the rounds, on the server; those entries did not come in bundles.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection

from benchmarks.child import resident_megabytes
from benchmarks.copied_rows import copied, timed
from benchmarks.filling import fill
from benchmarks.hub_ground import READY, Hubs
from benchmarks.month import ENTRIES, Laptop, Months, bundle_of, told
from linkworker.hub.engine import Hub
from linkworker.hub.enrolment import enrol
from linkworker.hub.ingest import ingest
from linkworker.hub.staff import staff
from linkworker.hub.taken import TakenState
from postgres_server import postgres_server

_SETTINGS = ("server_version", "shared_buffers", "fsync", "synchronous_commit", "full_page_writes", "max_wal_size")
_SOURCES = 5
"""Of so many laptops the rows are copied to fill the database up."""


@dataclass(slots=True)
class Round:
    """What some bundles in turn came to."""

    what: str
    entries: int  # in a bundle
    taken_ms: list[float] = field(default_factory=list)
    made_ms: list[float] = field(default_factory=list)
    copied_ms: list[float] = field(default_factory=list)

    def words(self, there: str, more: str) -> str:
        """Return the line that is printed."""
        each, copied_ms = median(self.taken_ms), median(self.copied_ms)
        return (
            f"{there}, {self.what}: {each:.0f} ms a bundle ({min(self.taken_ms):.0f} to {max(self.taken_ms):.0f}), "
            f"{self.entries / each * 1000:,.0f} entries/s; COPY of the rows {copied_ms:.0f} ms, "
            f"ratio {each / copied_ms:.2f}; made in {median(self.made_ms):.0f} ms; {resident_megabytes():.0f} MB "
            f"resident; {more}; load {os.getloadavg()[0]:.1f}"
        )


@dataclass(slots=True)
class Day:
    """A hub and the laptops that have sent to it; `there` counts all entries, `filled` those that nobody sent."""

    hub: Hub
    by: str
    months: Months
    folder: Path
    laptops: list[Laptop] = field(default_factory=list)
    there: int = 0
    filled: int = 0

    def first_months(self, count: int) -> str:
        """Let so many new laptops send their first month."""
        spent = Round("first months", len(self.months.first))
        for place in range(count):
            laptop = Laptop.of(len(self.laptops))
            self.laptops.append(laptop)
            enrol(self.hub, self.by, laptop.device.public)
            self._send(laptop, spent, is_copied=place % 5 == 0)
        return spent.words(self._there(), _sizes(self.hub))

    def later_months(self, count: int) -> str:
        """Let so many laptops send a second month: those whose first one came longest ago."""
        spent = Round("later months", len(self.months.later))
        waiting = [laptop for laptop in self.laptops if len(laptop.sent) == 1]
        for place, laptop in enumerate(waiting[:count]):
            self._send(laptop, spent, is_copied=place % 2 == 0)
        return spent.words(self._there(), f"{len(waiting[:count])} bundles")

    def fill_to(self, total: int) -> tuple[str, bool]:
        """Fill the database up from the newest laptops; return the line that is printed, and whether the disk is full.

        The sources have sent one month only, where there are such: first months are what is made up.
        """
        once = [laptop for laptop in self.laptops if len(laptop.sent) == 1] or self.laptops
        sources = [laptop.device.device for laptop in once[-_SOURCES:]]
        done = fill(self.hub, sources, total - self.there, self.there)
        self.there += done.entries
        self.filled += done.entries
        return done.words(self.there), done.is_full

    def _send(self, laptop: Laptop, spent: Round, *, is_copied: bool) -> None:
        paths: list[Path] = []
        first = len(self.months.first) + 1 if laptop.sent else 1
        made = timed(lambda: paths.append(bundle_of(self.months, laptop, self.hub.identity, self.folder)))
        spent.made_ms.append(made)
        spent.taken_ms.append(timed(lambda: _take_in(self.hub, paths[0])))
        paths[0].unlink()
        self.there += spent.entries
        if is_copied:
            spent.copied_ms.append(copied(self.hub, laptop.device.device, first, -self.there))

    def _there(self) -> str:
        return f"{self.there:>10,} entries" + (f" ({self.filled:,} of them filled in)" if self.filled else "")


def main(words: list[str]) -> int:
    """Run for as many laptops, or as long, or to as many entries, as was said."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks scale", description=__doc__)
    parser.add_argument("--devices", type=int, default=3_500, help="laptops that send a month")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries of each, about")
    parser.add_argument("--minutes", type=float, default=None, help="stop after so long (12, or none with --fill)")
    parser.add_argument("--every", type=int, default=25, help="first months in a round; a line is printed after it")
    parser.add_argument("--later", type=int, default=10, help="later months in a round, at most as many")
    filling = "fill up between rounds, so that one ends with about so many entries: 1000000,3000000"
    parser.add_argument("--fill", type=_totals, default=(), metavar="TOTALS", help=filling)
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


def _totals(typed: str) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in typed.split(",")))


def _run(uri: str, folder: Path, given: argparse.Namespace) -> Iterator[str]:
    months = told(given.entries)
    hubs = Hubs.made_ready(uri, folder, ())
    with hubs.open(READY) as hub:
        day = Day(hub, staff(hub, "Robin Hale"), months, folder)
        with hub.reading() as connection:
            yield ", ".join(f"{name} {_one(connection, f'SHOW {name}')}" for name in _SETTINGS)
        yield from _filled(day, given) if given.fill else _taken_in(day, given)


def _taken_in(day: Day, given: argparse.Namespace) -> Iterator[str]:
    """Take in one round after another, until the time is up."""
    until = time.monotonic() + (given.minutes or 12) * 60
    while len(day.laptops) < given.devices and time.monotonic() < until:
        yield from _round(day, given, given.devices - len(day.laptops))


def _filled(day: Day, given: argparse.Namespace) -> Iterator[str]:
    """Take in a round, then one more at each total that was asked for."""
    until = None if given.minutes is None else time.monotonic() + given.minutes * 60
    yield from _round(day, given, given.every)
    for total in given.fill:
        if until is not None and time.monotonic() > until:
            break
        begun = time.monotonic()
        line, is_full = day.fill_to(total - given.every * len(day.months.first) - given.later * len(day.months.later))
        yield line
        yield from _round(day, given, given.every)
        yield f"This total took {time.monotonic() - begun:.0f} s in all."
        if is_full:
            break


def _round(day: Day, given: argparse.Namespace, most: int) -> Iterator[str]:
    yield day.first_months(min(given.every, most))
    if given.later:
        yield day.later_months(given.later)


def _take_in(hub: Hub, path: Path) -> None:
    taken = ingest(hub, path)
    assert taken.state == TakenState.TAKEN_IN, taken
    assert taken.applied is not None
    assert (taken.applied.waiting, taken.applied.conflicts, taken.applied.refused) == (0, 0, 0), taken


def _sizes(hub: Hub) -> str:
    with hub.reading() as connection:
        size = {
            table: _one(connection, f"SELECT pg_total_relation_size('{table}')") / 1e9
            for table in ("entry", "entry_values", "head", "touched", "note")
        }
        sizes = [f"{table} {gigabytes:.2f}" for table, gigabytes in size.items()]
        everything = _one(connection, "SELECT pg_database_size(current_database())") / 1e9
    return f"database {everything:.2f} GB: {', '.join(sizes)}"


def _one(connection: Connection, statement: str) -> Any:
    return connection.exec_driver_sql(statement).scalar_one()

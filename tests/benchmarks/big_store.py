"""Large stores to measure on: one encrypted as real ones are, and the same rows in one without a key."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlalchemy import create_engine as sqlalchemy_engine

from benchmarks.caseload_rows import Caseload, Size
from benchmarks.measuring import Ground
from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import NewWorker, Unlocked, set_up, unlock
from linkworker.journal.migrations import migrate
from linkworker.records.person import Person
from linkworker.vault.cost import DEFAULT_COST, Cost
from linkworker.vault.engine import create_engine
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME, Slots
from linkworker.vault.steps import STEPS
from linkworker.vault.store import STORE_NAME

PASSPHRASE = "copper kettle tulip shelf"
CLOCK = FixedClock(datetime(2026, 8, 6, 12, 0, tzinfo=UTC))
PLAIN = "plain.db"
_AT_ONCE = 5000
_READ_BACK = (
    "page_size", "journal_mode", "synchronous", "foreign_keys", "secure_delete", "recursive_triggers", "temp_store",
    "cache_size",
)  # fmt: skip


def cost(ground: Ground) -> Cost:
    """Return what deriving a key costs: as for real slots, or next to nothing for a quick look."""
    return Cost(memory_kib=8, passes=1, lanes=1) if ground.small else DEFAULT_COST


def caseload(ground: Ground) -> Caseload:
    """Return the caseload of the large store: 10,000 people, 100,000 notes, 50,000 check-ins."""
    return Caseload(Size(ground.size(10_000, 60)))


def folder_of(ground: Ground, people: int) -> Path:
    """Return the folder of an encrypted store with this many people, made when it is not there."""
    folder = ground.folder / f"people-{people}"
    if not (folder / "ready").exists():
        worker = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
        made = set_up(folder, worker, PASSPHRASE, RecoveryCode.make(), CLOCK, cost=cost(ground))
        whole = Caseload(Size(people))
        with made.store as store:
            for kind, rows in whole.tables():
                with store.writing() as connection:
                    _insert(connection, kind.table(), rows)
            with store.writing() as connection:  # as the others do, the one who unlocks supports some of them
                person = Person.table()
                chosen = update(person).where(person.c.worker_id == whole.workers[0])
                connection.execute(chosen.values(worker_id=made.worker_id))
        (folder / "ready").touch()
    return folder


@contextmanager
def opened(ground: Ground, people: int) -> Iterator[Unlocked]:
    """Give the open store of this many people."""
    found = unlock(folder_of(ground, people), None, PASSPHRASE, CLOCK, floor=cost(ground))
    with found.store:
        yield found


def plain_of(ground: Ground, people: int) -> Path:
    """Return the file of the same rows in the same tables without a key, made when it is not there."""
    path = folder_of(ground, people) / PLAIN
    if not (path.parent / "plain-ready").exists():
        engine = sqlalchemy_engine("sqlite://", creator=lambda: connect(path, None), isolation_level=None)
        with engine.connect() as connection:
            migrate(connection, STEPS)
            for kind, rows in Caseload(Size(people)).tables():
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                _insert(connection, kind.table(), rows)
                connection.exec_driver_sql("COMMIT")
        engine.dispose()
        (path.parent / "plain-ready").touch()
    return path


def key_of(ground: Ground, people: int) -> str:
    """Return the key of the store of this many people, as SQLCipher takes it."""
    slots = Slots.read(folder_of(ground, people) / SLOTS_NAME, floor=cost(ground))
    return slots.open(None, PASSPHRASE, clock=CLOCK).sqlcipher_key()


def connect(path: Path, key: str | None) -> Any:
    """Return a connection of the library itself: the program's own under a key, or the same settings without one."""
    import sqlcipher3.dbapi2 as sqlcipher  # noqa: PLC0415 - as the program does

    if key is not None:
        return create_engine(path, key).raw_connection().driver_connection
    raw = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    for name, value in _settings():
        raw.execute(f"PRAGMA {name}={value}").fetchall()
    raw.execute("SELECT count(*) FROM sqlite_master").fetchall()  # the program's own reads the schema here too
    if _read_back(raw) != _settings():
        message = "the connection without a key is set otherwise"
        raise RuntimeError(message)
    return raw


@cache
def _settings() -> list[tuple[str, str]]:
    """Return the settings that the program's own connections have, read back from one."""
    with tempfile.TemporaryDirectory() as folder:
        raw: Any = create_engine(Path(folder) / STORE_NAME, "0" * 96).raw_connection().driver_connection
        found = _read_back(raw)
        raw.close()
    return found


def _read_back(raw: Any) -> list[tuple[str, str]]:
    return [(name, str(raw.execute(f"PRAGMA {name}").fetchone()[0])) for name in _READ_BACK]


def _insert(connection: Connection, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    while batch := list(islice(rows, _AT_ONCE)):
        connection.execute(insert(table), batch)

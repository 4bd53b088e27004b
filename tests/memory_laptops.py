"""Laptops in memory for tests of taking in: a device with a journal each, and all that can be read of its state."""

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, select
from sqlmodel import Session

from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.journal.applied import Applied
from linkworker.journal.applying import apply
from linkworker.journal.incoming import Incoming, Late
from linkworker.journal.migrations import JOURNAL_STEPS, migrate
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, GONE, HEAD, TIP, UNKNOWN_KIND, WAITING
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.registry import KINDS

STATE = (HEAD, TIP, WAITING, UNKNOWN_KIND, GONE)


@cache
def _empty() -> bytes:
    raw = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    with engine.begin() as connection:
        migrate(connection, JOURNAL_STEPS)
    made = raw.serialize()
    engine.dispose()
    return made


def memory() -> Engine:
    """Return an empty database with every table, kept in memory."""

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(":memory:", check_same_thread=False)
        raw.deserialize(_empty())
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("PRAGMA recursive_triggers=ON")
        return raw

    return create_engine("sqlite://", creator=connect, poolclass=StaticPool)


class Laptop:
    """One device: what it wrote, what it took in, and the state that follows."""

    def __init__(self, clock: FixedClock, engine: Engine | None = None) -> None:
        self.engine = engine or memory()
        self.clock, self.device = clock, new_id()
        self.worker = new_id()

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that is committed at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            uow = UnitOfWork(session, worker_id=self.worker, device_id=self.device, clock=self.clock)
            yield uow
            uow.commit()

    def take(self, things: Iterable[Incoming | Late]) -> Applied:
        """Apply things in one transaction."""
        with self.engine.begin() as connection:
            return apply(connection, things)

    def sent(self) -> list[Incoming]:
        """Return every entry that is here, as it would travel."""
        with self.engine.connect() as connection:
            return entries_of(connection)

    def state(self) -> dict[str, Any]:
        """Return all that follows from the entries: heads, tips, rows and values."""
        with self.engine.connect() as connection:
            return state_in(connection)

    def close(self) -> None:
        """Let go of the memory."""
        self.engine.dispose()


def entries_of(connection: Connection) -> list[Incoming]:
    """Return every entry of a database with the values that are still there."""
    joined = ENTRY.outerjoin(ENTRY_VALUES, ENTRY.c.id == ENTRY_VALUES.c.entry_id)
    rows = connection.execute(select(ENTRY.c.header, ENTRY.c.hash, ENTRY_VALUES.c.content).select_from(joined))
    return [Incoming(row.header, row.hash, row.content) for row in rows]


def state_in(connection: Connection) -> dict[str, Any]:
    """Return heads, tips, what waits, the rows of every kind, and the values kept: comparable across databases."""
    tables = [*STATE, *(kind.table() for kind in KINDS.values())]
    found = {table.name: _rows(connection, table) for table in tables}
    values = select(ENTRY_VALUES.c.entry_id, ENTRY_VALUES.c.content)
    found["values"] = sorted((row.entry_id, row.content) for row in connection.execute(values))
    return found


def _rows(connection: Connection, table: Any) -> list[tuple[str, ...]]:
    rows = connection.execute(select(table)).mappings()
    return sorted(tuple(f"{name}={row[name]!r}" for name in sorted(row.keys())) for row in rows)


def mixed(things: list[Incoming], chance: random.Random) -> list[list[Incoming | Late]]:
    """Return the things in another order, some twice and some bare at first, in a few parts."""
    order = [*things, *chance.sample(things, len(things) // 3)]
    chance.shuffle(order)
    late: list[Late] = []
    parts: list[list[Incoming | Late]] = [[]]
    for thing in order:
        if thing.content is not None and chance.random() < 0.2:
            late.append(Late(entry_id(thing), thing.content))
            parts[-1].append(Incoming(thing.header, thing.hash, None))
        else:
            parts[-1].append(thing)
        if chance.random() < 0.1:
            parts.append([])
    chance.shuffle(late)
    return [*parts, list(late)]


def entry_id(thing: Incoming) -> str:
    """Return the id of an entry."""
    start = thing.header.index('","id":"') + len('","id":"')
    return thing.header[start : start + 36]

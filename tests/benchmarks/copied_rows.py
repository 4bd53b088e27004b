"""COPY of the rows that came of one bundle, under other ids into the same tables: what taking it in is beside."""

import time
from random import Random
from re import Match

from sqlalchemy import Connection

from benchmarks.hub_ground import Rows, copy_rows, rows_in
from benchmarks.measuring import Work
from benchmarks.month import UUID
from linkworker.base.ids import NO_PERSON
from linkworker.hub.engine import Hub
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS


def timed(work: Work) -> float:
    """Do something and return its milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def copied(hub: Hub, device: str, first: int, seed: int) -> float:
    """Return the milliseconds of COPY of the rows of a laptop's newest bundle, taken back again.

    `first` is the number of the bundle's first entry.
    """
    with hub.reading() as connection:
        rows = _told_anew(_rows_of(connection, device, first), seed)
    with hub.engine.connect() as connection:

        def work() -> None:
            copy_rows(connection, rows)
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")

        spent = timed(work)
        connection.rollback()
    return spent


def wheres(device: str, first: int = 1) -> dict[str, str]:
    """Return for each table which rows came of a laptop's entries from one number on, or were changed by them."""
    written = f"FROM entry WHERE device_id = '{device}' AND seq >= {first}"
    people, ids, records = (f"IN (SELECT {name} {written})" for name in ("person_id", "id", "record_id"))
    found = {
        "entry": f"device_id = '{device}' AND seq >= {first}",
        "entry_values": f"person_id {people} AND entry_id {ids}",
        "head": f"record_id {records} AND entry_id {ids}",
        "touched": f"device_id = '{device}' AND last_seq >= {first}",
        "assignment": f"device_id = '{device}' AND {first} = 1",
    }
    for name, kind in KINDS.items():
        found[name] = f"person_id {people} AND id {records}" if issubclass(kind, OfPerson) else f"id {records}"
    return found


def _rows_of(connection: Connection, device: str, first: int) -> Rows:
    found: Rows = {}
    for table, where in wheres(device, first).items():
        found |= rows_in(connection, f"WHERE {where}", (table,))
    return found


def _told_anew(rows: Rows, seed: int) -> Rows:
    """Return the rows with other ids, drawn as widely over the time as those they take the place of."""
    chance, ids = Random(seed), dict[str, str]()  # noqa: S311 - ids of fictional people

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

"""Filling a hub's database on the server: the rows of laptops really taken in, many times over under other ids.

What is filled in never went through ingest. It only makes the tables and indexes as large as they would be, with ids
drawn as widely, so that what is taken in next meets them at that size.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from benchmarks.copied_rows import wheres
from linkworker.base.ids import NO_PERSON
from linkworker.hub.engine import Hub, remember
from linkworker.hub.places import PLACE, last_place

ROOM = 12_000_000_000
"""Bytes that stay free on the disk, whatever was asked for."""
_WHILE_FILLING = {
    "max_wal_size": "4GB", "checkpoint_timeout": "30min", "full_page_writes": "off", "autovacuum": "off",
}  # fmt: skip
"""Set for the filling alone and set back before anything is measured."""
_HUB_TABLES = ("hub_device", "hub_bundle")
_ANEW = f"""
CREATE FUNCTION filling.anew(old uuid, copy text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN old = '{NO_PERSON}' THEN old ELSE overlay(
    overlay(md5(old::text || copy) PLACING left(old::text, 8) || substr(old::text, 10, 4) || '7' FROM 1 FOR 13)
    PLACING '8' || substr(old::text, 21, 3) FROM 17 FOR 4
)::uuid END $$
"""
"""Another id in the place of one: its time stays, the rest is drawn. The id of nobody stays as it is."""
_OTHERWISE = {
    ("entry", "header"): "replace(replace(replace(replace(header, o.id::text, n.id::text), o.record_id::text, "
    "n.record_id::text), o.person_id::text, n.person_id::text), o.device_id::text, n.device_id::text)",
    ("touched", "place"): "o.place + :ahead",
    ("assignment", "since_place"): "CASE WHEN o.since_place = 0 THEN 0 ELSE o.since_place + :ahead END",
    ("hub_bundle", "place"): "o.place + :ahead",
    ("hub_bundle", "hash"): "md5(o.hash || :copy) || md5(o.hash)",
    ("hub_device", "public"): "md5(o.public || :copy) || md5(o.public)",
    ("hub_device", "short"): "left(md5(o.public || :copy), 8)",
}
"""What is not simply copied, nor an id. Values, and the rest of a header, stay as they were: nothing reads them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many entries were filled in, in how many seconds; `vacuumed` is the seconds of VACUUM and CHECKPOINT."""

    entries: int
    laptops: int
    seconds: float
    vacuumed: float
    is_full: bool

    def words(self, total: int) -> str:
        """Return the line that is printed."""
        stopped = " The disk would be full beyond this, so the filling stopped here." if self.is_full else ""
        return (
            f"Filled in on the server, not taken in: {self.entries:,} entries of {self.laptops:,} made-up laptops, by "
            f"copying rows under other ids, {self.seconds:.0f} s ({self.vacuumed:.0f} s more for VACUUM ANALYZE and "
            f"CHECKPOINT); {total:,} entries now.{stopped}"
        )


def fill(hub: Hub, sources: Sequence[str], missing: int, there: int) -> Filled:
    """Fill in about as many entries as are missing, from the rows of laptops. `there` says how many there are."""
    begun = time.monotonic()
    with _made_quick(hub):
        with hub.engine.begin() as connection:
            statements, each = _staged(connection, sources)
            place, width = _places(connection)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            turns = range(max(0, missing // each))
            made = sum(pool.map(lambda turn: _copy(hub, statements, f"{there}-{turn}", place + turn * width), turns))
        with hub.engine.begin() as connection:
            remember(connection, PLACE, str(place + len(turns) * width + width))
            connection.exec_driver_sql("DROP SCHEMA filling CASCADE")
    filled = time.monotonic()
    _settle(hub)
    return Filled(
        made * each, made * len(sources), filled - begun, time.monotonic() - filled, is_full=made < len(turns)
    )


def _staged(connection: Connection, sources: Sequence[str]) -> tuple[list[str], int]:
    """Put the rows of laptops into tables of their own; return the statements that copy them, and their entries."""
    connection.exec_driver_sql("DROP SCHEMA IF EXISTS filling CASCADE")
    connection.exec_driver_sql("CREATE SCHEMA filling")
    connection.exec_driver_sql(_ANEW)
    tables = (*wheres(""), *_HUB_TABLES)
    for table in tables:
        connection.exec_driver_sql(f"CREATE UNLOGGED TABLE filling.{table} (LIKE {table})")
        for source in sources:
            where = wheres(source).get(table, f"device_id = '{source}'")
            connection.exec_driver_sql(f"INSERT INTO filling.{table} SELECT * FROM public.{table} WHERE {where}")
    full = [table for table in tables if _count(connection, table)]
    return [_statement(connection, table) for table in full], _count(connection, "entry")


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM filling.{table}").scalar_one())


def _statement(connection: Connection, table: str) -> str:
    """Return the statement that copies the rows of a table once; ids are made once for each row."""
    asked = (
        "SELECT column_name, udt_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"
    )
    columns = [(row[0], row[1] == "uuid") for row in connection.exec_driver_sql(asked, (table,))]
    anew = ", ".join(f'filling.anew(o."{name}", :copy) AS "{name}"' for name, is_id in columns if is_id)
    names = ", ".join(f'"{name}"' for name, _ in columns)
    given = ", ".join(
        f'n."{name}"' if is_id else _OTHERWISE.get((table, name), f'o."{name}"') for name, is_id in columns
    )
    return (
        f"INSERT INTO public.{table} ({names}) "
        f"SELECT {given} FROM filling.{table} AS o, LATERAL (SELECT {anew} OFFSET 0) AS n"
    )


def _places(connection: Connection) -> tuple[int, int]:
    """Return by how much the places of the first copy lie ahead, and of each further one."""
    least, most = connection.exec_driver_sql("SELECT min(place), max(place) FROM filling.touched").one()
    return last_place(connection) + 1 - least, most - least + 1


def _copy(hub: Hub, statements: Sequence[str], copy: str, ahead: int) -> bool:
    """Copy the rows once; say whether there was room."""
    if shutil.disk_usage(Path(tempfile.gettempdir())).free < ROOM:
        return False
    with hub.engine.begin() as connection:
        # Whose record it is has been checked: the people are copied with all that names them.
        for setting in ("synchronous_commit = off", "session_replication_role = replica", "jit = off"):
            connection.exec_driver_sql(f"SET LOCAL {setting}")
        for statement in statements:
            given = {"copy": copy, "ahead": ahead}
            connection.execute(text(statement), {name: given[name] for name in given if f":{name}" in statement})
    return True


@contextmanager
def _made_quick(hub: Hub) -> Iterator[None]:
    """Set the server up for a bulk of writing, and set all of it back."""
    _apart(hub, *(f"ALTER SYSTEM SET {name} = '{value}'" for name, value in _WHILE_FILLING.items()), _RELOAD)
    try:
        yield
    finally:
        _apart(hub, *(f"ALTER SYSTEM RESET {name}" for name in _WHILE_FILLING), _RELOAD)


_RELOAD = "SELECT pg_reload_conf()"


def _settle(hub: Hub) -> None:
    """Do what the server would do by itself a while later, so that it does not do it while something is measured."""
    others = ", ".join(table for table in (*wheres(""), *_HUB_TABLES) if table != "entry")
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda tables: _apart(hub, f"VACUUM (ANALYZE) {tables}"), ("entry", others)))
    _apart(hub, "CHECKPOINT")


def _apart(hub: Hub, *statements: str) -> None:
    """Run statements that no transaction may hold."""
    with hub.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)

"""A PostgreSQL server of a run's own, and hubs on it: each on a database that is a copy of one made ready before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, text

from benchmarks.big_store import CLOCK
from linkworker.hub.engine import Hub, open_hub
from linkworker.hub.enrolment import enrol
from linkworker.hub.staff import staff
from linkworker.hub.staging import copy_in
from linkworker.hub.tables import ASSIGNMENT, TOUCHED
from linkworker.journal.tables import ENTRY, ENTRY_VALUES, HEAD
from linkworker.records.registry import KINDS
from linkworker.sync.device import DevicePublic
from linkworker.sync.identity import HubIdentity, read_hub_identity

READY = "ready"
TABLES = tuple(table.name for table in (ENTRY, ENTRY_VALUES, HEAD, TOUCHED, ASSIGNMENT)) + tuple(KINDS)
"""What taking a bundle in fills."""


@dataclass(slots=True)
class Hubs:
    """Hubs of one identity, with the same laptops enrolled at each."""

    uri: str
    folder: Path
    identity: HubIdentity
    _made: int = field(default=0)

    @classmethod
    def made_ready(cls, uri: str, folder: Path, laptops: Sequence[DevicePublic]) -> "Hubs":
        """Make the database that the others are copies of."""
        identity = HubIdentity.make("Fictional hub")
        folder.mkdir(parents=True, exist_ok=True)
        identity.write(folder)
        hubs = cls(uri, folder, identity)
        hubs._run(f"CREATE DATABASE {READY} TEMPLATE template0 ENCODING 'UTF8'")
        with hubs.open(READY) as hub:
            for laptop in laptops:
                enrol(hub, staff(hub, "Robin Hale"), laptop)
        return hubs

    @classmethod
    def found(cls, uri: str, folder: Path) -> "Hubs":
        """Return those that another process made ready."""
        return cls(uri, folder, read_hub_identity(folder / "hub-identity.json"))

    def open(self, database: str) -> Hub:
        """Open the hub on a database."""
        return open_hub(self.address(database), self.identity, CLOCK, folder=self.folder)

    def address(self, database: str) -> str:
        """Return a database's address."""
        url = create_engine(self.uri).url.set(database=database)
        return url.set(password=None).render_as_string(hide_password=False)

    def fresh(self) -> str:
        """Return the name of a database with the laptops enrolled and nothing taken in."""
        self._made += 1
        name = f"hub_{self._made}"
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._run(f"CREATE DATABASE {name} TEMPLATE {READY}")
        return name

    def _run(self, statement: str) -> None:
        engine = create_engine(self.uri, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def rows_in(connection: Connection, where: str = "", tables: Sequence[str] = TABLES) -> Rows:
    """Return columns and rows (as text) of every table that taking in fills."""
    found: Rows = {}
    for table in tables:
        columns = [
            row[0] for row in connection.exec_driver_sql(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
                (table,),
            )
        ]  # fmt: skip
        said = ", ".join(f'"{name}"::text' for name in columns)
        found[table] = (
            columns,
            [tuple(row) for row in connection.exec_driver_sql(f'SELECT {said} FROM "{table}" {where}')],
        )
    return found


def copy_rows(connection: Connection, rows: Rows) -> None:
    """Put rows in by COPY, with nothing checked, decided or looked up."""
    for table, (columns, held) in rows.items():
        if held:
            copy_in(connection, table, columns, held)

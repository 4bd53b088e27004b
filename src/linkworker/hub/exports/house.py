"""The names that people's records point to: workers, teams, providers and activities, read once for an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from linkworker.records.activity import Activity
from linkworker.records.provider import Provider
from linkworker.records.worker import Team, Worker


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and the id of what it belongs to: a worker's team, an activity's provider."""

    name: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    """By id. It grows with the directory, not with the people."""

    workers: Mapping[str, Named]
    teams: Mapping[str, Named]
    providers: Mapping[str, Named]
    activities: Mapping[str, Named]

    def team_of(self, worker_id: str | None) -> str | None:
        """Return the id of a worker's team."""
        return _of(self.workers, worker_id)

    def provider_of(self, activity_id: str | None) -> str | None:
        """Return the id of an activity's provider."""
        return _of(self.activities, activity_id)


def read_house(connection: Connection) -> House:
    """Read the names, those of records entered in error among them: something may still point there."""
    return House(
        _named(connection, Worker.table(), "team_id"),
        _named(connection, Team.table()),
        _named(connection, Provider.table()),
        _named(connection, Activity.table(), "provider_id"),
    )


def name_in(names: Mapping[str, Named], record_id: str | None) -> str | None:
    """Return the name of a record, or None where it is not here."""
    found = names.get(record_id or "")
    return found.name if found else None


def _of(names: Mapping[str, Named], record_id: str | None) -> str | None:
    found = names.get(record_id or "")
    return found.of if found else None


def _named(connection: Connection, table: Table, of: str | None = None) -> dict[str, Named]:
    columns = [table.c.id, table.c.name, *([table.c[of]] if of else [])]
    rows: Any = connection.execute(select(*columns))
    return {row[0]: Named(*row[1:]) for row in rows}

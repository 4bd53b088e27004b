"""The centre's directory: taken in once here, and its rows that changed sent down to every laptop."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from linkworker.hub.engine import Hub
from linkworker.hub.places import next_place
from linkworker.hub.tables import DIRECTORY_ROW
from linkworker.imports.directory import import_directory
from linkworker.imports.report import Report
from linkworker.journal.canonical import canonical, plain
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.record import Record
from linkworker.records.venue import Venue

_OF_A_FEED: tuple[type[Record], ...] = (Provider, Venue, Activity)
_AT_ONCE = 2000
_D = DIRECTORY_ROW.c


def take_directory(hub: Hub, by: str, path: Path, feed: str | None = None) -> tuple[Report, int]:
    """Take a directory in at the hub; return its report, and how many rows go down with the next receipts.

    Raises as `imports.directory.import_directory` does, before anything is changed.
    """
    with hub.unit_of_work(by) as uow:
        report = import_directory(uow, path, feed, hub.clock.today())
        connection = uow.connection
        return report, _keep_changed(connection, report.feed, next_place(connection))


def _keep_changed(connection: Connection, feed: str, place: int) -> int:
    held = {
        (row.kind, row.record_id): row.content
        for row in connection.execute(select(_D.kind, _D.record_id, _D.content).where(_D.feed == feed))
    }
    changed = [
        {"feed": feed, "kind": kind, "record_id": record_id, "content": content, "place": place}
        for kind, record_id, content in _rows(connection, feed)
        if held.get((kind, record_id)) != content
    ]
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        ids = [row["record_id"] for row in some]
        connection.execute(delete(DIRECTORY_ROW).where(_D.feed == feed, _D.record_id.in_(ids)))
        connection.execute(insert(DIRECTORY_ROW), some)
    return len(changed)


def _rows(connection: Connection, feed: str) -> Iterator[tuple[str, str, str]]:
    """Yield every row of a feed as it stands here: kind, id and fields as canonical JSON."""
    for kind in _OF_A_FEED:
        table = kind.table()
        yield from _spelt(connection, kind, table, table.c.feed == feed)
    activity = Activity.table().c
    of_feed = ActivityTime.table().c.activity_id.in_(select(activity.id).where(activity.feed == feed))
    yield from _spelt(connection, ActivityTime, ActivityTime.table(), of_feed)


def _spelt(connection: Connection, kind: type[Record], table: Table, which: Any) -> Iterator[tuple[str, str, str]]:
    for row in connection.execute(select(table).where(which).order_by(table.c.id)):
        values = {name: plain(getattr(row, name)) for name in kind.value_fields()}
        yield kind.kind(), row.id, canonical(values)

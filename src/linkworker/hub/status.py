"""How the hub stands: each laptop with what came of it and what it has not taken in, and the totals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, func, select

from linkworker.hub.devices import Device, devices
from linkworker.hub.tables import ASSIGNMENT, HUB_BUNDLE, HUB_DEVICE, HUB_RECEIPT, HUB_REFUSED
from linkworker.journal.conflicts import count_conflicts
from linkworker.journal.tables import ENTRY, UNKNOWN_KIND, WAITING
from linkworker.records.worker import Team, Worker

_B, _R, _A = HUB_BUNDLE.c, HUB_RECEIPT.c, ASSIGNMENT.c


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One laptop, of which team and last used by whom, by name where known here.

    `number` is the newest bundle taken in without a gap; `clock` "ahead" or "behind" of that one.
    """

    device: str
    short: str
    team: str | None
    worker: str | None
    state: str
    number: int
    received_at: datetime | None
    clock: str | None
    waiting: tuple[int, ...]
    held: tuple[int, ...]
    refused: int
    forks: int
    people: int
    receipts: int
    acknowledged: int
    unacknowledged_since: datetime | None
    old_keys: bool


@dataclass(frozen=True, slots=True)
class HubStatus:
    """All laptops, and what the database holds."""

    devices: tuple[DeviceStatus, ...]
    entries: int
    conflicts: int
    waiting_entries: int
    unknown: int
    quarantine: int


def status(connection: Connection, key_id: str, quarantine: Path | None = None) -> HubStatus:
    """Return how the hub stands; `key_id` is that of its present key. A few statements, however many laptops.

    Files of nobody known here are counted that still lie in the folder `quarantine`, or all that came without it.
    """
    said = _Said(
        _newest(connection), _aside(connection), _unanswered(connection),
        dict(_pairs(connection, select(_A.device_id, func.count()).where(_A.state == "here").group_by(_A.device_id))),
        {row: name for kind in (Team, Worker) for row, name in _pairs(connection, _names(kind))},
    )  # fmt: skip
    return HubStatus(
        tuple(_device(each, said, key_id) for each in devices(connection)),
        _count(connection, select(ENTRY.c.id)),
        count_conflicts(connection),
        _count(connection, select(WAITING.c.entry_id)),
        _count(connection, select(UNKNOWN_KIND.c.entry_id)),
        sum(quarantine is None or (quarantine / name).exists() for name in _files(connection)),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What the database says of all laptops, by device."""

    newest: dict[str, Any]
    aside: dict[tuple[str, str], list[int]]
    unanswered: dict[str, datetime]
    people: dict[str, int]
    names: dict[str, str]


def _newest(connection: Connection) -> dict[str, Any]:
    """Return the newest bundle taken in of each laptop's first line."""
    last = (
        select(_B.line_id, func.max(_B.number).label("number"))
        .where(_B.state == "taken-in", _B.line_id == _B.device_id)
        .group_by(_B.line_id)
        .subquery()
    )
    asked = (
        select(_B.device_id, _B.number, _B.received_at, _B.clock)
        .join(last, (last.c.line_id == _B.line_id) & (last.c.number == _B.number))
        .where(_B.state == "taken-in")
    )
    return {row.device_id: row for row in connection.execute(asked)}


def _aside(connection: Connection) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of the bundles that are not taken in, by laptop and state."""
    asked = select(_B.device_id, _B.state, _B.number).where(_B.state.in_(("waiting", "held", "refused", "fork")))
    found: dict[tuple[str, str], list[int]] = {}
    for row in connection.execute(asked.order_by(_B.number)):
        found.setdefault((row.device_id, row.state), []).append(row.number)
    return found


def _unanswered(connection: Connection) -> dict[str, datetime]:
    """Return since when a laptop has not answered a receipt, by device."""
    asked = (
        select(_R.device_id, func.min(_R.made_at))
        .join(HUB_DEVICE, HUB_DEVICE.c.device_id == _R.device_id)
        .where(_R.number > HUB_DEVICE.c.acknowledged)
        .group_by(_R.device_id)
    )
    return dict(_pairs(connection, asked))


def _device(device: Device, said: _Said, key_id: str) -> DeviceStatus:
    newest = said.newest.get(device.id)

    def aside(state: str) -> tuple[int, ...]:
        return tuple(said.aside.get((device.id, state), ()))

    return DeviceStatus(
        device=device.id,
        short=device.public.short,
        team=said.names.get(device.team_id or ""),
        worker=said.names.get(device.worker_id or ""),
        state=str(device.state),
        number=newest.number if newest else 0,
        received_at=newest.received_at if newest else None,
        clock=newest.clock if newest else None,
        waiting=aside("waiting"),
        held=aside("held"),
        refused=len(aside("refused")),
        forks=len(aside("fork")),
        people=said.people.get(device.id, 0),
        receipts=device.receipts,
        acknowledged=device.acknowledged,
        unacknowledged_since=said.unanswered.get(device.id),
        old_keys=device.key_id != key_id,
    )


def _names(kind: type[Team | Worker]) -> Select[Any]:
    return select(kind.table().c.id, kind.table().c.name)


def _files(connection: Connection) -> list[str]:
    return list(connection.execute(select(HUB_REFUSED.c.file)).scalars())


def _pairs(connection: Connection, asked: Select[Any]) -> Iterator[tuple[Any, Any]]:
    yield from ((row[0], row[1]) for row in connection.execute(asked))


def _count(connection: Connection, asked: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one())

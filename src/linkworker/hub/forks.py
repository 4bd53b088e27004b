"""Forks: two laptops that go by one id, because one was copied. What the second wrote need not be lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from linkworker.base.errors import LinkworkerError, NotFound, Refused
from linkworker.hub.devices import Device
from linkworker.hub.engine import Hub
from linkworker.hub.ingest import ingest
from linkworker.hub.lineage import fork_line
from linkworker.hub.receiving import what_waited
from linkworker.hub.tables import HUB_BUNDLE, HUB_LINE
from linkworker.hub.taken import Taken, TakenState
from linkworker.journal.actions import Action

_B = HUB_BUNDLE.c


@dataclass(frozen=True, slots=True)
class Fork:
    """One bundle in quarantine because another has its number."""

    device: str
    number: int
    hash: str
    file: str
    entries: int
    made_at: datetime
    received_at: datetime


def forks(connection: Connection, device_id: str | None = None) -> tuple[Fork, ...]:
    """Return the forks in quarantine, by laptop and number."""
    asked = select(HUB_BUNDLE).where(_B.state == TakenState.FORK)
    if device_id is not None:
        asked = asked.where(_B.device_id == device_id)
    rows = connection.execute(asked.order_by(_B.device_id, _B.number, _B.received_at))
    return tuple(
        Fork(row.device_id, row.number, row.hash, row.file, row.entries, row.made_at, row.received_at) for row in rows
    )


def accept_fork(hub: Hub, by: str, device: Device, number: int, digest: str | None = None) -> Iterator[Taken]:
    """Take a fork in as a line of its own, then what follows it or waited for it; yields what became of each.

    `digest` is the beginning of its hash, where several have the number. Raises NotFound, Refused where several do.
    """
    with hub.reading() as connection:
        there = forks(connection, device.id)
    found = [each for each in there if each.number == number and each.hash.startswith(digest or "")]
    if not found:
        raise NotFound("There is no fork of that laptop with that number in quarantine.")
    if len(found) > 1:
        raise Refused("Several have that number. Add --hash with the beginning of one.")
    (fork,) = found
    line = {"line_id": fork_line(device.id, fork.hash), "device_id": device.id, "number": number, "hash": fork.hash}
    with hub.writing() as connection:
        connection.execute(insert(HUB_LINE).values(line))
    try:
        taken = ingest(hub, hub.quarantine / fork.file, received_at=fork.received_at)
    except LinkworkerError:
        with hub.writing() as connection:
            connection.execute(delete(HUB_LINE).where(HUB_LINE.c.line_id == line["line_id"]))
        raise
    with hub.unit_of_work(by) as uow:
        uow.event(Action.FORK_ACCEPTED, "device", device.id, values={"number": number, "hash": fork.hash})
    yield taken
    behind = [each for each in there if each.number > number]
    for each in behind:  # those that follow came as forks too, each because its number was taken
        yield ingest(hub, hub.quarantine / each.file, received_at=each.received_at)
    yield from what_waited(hub, device.id)

"""Taking in a folder of bundles, or some files, and whatever of what waited can come in behind them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from linkworker.base.errors import NotFound
from linkworker.base.progress import Progress, nobody_watches
from linkworker.hub.devices import State
from linkworker.hub.engine import Hub
from linkworker.hub.ingest import ingest
from linkworker.hub.keeping import drop
from linkworker.hub.lineage import APPLIED
from linkworker.hub.refusing import Why
from linkworker.hub.tables import HUB_BUNDLE, HUB_DEVICE
from linkworker.hub.taken import Taken, TakenState

_B, _D = HUB_BUNDLE.c, HUB_DEVICE.c
_RECEIPT_END = ".receipt.age"


def receive(
    hub: Hub, places: Iterable[Path], *, clear: bool = False, progress: Progress = nobody_watches
) -> Iterator[Taken]:
    """Take in files and all bundles of folders, yielding what became of each, then of those that had waited for them.

    `clear` takes away from where it lay each file that the hub now has or keeps. Raises NotFound for a place that is
    not there, and as `ingest` does: what was taken in before stays taken in.
    """
    files = _in_order(places)
    for done, path in enumerate(files):
        progress(done, len(files))
        taken = ingest(hub, path)
        if taken.why == Why.UNREADABLE and not path.exists():
            continue  # another program took it in and away
        yield taken
        if taken.state in {TakenState.TAKEN_IN, TakenState.WAITS}:
            yield from what_waited(hub, taken.device)
        if clear and (taken.kept or taken.state in {TakenState.TAKEN_IN, TakenState.KNOWN}):
            drop(path.parent, path.name)
    progress(len(files), len(files))


def what_waited(hub: Hub, device_id: str | None = None) -> Iterator[Taken]:
    """Take in what waits in the inbox and can come in now: of one laptop, or of all that are enrolled.

    Of one laptop means also what it became when it was restored: its values may wait for entries of before.
    """
    while True:
        with hub.reading() as connection:
            ready = _ready(connection, None if device_id is None else _with_heirs(connection, device_id))
        came = False
        for name, received_at in ready:
            path = hub.inbox / name
            if not path.exists():
                continue
            taken = ingest(hub, path, received_at=received_at)
            if taken.state not in {TakenState.WAITS, TakenState.HELD}:
                yield taken
                drop(hub.inbox, name)
                came = came or taken.state == TakenState.TAKEN_IN
        if not came:
            return


def look_again(hub: Hub, device_id: str) -> Iterator[Taken]:
    """Look once more at what is kept of a laptop that was retired, or may go on, or has ended; yields what changed.

    What was held or waits is refused plainly once the laptop is retired, and what was refused for that comes in when it
    is retired no more.
    """
    asked = select(_B.state, _B.file, _B.received_at).where(_B.device_id == device_id, _B.file.is_not(None))
    of_retired = (_B.state == TakenState.REFUSED) & (_B.why == Why.RETIRED)
    asked = asked.where(_B.state.in_((TakenState.WAITS, TakenState.HELD)) | of_retired).order_by(_B.number)
    with hub.reading() as connection:
        kept = connection.execute(asked).all()
    for row in kept:
        path = (hub.quarantine if row.state == TakenState.REFUSED else hub.inbox) / row.file
        if not path.exists():
            continue
        taken = ingest(hub, path, received_at=row.received_at)
        if taken.state != row.state:
            yield taken
        if taken.state in {TakenState.TAKEN_IN, TakenState.KNOWN}:
            drop(path.parent, path.name)


def _with_heirs(connection: Connection, device_id: str) -> tuple[str, ...]:
    """Return a device and those that it became, one after the other."""
    found = [device_id]
    while heir := connection.execute(select(_D.heir).where(_D.device_id == found[-1])).scalar():
        if heir in found:
            break
        found.append(heir)
    return tuple(found)


def _ready(connection: Connection, device_ids: tuple[str, ...] | None) -> list[tuple[str, datetime]]:
    """Return the files that may come in now: the first that waits of each laptop, and the one behind what is applied.

    Looking at each line's own next number, however many wait behind it, keeps a long gap from being read again and
    again.
    """
    asked = (
        select(_B.device_id, _B.number, _B.file, _B.received_at)
        .join(HUB_DEVICE, _D.device_id == _B.device_id)
        .where(_B.state.in_((TakenState.WAITS, TakenState.HELD)), _D.state.in_((State.ENROLLED, State.ENDED)))
        .order_by(_B.device_id, _B.number)
    )
    if device_ids is not None:
        asked = asked.where(_B.device_id.in_(device_ids))
    applied = _applied(connection, device_ids)
    return [
        (row.file, row.received_at)
        for row in connection.execute(asked)
        if row.number == 1 or (row.device_id, row.number - 1) in applied
    ]


def _applied(connection: Connection, device_ids: tuple[str, ...] | None) -> set[tuple[str, int]]:
    waiting = select(_B.device_id, (_B.number - 1).label("before")).where(
        _B.state.in_((TakenState.WAITS, TakenState.HELD))
    )
    if device_ids is not None:
        waiting = waiting.where(_B.device_id.in_(device_ids))
    before = waiting.subquery()
    asked = (
        select(_B.device_id, _B.number)
        .join(before, (before.c.device_id == _B.device_id) & (before.c.before == _B.number))
        .where(_B.state.in_(APPLIED))
    )
    return {(row.device_id, row.number) for row in connection.execute(asked)}


def _in_order(places: Iterable[Path]) -> list[Path]:
    """Return the files, those of one laptop by their number: a hint of the names only, which ingest does not trust."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += [each for each in place.glob("*.age") if _is_bundle(each)]
        elif place.exists():
            found.append(place)
        else:
            raise NotFound(f"There is no file or folder {place}.")
    return sorted(found, key=lambda path: (path.name, str(path)))


def _is_bundle(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and not path.name.endswith(_RECEIPT_END)

"""How the hub stands: each laptop, what waits, what was refused, and the totals."""

from argparse import Namespace
from collections.abc import Iterator

from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.cli.commands.hub_at import hub_at
from linkworker.cli.desk import Desk
from linkworker.hub.status import DeviceStatus, HubStatus, status
from linkworker.sync.identity import key_id


def _status(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub, hub.reading() as connection:
        found = status(connection, key_id(hub.identity.recipient), hub.quarantine)
    desk.answer(found, _lines(found))


def _lines(found: HubStatus) -> Iterator[str]:
    if not found.devices:
        yield "No laptop is enrolled. Type: linkworker hub enrol FILE"
    for each in found.devices:
        yield f"{each.short}  {each.state}, {count(each.people, 'person', 'people')}. {_last(each)}"
        yield from (f"    {line}" for line in _marks(each))
    yield f"{count(found.entries, 'entry', 'entries')} in all, {count(found.conflicts, 'conflict')} to choose."
    if found.waiting_entries:
        yield f"{count(found.waiting_entries, 'entry waits', 'entries wait')} for an earlier one."
    if found.unknown:
        yield f"{count(found.unknown, 'entry is', 'entries are')} of a newer program, and kept for it."
    if found.quarantine:
        yield f"{count(found.quarantine, 'file')} of nobody known here in quarantine."


def _last(each: DeviceStatus) -> str:
    if each.received_at is None:
        return "No bundle yet."
    return f"Bundle {each.number}, received {show_instant(each.received_at)}."


def _marks(each: DeviceStatus) -> Iterator[str]:
    whose = [each.team, each.worker and f"last used by {each.worker}"]
    if any(whose):
        yield f"{', '.join(filter(None, whose))}."
    if each.people and each.state in {"suspended", "retired"}:
        yield "Its people can be given to another laptop: linkworker hub transfer"
    if each.waiting:
        yield f"Waits for {each.number + 1}: {_numbers(each.waiting)} came."
    if each.held:
        yield f"Kept sealed: {_numbers(each.held)}."
    if each.refused:
        yield f"{count(each.refused, 'bundle')} refused."
    if each.forks:
        yield f"{count(each.forks, 'fork')} in quarantine: linkworker hub conflicts --forks"
    if each.unacknowledged_since:
        since = show_instant(each.unacknowledged_since)
        yield f"Receipt {each.receipts} made, {each.acknowledged} acknowledged; the oldest open is from {since}."
    if each.clock:
        yield f"The laptop's clock is {each.clock}."
    if each.old_keys:
        yield "It has not heard of the hub's new keys yet."


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))

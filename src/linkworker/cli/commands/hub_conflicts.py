"""What was written in two places at once, and choosing; bundles with a number that another has."""

import json
from argparse import Namespace
from collections.abc import Iterator

from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.cli.commands.hub_at import by, hub_at
from linkworker.cli.commands.hub_told import told_of_bundles
from linkworker.cli.desk import Desk
from linkworker.hub.choosing import choose_side, choose_value, conflict_of
from linkworker.hub.devices import named
from linkworker.hub.forks import accept_fork, forks
from linkworker.journal.conflicts import Conflict, Side, conflicts, count_conflicts

_MOST = 50


def _conflicts(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub, hub.reading() as connection:
        if args.forks:
            found = forks(connection)
            lines = [
                f"{each.device}  bundle {each.number}, {count(each.entries, 'entry', 'entries')}, "
                f"made {show_instant(each.made_at)}, hash {each.hash[:16]}"
                for each in found
            ]
            desk.answer({"forks": found}, lines or ["There is no fork."])
            return
        page, total = conflicts(connection, most=_MOST), count_conflicts(connection)
    more = [f"{total} in all; these are the first {len(page)}."] if total > len(page) else []
    lines = [line for each in page for line in _told(each)]
    desk.answer({"total": total, "conflicts": page}, [*lines, *more] or ["There is nothing to choose between."])


def _told(each: Conflict) -> Iterator[str]:
    yield f"{each.kind} {each.record_id}  {each.field}"
    yield from (f"    {_side(side)}" for side in each.sides)


def _side(side: Side) -> str:
    value = json.dumps(side.value, ensure_ascii=False, default=str) if side.known else "(not known here)"
    shown = ", shown now" if side.shown else ""
    return f"{side.entry_id}  {value}, {show_instant(side.at)}{shown}"


def _choose(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            found = conflict_of(connection, args.record, args.field)
        if args.entry is not None:
            choose_side(hub, by(args, hub), found, args.entry, args.why)
        else:
            choose_value(hub, by(args, hub), found, _value(args.value), args.why)
    desk.answer({"record": args.record, "field": args.field}, ["Chosen. The choice goes down with the next receipts."])


def _value(typed: str) -> object:
    """Return JSON where it is that, else the text itself."""
    try:
        return json.loads(typed)
    except ValueError:
        return typed


def _accept_fork(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            found = named(connection, args.laptop)
        taken = list(accept_fork(hub, by(args, hub), found, args.number, args.hash))
    desk.answer({"bundles": taken}, told_of_bundles(taken))

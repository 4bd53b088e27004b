"""What was written in two places, and choosing between it by plain commands."""

import hashlib
from argparse import Namespace
from collections.abc import Iterator

from linkworker.base.errors import BadInput, NotFound, Refused
from linkworker.base.times import show_instant
from linkworker.base.words import sentence
from linkworker.casework.conflicts.choosing import choose, choose_another
from linkworker.casework.conflicts.conflict_list import conflict_list
from linkworker.casework.conflicts.conflict_view import ConflictView, SideView
from linkworker.cli.desk import Desk

_AT_ONCE = 200


def number_of(conflict: ConflictView) -> int:
    """Return the number that names a conflict: four digits, the same each time, whatever else comes or goes."""
    digest = hashlib.sha256("/".join(conflict.place).encode()).digest()
    return 1000 + int.from_bytes(digest[:4], "big") % 9000


def conflicts_step(args: Namespace, desk: Desk) -> None:
    """List what is to be chosen, of everybody or one person."""
    person_id = desk.person(args.person) if args.person else None
    found = tuple(_every(desk, person_id))
    lines = [line for each in found for line in _lines(each)]
    view = [{"number": number_of(each), "heading": each.heading, "conflict": each} for each in found]
    desk.answer(view, lines or ["Nothing is to be chosen."])


def choose_step(args: Namespace, desk: Desk) -> None:
    """Choose one side, or write another value."""
    conflict = _numbered(desk, args.number)
    with desk.unit_of_work() as uow:
        if args.value is not None:
            choose_another(uow, conflict, args.value, args.reason)
        else:
            choose(uow, conflict, _side(conflict, args).entry_id, args.reason)
    said = f"Chosen: {conflict.heading}. The choice goes to the centre with the next bundle."
    desk.answer({"number": args.number, "heading": conflict.heading}, [said])


def _every(desk: Desk, person_id: str | None = None) -> Iterator[ConflictView]:
    after: tuple[str, str] | None = None
    with desk.reading() as connection:
        while page := conflict_list(connection, person_id=person_id, after=after, most=_AT_ONCE):
            yield from page
            after = page[-1].place


def _numbered(desk: Desk, number: int) -> ConflictView:
    found = [each for each in _every(desk) if number_of(each) == number]
    if not found:
        raise NotFound(f"Nothing to choose has the number {number}. Look at the list: linkworker sync conflicts")
    if len(found) > 1:
        raise Refused("Two have that number. Choose on the Sync screen.")
    return found[0]


def _side(conflict: ConflictView, args: Namespace) -> SideView:
    others = [side for side in conflict.sides if not side.shown]
    if args.this:
        shown = conflict.shown
        if shown is None:
            raise BadInput("None of them is shown. Say which with --other and its number.")
        return shown
    place = args.other or (1 if len(others) == 1 else 0)
    if not 1 <= place <= len(others):
        raise BadInput(f"There are {len(others)} others. Say which: --other 1, --other 2.")
    return others[place - 1]


def _lines(conflict: ConflictView) -> Iterator[str]:
    yield f"{number_of(conflict)}. {sentence(conflict.heading)}"
    others = 0
    for side in conflict.sides:
        others += not side.shown
        name = "shown now (--this)" if side.shown else f"the other (--other {others})"
        yield f"    {name}: {side.words}. {side.by}, {show_instant(side.at)}, {side.where}."

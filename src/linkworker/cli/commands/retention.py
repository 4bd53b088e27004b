"""Whose record has been kept as long as it should be; keep one longer; what was erased."""

from argparse import Namespace

from linkworker.base.dates import parse_date, show_date
from linkworker.base.errors import BadInput, NotFound
from linkworker.casework.erasure.erased_list import erased_list
from linkworker.casework.erasure.holds import keep_until
from linkworker.casework.erasure.retention import Due, ends_of, retention_due
from linkworker.casework.erasure.retention_rules import retention_rules
from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """Show the list, one person's time, or what was erased; or keep a record longer."""
    if args.erased:
        return _erased(desk)
    if args.person is None:
        if args.keep_until or args.why:
            raise BadInput("Say whose record is kept.")
        return _list(desk)
    person_id = desk.person(args.person)
    if args.keep_until:
        until = parse_date(args.keep_until, today=desk.today, what="a day to keep it until")
        with desk.unit_of_work() as uow:
            keep_until(uow, person_id, until, args.why or "")
    with desk.reading() as connection:
        ends = ends_of(connection, person_id)
    if ends is None:
        raise NotFound("That person is not here.")
    desk.answer(ends, [f"The time for keeping this record ends on {show_date(ends.on)}.", ends.why, _whose()])
    return 0


def _list(desk: Desk) -> int:
    with desk.reading() as connection:
        found = retention_due(connection, desk.today)
    lines = [line for one in found for line in _lines(one)]
    none = "Nobody's time for keeping has ended."
    desk.answer(found, [*lines, _whose()] if lines else [none, _whose()])
    return 0


def _lines(one: Due) -> list[str]:
    against = [f"    Speaks against erasing: {each.sentence}" for each in one.against]
    return [f"{one.name}: ended on {show_date(one.ends.on)}.", f"    {one.ends.why}", *against]


def _erased(desk: Desk) -> int:
    with desk.reading() as connection:
        found = erased_list(connection)
    desk.answer(found, [each.sentence for each in found] or ["Nothing was erased here."])
    return 0


def _whose() -> str:
    return f"These times are {retention_rules().set_by}. Nothing is erased by itself."

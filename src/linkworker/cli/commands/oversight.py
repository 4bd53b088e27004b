"""A manager's look at cases: without a person, who at medium or higher risk has had none; with one, keep a look."""

from argparse import Namespace

from linkworker.base.dates import parse_date, show_date
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.reviews.overseeing import OversightView, add_oversight, oversights, without_oversight
from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """List, show or keep."""
    if args.person is None:
        _list(args, desk)
    else:
        _person(args, desk, desk.person(args.person))
    return 0


def _list(args: Namespace, desk: Desk) -> None:
    days = args.days if args.days is not None else desk.settings.oversight_days.value
    level = coded("risk-level").find(args.level).code if args.level else None
    with desk.reading() as connection:
        found = without_oversight(connection, desk.today, days, level=level)
    lines = [
        f"{each.shown_name}: {coded('risk-level').label(each.risk_level).lower()} risk, "
        + (f"last looked at {show_date(each.seen_on)}" if each.seen_on else "never looked at")
        for each in found
    ]
    desk.answer(found, lines or [f"A manager has looked at every such case in the last {days} days."])


def _person(args: Namespace, desk: Desk, person_id: str) -> None:
    if args.by or args.checked or args.actions:
        with desk.unit_of_work() as uow:
            add_oversight(
                uow,
                person_id,
                by_name=args.by or "",
                checked=[each for each in args.checked.split(",") if each.strip()],
                actions=args.actions,
                on=parse_date(args.on, today=desk.today) if args.on else None,
                corrects=_numbered(oversights(uow.connection, person_id), args.correct),
            )
    with desk.reading() as connection:
        held = oversights(connection, person_id)
    lines = [f"{number}. {_line(look)}" for number, look in enumerate(held, 1)]
    desk.answer(held, lines or ["No manager has looked at this case yet."])


def _numbered(held: list[OversightView], number: int | None) -> str | None:
    if number is None:
        return None
    if not 1 <= number <= len(held):
        raise NotFound(f"There is no look {number}. There are {len(held)}.")
    return held[number - 1].id


def _line(look: OversightView) -> str:
    checked = listed(coded("oversight-check").label(code).lower() for code in look.checked)
    actions = f" To do: {look.actions}" if look.actions else ""
    return f"{show_date(look.on)}, {look.by_name} looked at {checked}.{actions}"

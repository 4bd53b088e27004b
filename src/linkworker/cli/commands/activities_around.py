"""Steps of `activities` for mentors, venues and the gaps that were found."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from linkworker.casework.directory.activity_upkeep import add_mentor, add_venue, change_mentor, change_venue
from linkworker.casework.directory.named import one_mentor, one_venue
from linkworker.casework.directory.register import mentors, venues
from linkworker.casework.matches.gaps import gap_words, gaps
from linkworker.cli.commands.set_fields import set_fields
from linkworker.cli.desk import Desk
from linkworker.records.mentor import Mentor
from linkworker.records.venue import Venue

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_SET = "such as 'area=Lewes'; several codes with commas between"


def arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    for name, step, said in (("mentor", _mentor, "mentors on the register"), ("venue", _venue, "venues")):
        keeping = steps.add_parser(name, help=f"{said}; with a name, add or change one")
        keeping.add_argument("name", nargs="?")
        keeping.add_argument("--add", action="store_true", help="add it")
        keeping.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=_SET)
        keeping.set_defaults(step=step)
    steps.add_parser("gaps", help="where nothing fitted, kept as evidence").set_defaults(step=_gaps)


def _mentor(args: Namespace, desk: Desk) -> None:
    if args.name:
        with desk.unit_of_work() as uow:
            fields = set_fields(args.set, Mentor, desk)
            if args.add:
                add_mentor(uow, args.name, **fields)
            else:
                change_mentor(uow, one_mentor(uow.connection, args.name), **fields)
    with desk.reading() as connection:
        found = mentors(connection)
    lines = [each.words() for each in found]
    desk.answer(found, lines or ["There is no mentor yet. Type: linkworker activities mentor NAME --add"])


def _venue(args: Namespace, desk: Desk) -> None:
    if args.name:
        with desk.unit_of_work() as uow:
            fields = set_fields(args.set, Venue, desk)
            if args.add:
                add_venue(uow, args.name, **fields)
            else:
                change_venue(uow, one_venue(uow.connection, args.name), **fields)
    with desk.reading() as connection:
        found = venues(connection)
    lines = [each.words() for each in found]
    desk.answer(found, lines or ["There is no venue yet. Type: linkworker activities venue NAME --add"])


def _gaps(_: Namespace, desk: Desk) -> None:
    with desk.reading() as connection:
        found = gaps(connection)
    desk.answer(found, [gap_words(each) for each in found] or ["No gap is kept. 'linkworker match PERSON --gap' does."])

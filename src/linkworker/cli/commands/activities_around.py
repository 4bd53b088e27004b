"""Steps of `activities` for mentors, venues and the gaps that were found."""

from argparse import Namespace

from linkworker.casework.directory.activity_upkeep import add_mentor, add_venue, change_mentor, change_venue
from linkworker.casework.directory.named import one_mentor, one_venue
from linkworker.casework.directory.register import mentors, venues
from linkworker.casework.matches.gaps import gap_words, gaps
from linkworker.cli.commands.set_fields import set_fields
from linkworker.cli.desk import Desk
from linkworker.records.mentor import Mentor
from linkworker.records.venue import Venue


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

"""Joining two records of one person, and parting them again."""

from argparse import Namespace

from linkworker.casework.joining.joining import join, joined, part
from linkworker.cli.desk import Desk


def join_step(args: Namespace, desk: Desk) -> None:
    """Let the first record end and lead to the second."""
    ends, stays = desk.person(args.person), desk.person(args.into)
    with desk.unit_of_work() as uow:
        join(uow, ends, stays, args.reason)
    with desk.reading() as connection:
        said = joined(connection, ends).sentences()
    desk.answer({"person_id": ends, "into": stays}, [*said, f"To take it back: linkworker people part {ends}"])


def part_step(args: Namespace, desk: Desk) -> None:
    """Let a record stand by itself again."""
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        part(uow, person_id, args.reason)
    desk.answer({"person_id": person_id}, ["The two records stand side by side again."])

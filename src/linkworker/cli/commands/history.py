"""Who saw and changed what; undo; entered in error."""

from argparse import Namespace

from linkworker.base.errors import BadInput
from linkworker.casework.history import histories
from linkworker.cli.desk import Desk
from linkworker.journal.history import entry
from linkworker.records.person import Person


def run(args: Namespace, desk: Desk) -> int:
    """Show the history, or do one of the three."""
    person_id = desk.person(args.person)
    number = next((n for n in (args.undo, args.error, args.take_back) if n is not None), None)
    if number is None:
        with desk.reading() as connection:
            held = histories.person_history(connection, person_id, most=args.most)
        desk.answer(held, [f"{line.number}. {line.sentence}" for line in held])
        return 0
    if args.error is not None and not args.reason:
        raise BadInput("Say why this was entered in error: --reason.")
    with desk.unit_of_work() as uow:
        entry_id = histories.entry_numbered(uow.connection, person_id, number)
        line = entry(uow.connection, person_id, entry_id)
        kind, record_id = ("", "") if line is None else (line.entry.kind, line.entry.record)
        if args.undo is not None:
            histories.undo_entry(uow, person_id, entry_id)
        elif args.error is not None:
            histories.mark_error(uow, kind, person_id, record_id, args.reason)
        else:
            histories.take_back_error(uow, kind, person_id, record_id, args.reason)
    with desk.reading() as connection:
        newest = histories.person_history(connection, person_id, most=1)
    lines = [f"{one.number}. {one.sentence}" for one in newest]
    if kind == Person.kind() and args.error is not None:
        lines.append(f"To take it back: linkworker history {person_id} --take-back {number}")
    desk.answer(newest, lines)
    return 0

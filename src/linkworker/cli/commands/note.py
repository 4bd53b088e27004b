"""Write down a contact, read the log, or search what was written."""

from argparse import Namespace

from linkworker.base.dates import parse_date
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.times import parse_time
from linkworker.casework.history.field_words import kind_words
from linkworker.casework.people.looking import saw
from linkworker.casework.support.contacts import contact_log, correct_note, search_notes, write_note
from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """Search, show the log, correct or write."""
    if args.search is not None:
        return _search(args, desk)
    if not args.person:
        raise BadInput("Say who the note is about, then what was said or done.")
    person_id = desk.person(args.person)
    if args.text is None:
        return _log(args, desk, person_id)
    with desk.unit_of_work() as uow:
        if args.correct is not None:
            log = contact_log(uow.connection, person_id, most=1, skip=max(args.correct - 1, 0))
            if not log or args.correct < 1:
                raise NotFound(f"There is no note {args.correct} in the log.")
            kept = correct_note(uow, person_id, log[0].id, args.text)
        else:
            kept = write_note(
                uow,
                person_id,
                args.text,
                on=parse_date(args.on, today=desk.today) if args.on else None,
                at=parse_time(args.at) if args.at else None,
                about=args.kind,
                mode=args.how,
                minutes=args.minutes,
                where=args.where,
            )
    desk.answer({"id": kept}, ["The note is corrected; the old one is kept." if args.correct else "The note is kept."])
    return 0


def _log(args: Namespace, desk: Desk, person_id: str) -> int:
    with desk.reading() as connection:
        held = contact_log(connection, person_id, most=args.most)
    lines = [f"{number}. {one.heading}: {one.words}" for number, one in enumerate(held, 1)]
    desk.answer(held, lines or ["Nothing is written yet. Type: linkworker note PERSON TEXT"])
    with desk.unit_of_work() as uow:
        saw(uow, person_id)
    return 0


def _search(args: Namespace, desk: Desk) -> int:
    person_id = desk.person(args.person) if args.person else None
    with desk.reading() as connection:
        found = search_notes(connection, args.search, person_id=person_id, most=args.most)
    lines = [f"{one.name}, {kind_words(one.kind)}: {one.snippet}" for one in found]
    desk.answer(found, lines or ["Nothing that was written has these words."])
    return 0

"""One case from first contact to now, for an inspector, as PDF."""

from argparse import Namespace
from pathlib import Path

from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """Make it, write it, and note in the journal that it was printed."""
    from linkworker.casework.history.chronology_print import note_printed, read_case  # noqa: PLC0415 - as below
    from linkworker.printing import prints  # noqa: PLC0415 - printing loads slowly
    from linkworker.printing.chronology_copy import Head, render_chronology  # noqa: PLC0415 - as above
    from linkworker.sync.checkpoint import make_checkpoint  # noqa: PLC0415 - as above

    person_id = desk.person(args.person)
    head = make_checkpoint(desk.store)
    with desk.reading() as connection:
        case, by = read_case(connection, person_id, desk.worker_id, desk.today, desk.settings.places())
    organisation = desk.settings.organisation.value
    printed = render_chronology(
        case, Head(head.seq, head.words), printed_on=desk.today, by=by, organisation=organisation
    )
    with desk.unit_of_work() as uow:
        if args.to:
            path = prints.save_copy(printed.pdf, Path(args.to).expanduser(), replace=args.replace)
        else:
            path = prints.write(printed.pdf, desk.folder, prints.Kind.CHRONOLOGY)
        note_printed(uow, case, elsewhere=bool(args.to))
    stays = "" if args.to else "It is taken away when you lock, or after an hour. Save it elsewhere with --to FILE."
    answer = {"path": path, "pages": printed.pages, "entries": case.entries, "words": head.words}
    desk.answer(answer, [line for line in (f"Printed to {path}", printed.sentence(), stays) if line])
    return 0

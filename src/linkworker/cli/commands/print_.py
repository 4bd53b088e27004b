"""Print the person's own copy of the plan: their words, goals and who does what, in plain large type, as PDF."""

from argparse import Namespace
from pathlib import Path

from linkworker.casework.plans.plan_reading import current_plan
from linkworker.cli.desk import Desk
from linkworker.journal.actions import Action
from linkworker.records.plan import Plan


def run(args: Namespace, desk: Desk) -> int:
    """Make the copy and write it, and note in the journal that it was printed."""
    from linkworker.printing import prints  # noqa: PLC0415 - printing loads slowly
    from linkworker.printing.from_plan import Wishes, copy_of  # noqa: PLC0415 - as above
    from linkworker.printing.render import render  # noqa: PLC0415 - as above

    person_id = desk.person(args.person)
    wishes = Wishes(args.hide_staff, args.scores, args.large, args.language, args.second)
    with desk.reading() as connection:
        copy = copy_of(connection, person_id, desk.settings, desk.today, worker_id=desk.worker_id, wishes=wishes)
        plan_id = current_plan(connection, person_id) or ""
    printed = render(copy)
    with desk.unit_of_work() as uow:
        if args.to:
            path = prints.save_copy(printed.pdf, Path(args.to).expanduser(), replace=args.replace)
        else:
            path = prints.write(printed.pdf, desk.folder)
        uow.event(
            Action.PRINTED, Plan.kind(), plan_id, person_id=person_id,
            values={"elsewhere": bool(args.to), "scores": args.scores, "staff_hidden": args.hide_staff},
        )  # fmt: skip
    answer = {"path": str(path), "pages": printed.pages, "letters_left_out": printed.letters_left_out}
    stays = "" if args.to else "It is taken away when you lock, or after an hour. Save it elsewhere with --to FILE."
    desk.answer(answer, [line for line in (f"Printed to {path}", printed.sentence(), stays) if line])
    return 0

"""Everything held about one person: what is held, what needs a decision first, and copies to give them."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from linkworker.base.errors import BadInput
from linkworker.casework.access import decisions as deciding
from linkworker.casework.access.decisions import Choice, Decision, Decisions
from linkworker.casework.access.finishing import note_copies
from linkworker.casework.access.reviewing import Review, review_of
from linkworker.cli.commands.access_lines import held_lines, held_view, record_lines
from linkworker.cli.desk import Desk
from linkworker.vault.drafts import save_draft


def run(args: Namespace, desk: Desk) -> int:
    """Decide what was asked, then show what is held, or make the copies."""
    person_id = desk.person(args.person)
    with desk.reading() as connection:
        review = review_of(connection, person_id, desk.today, desk.worker_id)
    decided = _decided(review, args)
    if decided != review.decisions:
        review = replace(review, decisions=decided, finished=None)
        _keep(desk, review)
    if args.pdf or args.data:
        return _copies(args, desk, review)
    lines = record_lines(review) if args.records else held_lines(review)
    desk.answer(held_view(review), lines)
    return 0


def _decided(review: Review, args: Namespace) -> Decisions:
    """Return the decisions with those that were typed. Raises BadInput, NotFound."""
    found = dict(review.decisions)
    for typed in args.decide:
        named, _, choice = typed.partition("=")
        if choice not in list(Choice):
            raise BadInput(f"'{typed}' is no decision. For example: --decide 1=take-out")
        made = Decision(Choice(choice), args.reason.strip() if choice == Choice.HOLD else "")
        found = dict(deciding.decided(review.findings, found, _key(review, named), made, alike=args.alike))
    if args.hold:
        found = dict(deciding.hold_record(review.held, found, args.hold, args.reason))
    if args.give:
        found = dict(deciding.give_record(found, args.give))
    if args.rest:
        rest = deciding.undecided(review.findings, found)
        found.update(dict.fromkeys((each.key for each in rest), Decision(Choice(args.rest))))
    return found


def _key(review: Review, named: str) -> str:
    """Return the key of a finding that was named by its number in the list, or by its key."""
    number = named.strip()
    if any(each.key == number for each in review.findings):
        return number
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(review.findings):
        return review.findings[int(number) - 1].key
    return number


def _keep(desk: Desk, review: Review, finished: str = "") -> None:
    form, fields = deciding.draft_form(review.held.person_id), deciding.as_draft(review.decisions, finished)
    with desk.store.writing() as connection:
        save_draft(connection, desk.worker_id, form, fields, desk.clock.now())


def _copies(args: Namespace, desk: Desk, review: Review) -> int:
    from linkworker.printing import access_files  # noqa: PLC0415 - printing loads slowly

    wishes = access_files.CopyWishes(args.hide_staff, args.large, pdf=args.pdf, data=args.data)
    copies = access_files.make_copies(review, desk.settings.organisation.value, wishes)
    with desk.unit_of_work() as uow:
        if args.to:
            paths = access_files.save_copies(copies, Path(args.to).expanduser(), replace=args.replace)
        else:
            paths = access_files.write_copies(copies, desk.folder)
        note = access_files.write_note(copies, desk.folder)
        note_copies(
            uow, review.held, review.findings, review.decisions,
            elsewhere=bool(args.to), staff_hidden=args.hide_staff,
        )  # fmt: skip
    _keep(desk, review, desk.today.isoformat())
    stays = (
        access_files.READABLE
        if args.to
        else "They are taken away when you lock, or after an hour. Save them elsewhere with --to FOLDER."
    )
    lines = [*(f"Written to {path}" for path in paths), copies.said, review.tally().words()]
    if note is not None:
        lines.append(f"For the manager only: {note}")
    answer: dict[str, Any] = {"paths": paths, "note": note, "tally": review.tally()}
    desk.answer(answer, [*(line for line in lines if line), stays])
    return 0

"""Take bundles in, make receipts, give a person to another laptop, send a directory down."""

from argparse import Namespace

from linkworker.base.errors import NotFound
from linkworker.base.words import count
from linkworker.cli.commands.hub_at import by, hub_at
from linkworker.cli.commands.hub_told import told_of_bundles
from linkworker.cli.desk import Desk
from linkworker.hub.devices import named
from linkworker.hub.directory import take_directory
from linkworker.hub.engine import Hub
from linkworker.hub.finding import one_person, one_worker
from linkworker.hub.receipts import Made, NotAllMade, write_receipts
from linkworker.hub.receiving import receive, what_waited
from linkworker.hub.taken import Taken, TakenState
from linkworker.hub.transfer import laptop_of_worker, transfer


def _ingest(args: Namespace, desk: Desk) -> int:
    found: list[Taken] = []
    with hub_at(args, desk) as hub:
        for taken in receive(hub, args.places, clear=args.clear) if args.places else what_waited(hub):
            found.append(taken)
            if not desk.json:
                desk.say(*told_of_bundles([taken]))
    refused = sum(each.state in {TakenState.REFUSED, TakenState.FORK} for each in found)
    came = sum(each.state == TakenState.TAKEN_IN for each in found)
    last = f"{count(came, 'bundle')} taken in, {refused} refused." if found else "There was nothing to take in."
    desk.answer({"bundles": found, "taken_in": came, "refused": refused}, [last])
    return 1 if refused else 0


def _receipts(args: Namespace, desk: Desk) -> int:
    if args.folder is not None and not args.folder.is_dir():
        raise NotFound(f"There is no folder {args.folder}. Put the stick in, or make the folder.")
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            chosen = [named(connection, each).id for each in args.laptop] or None
        folder = args.folder or hub.settings.receipts
        made: list[Made] = []
        failed: dict[str, str] = {}
        try:
            made.extend(write_receipts(hub, folder, chosen))  # what was yielded before it raises is kept
        except NotAllMade as error:
            failed = error.failed
    lines = [f"{each.short} receipt {each.number}: {count(each.counts.entries, 'entry', 'entries')}." for each in made]
    lines += [f"{short} gets no receipt. {why}" for short, why in failed.items()]
    said = f"{count(len(made), 'receipt')} written to {folder}."
    desk.answer({"folder": folder, "receipts": made, "failed": failed}, [*lines, said])
    return 1 if failed else 0


def _transfer(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        with hub.reading() as connection:
            person = one_person(connection, args.person)
        done = transfer(hub, by(args, hub), person, _laptop(hub, args.to), keep=args.keep, why=args.why)
    said = "The record goes there with the next receipt, with its whole story."
    lines = [said if done.changed else "That laptop has the record already. Nothing was changed."]
    if done.leaving:
        lines.append("Where it was, it can only be read from the next receipt on, and then goes.")
    desk.answer(done, lines)


def _laptop(hub: Hub, typed: str) -> str:
    with hub.reading() as connection:
        try:
            return named(connection, typed).id
        except NotFound:
            return laptop_of_worker(connection, one_worker(connection, typed)).id


def _directory(args: Namespace, desk: Desk) -> None:
    with hub_at(args, desk) as hub:
        report, changed = take_directory(hub, by(args, hub), args.path, args.feed)
    desk.answer(
        {"report": report, "rows_down": changed},
        [*report.lines(), f"{count(changed, 'row goes', 'rows go')} down to every laptop with the next receipts."],
    )

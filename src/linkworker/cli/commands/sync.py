"""What is unsent and how old; export it to the centre; this laptop's key; which hub is trusted."""

from argparse import Namespace
from datetime import datetime

from linkworker.base.errors import BadInput, Refused
from linkworker.base.times import show_instant
from linkworker.base.words import count
from linkworker.cli.desk import Desk
from linkworker.journal import outbox
from linkworker.sync.export import device, export, make_again, waiting
from linkworker.sync.identity import read_invitation
from linkworker.sync.seal import Sealed
from linkworker.sync.trust import trust, trusted_hub


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _status(_args: Namespace, desk: Desk) -> None:
    unsent = waiting(desk.store, desk.settings.sharing.value)
    with desk.reading() as connection:
        made = outbox.sent(connection, desk.store.device_id)
    lines = []
    if unsent is None:
        lines.append("Nothing is unsent.")
    else:
        since = show_instant(datetime.fromisoformat(unsent.oldest))
        lines.append(f"Unsent: {count(unsent.entries, 'entry', 'entries')}, the oldest from {since}.")
        lines += _staying(unsent.people_withheld, unsent.records_withheld)
    lines += [
        f"Bundle {row.number}: made {show_instant(row.made_at)}, "
        + ("received by the centre." if row.receipted_at else "no receipt yet.")
        for row in made
    ]
    desk.answer({"unsent": unsent, "made": made}, lines)


def _staying(people: int, records: int) -> list[str]:
    lines = []
    if people:
        lines.append(f"What is written about {count(people, 'person', 'people')} stays here: no consent to share it.")
    if records:
        lines.append(f"{count(records, 'record')} marked to stay here will stay.")
    return lines


def _device(args: Namespace, desk: Desk) -> None:
    public = device(desk.store).public
    path = public.write(args.folder)
    desk.answer(
        {"file": path, "words": public.words},
        [f"This laptop's public key is in {path}.", f"Read these six words to the hub: {public.words}"],
    )


def _trust(args: Namespace, desk: Desk) -> None:
    file = args.file or desk.settings.hub_invitation.value
    if file is None:
        raise BadInput("Name the hub's invitation file.")
    invitation = read_invitation(file)
    given = args.words
    if given is None:
        desk.say(f"The invitation is from {invitation.name}. Ask the hub to read out its six words.")
        given = desk.ask("Type them: ")
    if given.lower().split() != invitation.words.lower().split():
        said = "Those are not the words of this invitation. Nothing is trusted."
        raise Refused(f"{said} Look for a slip; if none, tell your IT team.")
    trust(desk.store, desk.worker_id, invitation)
    desk.answer({"hub": invitation.name}, [f"Bundles are sealed to {invitation.name} from now on."])


def _export(args: Namespace, desk: Desk) -> None:
    unsent = waiting(desk.store, desk.settings.sharing.value)
    if unsent is not None and not desk.json:
        desk.say(*_staying(unsent.people_withheld, unsent.records_withheld))
    _written(desk, export(desk.store, desk.worker_id, args.folder, desk.settings.sharing.value))


def _again(args: Namespace, desk: Desk) -> None:
    _written(desk, make_again(desk.store, desk.worker_id, args.folder, args.number))


def _written(desk: Desk, sealed: Sealed) -> None:
    facts = sealed.manifest.facts
    lines = [
        f"Bundle {facts.number} for {trusted_hub(desk.store).name} is written and read back: {sealed.path}",
        f"It holds {count(facts.count, 'entry', 'entries')}, {facts.withheld} of them without what was written.",
        f"Compare these words at the other end: {sealed.words}",
    ]
    view = {"file": sealed.path, "hash": sealed.hash, "words": sealed.words, "number": facts.number}
    desk.answer({**view, "entries": facts.count, "withheld": facts.withheld}, lines)

"""What is unsent and how old; export it to the centre; this laptop's key; which centre is trusted."""

from argparse import Namespace

from linkworker.base.errors import BadInput, Refused
from linkworker.cli.commands.sync_meeting import say_what_stays
from linkworker.cli.desk import Desk
from linkworker.sync.export import Exported, export, make_again
from linkworker.sync.identity import read_invitation
from linkworker.sync.own_identities import device
from linkworker.sync.seal import Sealed
from linkworker.sync.trust import trust, trusted_hub


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _device(args: Namespace, desk: Desk) -> None:
    public = device(desk.store).public
    path = public.write(args.folder)
    desk.answer(
        {"file": path, "words": public.words},
        [f"This laptop's public key is in {path}.", f"Read these six words to the centre: {public.words}"],
    )


def _trust(args: Namespace, desk: Desk) -> None:
    file = args.file or desk.settings.hub_invitation.value
    if file is None:
        raise BadInput("Name the centre's invitation file.")
    invitation = read_invitation(file)
    given = args.words
    if given is None:
        desk.say(f"The invitation is from {invitation.name}. Ask the centre to read out its six words.")
        given = desk.ask("Type them: ")
    if given.lower().split() != invitation.words.lower().split():
        said = "Those are not the words of this invitation. Nothing is trusted."
        raise Refused(f"{said} Look for a slip; if none, tell your IT team.")
    trust(desk.store, desk.worker_id, invitation)
    desk.answer({"hub": invitation.name}, [f"Bundles are sealed to {invitation.name} from now on."])


def _export(args: Namespace, desk: Desk) -> None:
    trusted_hub(desk.store)  # or it is refused before anything is said
    say_what_stays(desk)
    _all_written(desk, export(desk.store, desk.worker_id, args.folder, desk.settings.sharing.value))


def _again(args: Namespace, desk: Desk) -> None:
    sealed = make_again(desk.store, desk.worker_id, args.folder, args.number, sharing=desk.settings.sharing.value)
    desk.answer(_view(sealed), _written(desk, sealed))


def _all_written(desk: Desk, exported: Exported) -> None:
    lines = [line for sealed in exported.bundles for line in _written(desk, sealed)]
    if exported.left:
        lines.append(exported.left_words)
    desk.answer({"bundles": [_view(sealed) for sealed in exported.bundles], "left": exported.left}, lines)


def _view(sealed: Sealed) -> dict[str, object]:
    facts = sealed.manifest.facts
    view = {"file": sealed.path, "hash": sealed.hash, "words": sealed.words, "number": facts.number}
    return {**view, "entries": facts.count, "withheld": facts.withheld, "instead_of": facts.instead_of}


def _written(desk: Desk, sealed: Sealed) -> list[str]:
    facts = sealed.manifest.facts
    lines = [
        f"Bundle {facts.number} for {trusted_hub(desk.store).name} is written and read back: {sealed.path}",
        f"It holds {facts.words}",
    ]
    if facts.instead_of:
        lines.append("It takes the place of one made before, which need not go.")
    return [*lines, f"Compare these words at the other end: {sealed.words}"]

"""Meeting the centre by plain commands: take in what came, write and send what is unsent."""

from argparse import Namespace

from linkworker.base.errors import BadInput
from linkworker.cli.desk import Desk
from linkworker.sync.inbox import take_in
from linkworker.sync.inbox_taken import TakenIn
from linkworker.sync.met import Met
from linkworker.sync.syncing import meet_address, meet_folder, take_in_folder
from linkworker.sync.trust import trusted_hub
from linkworker.sync.what_stays import what_stays


def say_what_stays(desk: Desk) -> None:
    """Say what stays on this laptop, before anything is exported."""
    if not desk.json:
        desk.say(*what_stays(desk.store, desk.settings.sharing.value).sentences())


def take_in_step(args: Namespace, desk: Desk) -> None:
    """Take in one receipt, or what lies for this laptop in a folder."""
    if args.place.is_dir():
        _told(desk, take_in_folder(desk.store, desk.worker_id, args.place))
        return
    taken = take_in(desk.store, desk.worker_id, args.place)
    _empty_prints(desk, taken)
    desk.answer(taken, taken.sentences())


def meet_step(args: Namespace, desk: Desk) -> None:
    """Meet the centre: by a folder or stick, or at its address."""
    sharing, url = desk.settings.sharing.value, args.url or desk.settings.hub_url.value
    trusted_hub(desk.store)
    if args.folder is None and not url:
        raise BadInput("Name a folder with --folder, or the centre's address with --url.")
    say_what_stays(desk)
    if args.folder is not None:
        _told(desk, meet_folder(desk.store, desk.worker_id, args.folder, sharing))
    else:
        _told(desk, meet_address(desk.store, desk.worker_id, url, sharing))


def _told(desk: Desk, met: Met) -> None:
    _empty_prints(desk, *met.taken)
    view = {
        "taken": met.taken,
        "refused": met.refused,
        "written": [
            {"file": sealed.path, "number": sealed.manifest.facts.number, "words": sealed.words}
            for sealed in met.written
        ],
        "left": met.left,
        "delivered": met.delivered,
    }
    desk.answer(view, met.sentences())


def _empty_prints(desk: Desk, *taken: TakenIn) -> None:
    """Empty the prints where they may show what has just been erased, or somebody who was let go of."""
    if any(each.erased or each.let_go for each in taken):
        desk.empty_prints()

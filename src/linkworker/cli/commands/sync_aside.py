"""Bundles that are kept aside, for a backup was put back after they were made: which, send them, destroy them."""

from argparse import Namespace

from linkworker.base.errors import BadInput
from linkworker.cli.desk import Desk
from linkworker.sync.carriers.carrier import Carrier, Delivery
from linkworker.sync.kept_aside import aside_words, destroy_aside, kept_aside, send_aside
from linkworker.sync.met import Met
from linkworker.sync.ways import by_address, by_folder

_NONE = "Nothing is kept aside."


def list_step(_args: Namespace, desk: Desk) -> None:
    """Print which bundles are kept aside, and what to do."""
    numbers = kept_aside(desk.store)
    desk.answer({"aside": numbers}, [aside_words(numbers) or _NONE])


def send_step(args: Namespace, desk: Desk) -> None:
    """Send them as they lie. What the centre then has is let go of; a copy on a stick keeps it here until destroyed."""
    if not kept_aside(desk.store):
        desk.answer({"delivered": (), "aside": ()}, [_NONE])
        return
    delivered = tuple(send_aside(desk.store, desk.worker_id, _carrier(args, desk)))
    left = kept_aside(desk.store)
    lines = list(Met(delivered=delivered).sentences())
    if any(each.state == Delivery.WRITTEN for each in delivered):
        lines.append("What lies on a stick stays here too. Once the centre has it: linkworker sync aside destroy.")
    desk.answer({"delivered": delivered, "aside": left}, lines)


def destroy_step(_args: Namespace, desk: Desk) -> None:
    """Delete them."""
    gone = destroy_aside(desk.store)
    desk.answer({"destroyed": gone}, [f"Destroyed: bundle {each}." for each in gone] or [_NONE])


def _carrier(args: Namespace, desk: Desk) -> Carrier:
    url = args.url or desk.settings.hub_url.value
    if args.folder is not None:
        return by_folder(desk.store, args.folder)
    if not url:
        raise BadInput("Name a folder with --folder, or the centre's address with --url.")
    return by_address(desk.store, url)

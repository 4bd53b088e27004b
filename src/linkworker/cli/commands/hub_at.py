"""The hub that a step works at, and who does it there."""

import getpass
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from linkworker.base.errors import BadInput
from linkworker.cli.desk import Desk
from linkworker.hub.engine import Hub
from linkworker.hub.opening import open_folder, place_of_hub
from linkworker.hub.staff import staff


@contextmanager
def hub_at(args: Namespace, desk: Desk) -> Iterator[Hub]:
    """Open the hub that is meant, for the step."""
    with open_folder(place_of_hub(args.hub), desk.clock) as hub:
        yield hub


def by(args: Namespace, hub: Hub) -> str:
    """Return the worker's id of whoever does it: the name given, else the account's."""
    return staff(hub, name_of(args))


def name_of(args: Namespace) -> str:
    """Return the name of whoever does it; raises BadInput where the account has none."""
    try:
        return args.by or getpass.getuser()
    except (OSError, KeyError):
        raise BadInput("Enter who does this: --by NAME.") from None

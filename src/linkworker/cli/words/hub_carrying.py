"""Take bundles in, make receipts, give a person to another laptop, send a directory down."""

from pathlib import Path
from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import here, who


def add(steps: Any) -> None:
    """Add these steps to the hub's."""
    ingest = steps.add_parser("ingest", help="take in bundles: files, or all that lie in a folder")
    ingest.add_argument("places", type=Path, nargs="*", metavar="PLACE", help="without one, what waits is tried again")
    ingest.add_argument("--clear", action="store_true", help="take away from there what the hub has now")
    ingest.set_defaults(step=later("hub_carrying", "_ingest"))
    here(ingest)
    receipts = steps.add_parser("receipts", help="write a receipt for each laptop: what came, and what goes down")
    receipts.add_argument("folder", type=Path, nargs="?", help="without it, the folder of the hub's settings")
    receipts.add_argument("--laptop", action="append", default=[], metavar="LAPTOP", help="only this one")
    receipts.set_defaults(step=later("hub_carrying", "_receipts"))
    here(receipts)
    transfer = steps.add_parser("transfer", help="give a person's record to another laptop, with its whole story")
    transfer.add_argument("person", help="a whole name, a number or an id")
    transfer.add_argument("--to", required=True, metavar="LAPTOP", help="a laptop's short id, or a worker's name")
    transfer.add_argument("--keep", action="store_true", help="the laptops that have the person keep them too")
    transfer.add_argument("--why", help="a reason, for the journal")
    transfer.set_defaults(step=later("hub_carrying", "_transfer"))
    who(transfer)
    directory = steps.add_parser("directory", help="take in a directory of activities, for every laptop")
    directory.add_argument("path", type=Path, help="a file, folder or zip")
    directory.add_argument("--feed", metavar="NAME", help="the name that the directory goes by")
    directory.set_defaults(step=later("hub_carrying", "_directory"))
    who(directory)

"""For the central service: laptops enrolled, bundles taken in, receipts made, and what the centre decides."""

from argparse import ArgumentParser
from pathlib import Path

from linkworker.cli.later import later
from linkworker.cli.words import (
    hub_carrying,
    hub_conflicts,
    hub_deciding,
    hub_enrolling,
    hub_export,
    hub_reporting,
    hub_serve,
    hub_status,
)


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    steps = parser.add_subparsers(title="steps", metavar="STEP", required=True)
    init = steps.add_parser("init", help="make a hub in a folder: keys, invitation for laptops, settings, database")
    init.add_argument("folder", type=Path)
    init.add_argument("--name", required=True, help="the hub's name, as workers will read it")
    init.add_argument(
        "--database", default="trial", metavar="URL", help="postgresql://ROLE@HOST/NAME; without it, one to try with"
    )
    init.add_argument("--team", action="append", default=[], metavar="NAME", help="a team; say it once for each")
    init.add_argument("--keys-lost", action="store_true", help="go on in the database of a hub whose keys are lost")
    init.set_defaults(step=later("hub", "_init"))
    hub_enrolling.add(steps)
    hub_carrying.add(steps)
    hub_serve.add(steps)
    hub_status.add(steps)
    hub_conflicts.add(steps)
    hub_deciding.add(steps)
    hub_export.add(steps)
    hub_reporting.add(steps)
    opener = steps.add_parser("open", help="verify a bundle and list what it holds")
    opener.add_argument("bundle", type=Path)
    opener.add_argument("--identity", type=Path, required=True, help="the hub's identity file")
    opener.add_argument(
        "--device", type=Path, action="append", required=True, help="a laptop's public key; say it once for each laptop"
    )
    opener.add_argument("--entries", action="store_true", help="list every entry")
    opener.set_defaults(step=later("hub", "_open"))

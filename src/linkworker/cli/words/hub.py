"""For the central service: make its identity, and open a bundle to see that it is whole and what it holds."""

from argparse import ArgumentParser
from pathlib import Path

from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    steps = parser.add_subparsers(title="steps", metavar="STEP", required=True)
    init = steps.add_parser("init", help="make the hub's keys, and the invitation that laptops are given")
    init.add_argument("folder", type=Path)
    init.add_argument("--name", required=True, help="the hub's name, as workers will read it")
    init.set_defaults(step=later("hub", "_init"))
    opener = steps.add_parser("open", help="verify a bundle and list what it holds")
    opener.add_argument("bundle", type=Path)
    opener.add_argument("--identity", type=Path, required=True, help="the hub's identity file")
    opener.add_argument(
        "--device", type=Path, action="append", required=True, help="a laptop's public key; say it once for each laptop"
    )
    opener.add_argument("--entries", action="store_true", help="list every entry")
    opener.set_defaults(step=later("hub", "_open"))

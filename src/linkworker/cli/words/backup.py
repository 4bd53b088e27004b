"""Backups of this laptop's store: list them, make one, copy one to a stick, check them, restore one."""

from argparse import ArgumentParser
from pathlib import Path

from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=later("backup", "_list"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    listing = steps.add_parser("list", help="which there are (also without a step)")
    listing.set_defaults(step=later("backup", "_list"))
    now = steps.add_parser("now", help="make one now")
    now.set_defaults(step=later("backup", "_now"))
    to = steps.add_parser("to", help="make one now and copy it to a folder or stick")
    to.add_argument("folder", type=Path)
    to.set_defaults(step=later("backup", "_to"))
    check = steps.add_parser("check", help="read every backup whole")
    check.add_argument("folder", type=Path, nargs="?", help="those on a stick; without it, those of this laptop")
    check.set_defaults(step=later("backup", "_check"))
    restore = steps.add_parser("restore", help="put the newest good backup in the place of the store")
    restore.add_argument("--from", dest="folder", type=Path, metavar="FOLDER", help="from a folder or stick")
    restore.add_argument("--made", metavar="STAMP", help="the backup of this name, not the newest")
    restore.add_argument("--yes", action="store_true", help="do not ask first")
    restore.set_defaults(step=later("backup", "_restore"))

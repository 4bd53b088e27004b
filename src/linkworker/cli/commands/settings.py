"""Each setting in force and where it came from. The organisation sets most of them in one file."""

from argparse import ArgumentParser, Namespace

from linkworker.base.settings import organisation_file
from linkworker.cli.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--path", action="store_true", help="only say where the organisation's file is looked for")


def run(args: Namespace, desk: Desk) -> int:
    """Show the settings."""
    if args.path:
        desk.say(str(organisation_file()))
        return 0
    rows = desk.settings.explain()
    width = max(len(row.key) for row in rows)
    desk.answer(rows, [f"{row.key:<{width}}  {row.shown}  ({row.source})" for row in rows])
    return 0

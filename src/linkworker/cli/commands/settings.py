"""Each setting in force and where it came from. The organisation sets most of them in one file."""

from argparse import Namespace

from linkworker.base.environment import read_environment
from linkworker.base.settings import BUILT_IN, Explained, organisation_file
from linkworker.cli.desk import Desk


def run(args: Namespace, desk: Desk) -> int:
    """Show the settings."""
    if args.path:
        file = read_environment().settings_file or organisation_file()
        missing = "" if file.exists() else " (not there: the built-in settings hold)"
        desk.answer({"file": file, "exists": file.exists()}, [f"{file}{missing}"])
        return 0
    rows = desk.settings.explain()
    width = max(len(row.key) for row in rows)
    desk.answer(rows, [f"{row.key:<{width}}  {row.shown}. {_source(row)}." for row in rows])
    return 0


def _source(row: Explained) -> str:
    return "Built in" if row.source == BUILT_IN else f"From {row.source}"

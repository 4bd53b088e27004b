"""Words that most steps of the hub take: which hub, and who does it."""

from argparse import ArgumentParser
from pathlib import Path


def here(parser: ArgumentParser) -> None:
    """Add which hub is meant."""
    parser.add_argument("--hub", type=Path, metavar="FOLDER", help="the hub's folder; else LINKWORKER_HUB, else here")


def who(parser: ArgumentParser) -> None:
    """Add which hub is meant, and who does it."""
    here(parser)
    parser.add_argument("--by", metavar="NAME", help="who does this, for the journal; else your account's name")

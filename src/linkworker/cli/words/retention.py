"""Whose record has been kept as long as it should be; keep one longer; what was erased."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", nargs="?", help="show when this person's time ends: a name, a number, or part of one")
    parser.add_argument("--keep-until", metavar="DATE", help="keep the person's record until then; say --why")
    parser.add_argument("--why", metavar="TEXT", help="why it is kept")
    parser.add_argument("--erased", action="store_true", help="list what was erased, when and why")

"""One case from first contact to now, for an inspector, as PDF."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.add_argument("--to", metavar="FILE", help="save it there, outside the prints folder: your choice")
    parser.add_argument("--replace", action="store_true", help="with --to: replace a file of that name")

"""One person, on one page."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")

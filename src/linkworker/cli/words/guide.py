"""The handbook: all of it is on this laptop."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("topic", nargs="?", help="a page of the handbook; without it, the list of pages")

"""Each setting in force and where it came from. The organisation sets most of them in one file."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--path", action="store_true", help="only say where the organisation's file is looked for")

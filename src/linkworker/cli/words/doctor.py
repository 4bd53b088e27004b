"""Check the store, the journal's chain, the keys, the console, the clock and the versions."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--locked", action="store_true", help="only what can be checked without the passphrase")

"""Set up this laptop: who you are, a passphrase, a recovery code, and an empty encrypted store."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--name", help="your name as people see it")
    parser.add_argument("--title", help="what your team calls your role")
    parser.add_argument("--team", help="your team; one of the settings brings its own words with it")
    parser.add_argument(
        "--recovery-to",
        metavar="FILE",
        help="write the recovery code to a new file, to be printed and deleted, instead of asking it back",
    )

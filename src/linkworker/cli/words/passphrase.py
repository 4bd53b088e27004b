"""Change your passphrase; or, when it is forgotten, get in with the recovery code and choose a new one."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--forgotten", action="store_true", help="get in with the recovery code instead")

"""Erase what is held about a person, or one record of theirs."""

from argparse import ArgumentParser

from linkworker.base.lists import coded


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    reasons = ", ".join(coded("erasure-reason").codes())
    parser.add_argument("person", nargs="?", help="a name, a number, or part of a name")
    parser.add_argument("--reason", metavar="CODE", help=f"why: {reasons}")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--note", type=int, metavar="N", help="erase only note N of the log, with its corrections")
    one.add_argument("--check-in", type=int, metavar="N", help="erase only check-in N, counted from the newest")
    parser.add_argument("--despite", metavar="TEXT", help="why it is right though something speaks against it")
    parser.add_argument(
        "--finish", action="store_true", help="change the key of the store, so that backups that hold it are gone"
    )

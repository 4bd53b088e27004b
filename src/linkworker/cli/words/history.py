"""Who saw and changed what; undo; entered in error."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--undo", type=int, metavar="N", help="give back what entry N replaced")
    doing.add_argument("--error", type=int, metavar="N", help="what entry N is about was entered in error")
    doing.add_argument("--take-back", type=int, metavar="N", help="what entry N is about was not entered in error")
    parser.add_argument("--reason", help="why it was entered in error")
    parser.add_argument("--most", type=int, default=50, metavar="N", help="how many to show (50)")

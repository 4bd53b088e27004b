"""Which activities fit a person: fits, fits if, does not fit, each with why; nothing is left out unsaid."""

from argparse import ArgumentParser

SHOWN = 10


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.add_argument("--why", type=int, metavar="N", help="every test of activity N, and what would make it fit")
    parser.add_argument("--mentors", action="store_true", help="mentors to suggest, with reasons")
    parser.add_argument("--all", action="store_true", help=f"every activity, not the first {SHOWN} of each group")
    parser.add_argument(
        "--gap", nargs="?", const="", metavar="KIND", help="keep that nothing fits, for a kind of activity if named"
    )
    parser.add_argument("--need", metavar="NEED", help="with --gap: the need that nothing serves")

"""A manager's look at cases: without a person, who at medium or higher risk has had none; with one, keep a look."""

from argparse import ArgumentParser

from linkworker.base.lists import coded


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", nargs="?", help="a name, a number, or part of a name")
    parser.add_argument("--days", type=int, help="list those with no look in so many days (settings say otherwise)")
    parser.add_argument("--level", help="list only this risk level")
    parser.add_argument("--by", metavar="NAME", help="the manager who looked")
    checks = ", ".join(coded("oversight-check").codes())
    parser.add_argument("--checked", default="", metavar="LIST", help=f"what they looked at, with commas: {checks}")
    parser.add_argument("--actions", metavar="TEXT", help="what is to be done")
    parser.add_argument("--on", metavar="DATE", help="the day they looked, if not today")
    parser.add_argument("--correct", type=int, metavar="N", help="this corrects look N")

"""Write down a contact, read the log, or search what was written."""

from argparse import ArgumentParser

from linkworker.cli.whole_number import whole_number


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", nargs="?", help="a name, a number, or part of a name")
    parser.add_argument("text", nargs="?", help="what was said or done; without it, the log is shown")
    parser.add_argument("--search", metavar="WORDS", help="find these words, in all that was written or for a person")
    parser.add_argument("--correct", type=int, metavar="N", help="put TEXT in the place of note N of the log")
    parser.add_argument("--on", metavar="DATE", help="when; without it, today")
    parser.add_argument("--at", metavar="TIME")
    parser.add_argument("--kind", default="meeting", help="meeting, visit, call, walk and talk ...")
    parser.add_argument("--how", default="in-person", help="in person, phone, video ...")
    parser.add_argument("--minutes", type=whole_number)
    parser.add_argument("--where")
    parser.add_argument("--most", type=int, default=20, metavar="N", help="how many to show (20)")

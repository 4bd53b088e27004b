"""Take a check-in, on paper or read aloud, and see what it says: score, change, averages, trend."""

from argparse import ArgumentParser
from collections.abc import Iterable

from linkworker.wellbeing.check_in_codes import modes, moments, partial_reasons
from linkworker.wellbeing.packs import instruments


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.add_argument("--instrument", default="wemwbs", help=_choices(each.code for each in instruments()))
    parser.add_argument("--answers", metavar="ANSWERS", help='from the paper form: "3 4 5 2 ...", - for one left out')
    parser.add_argument("--moment", help=_choices(each.code for each in moments()))
    parser.add_argument("--mode", help=_choices(each.code for each in modes()))
    parser.add_argument("--on", metavar="DATE", help="the day it was filled in, if not today")
    parser.add_argument("--partial", metavar="REASON", help=_choices(each.code for each in partial_reasons()))
    parser.add_argument("--decision", metavar="TEXT", help="what you decided, if it prompts for safety")
    parser.add_argument("--correct", type=int, metavar="N", help="take the place of check-in N")
    parser.add_argument("--list", action="store_true", help="the person's check-ins")
    parser.add_argument("--show", nargs="?", type=int, const=0, metavar="N", help="what check-in N says; the last one")
    parser.add_argument("--decide", metavar="TEXT", help="what you decided after the last check-in")


def _choices(codes: Iterable[str]) -> str:
    return ", ".join(codes)

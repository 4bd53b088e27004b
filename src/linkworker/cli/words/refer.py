"""Offer, signpost or refer a person to an activity, and follow what becomes of it in their own words."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.add_argument("activity", nargs="?", help="words of its name")
    parser.add_argument("--form", default="referral", help="signpost, referral (as is) or supported")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--offer", action="store_true", help="offer it; nothing is sent yet")
    how.add_argument("--suggest", action="store_true", help="note it as an idea")
    how.add_argument("--list", action="store_true", help="the person's referrals, each as one line (also alone)")
    how.add_argument("--state", nargs=2, metavar=("N", "STATE"), help="move referral N on: agreed, declined ...")
    how.add_argument("--correct", nargs=2, metavar=("N", "STEP"), help="correct a step of referral N")
    parser.add_argument("--words", help="what the person said")
    parser.add_argument("--reason", action="append", default=[], help="a reason, as often as there are")
    parser.add_argument("--revisit", metavar="DATE", help="when to look again")
    parser.add_argument("--on", metavar="DATE", help="the day it happened, if not today")
    parser.add_argument("--despite", metavar="REASON", help="why to go ahead against a test that is not met")
    parser.add_argument("--mentor", metavar="NAME", help="the mentor the person chose")
    parser.add_argument("--goal", type=int, metavar="N", help="the goal of the plan that it serves")

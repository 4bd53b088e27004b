"""Hold a review of a plan with the person: their voice first, last time beside this time, then what is decided."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.cli.later import later

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.set_defaults(step=later("review", "_show"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    _add(steps, "show", "the review that is open, or the last one (also without a step)").set_defaults(
        step=later("review", "_show")
    )
    start = _add(steps, "start", "start a review, or take up the one that is not finished")
    start.add_argument("--on", metavar="DATE", help="the day it was held, if not today")
    start.add_argument("--how", default="in-person", help="in person, phone, video ...")
    start.add_argument("--by", metavar="NAME", help="who holds it, if not you")
    start.add_argument("--here", action="append", default=[], metavar="NAME=ROLE", help="who else is here; repeat")
    start.set_defaults(step=later("review", "_start"))
    said = _add(steps, "word", "the person's own words; each may be skipped")
    for option in ("going-well", "hard", "matters-now", "see-myself", "feedback"):
        said.add_argument(f"--{option}", metavar="TEXT")
    said.add_argument("--declined", action="store_true", help="asked for feedback, and declined to say")
    said.set_defaults(step=later("review", "_word"))
    note = _add(steps, "goal-note", "how a goal has gone since last time")
    note.add_argument("goal", type=int, help="number of the goal")
    note.add_argument("text")
    note.set_defaults(step=later("review", "_goal_note"))
    benefit = _add(steps, "benefit", "how much it helped: sleep, physical health, mood, confidence, friendships")
    benefit.add_argument("benefit")
    benefit.add_argument("rating", help="none, some, a lot, not said")
    benefit.add_argument("--words", metavar="TEXT")
    benefit.set_defaults(step=later("review", "_benefit"))
    decided = _add(steps, "decide", "what was decided; one decision a time")
    decided.add_argument("text")
    decided.set_defaults(step=later("review", "_decide"))
    agreed = _add(steps, "agree", "what the person says of the plan now")
    agreed.add_argument("answer", help="agreed, does not agree, could not answer")
    agreed.add_argument("--note")
    agreed.set_defaults(step=later("review", "_agree"))
    finish = _add(steps, "finish", "finish the review; the plan freezes if the person has answered")
    finish.add_argument("--next", metavar="DATE", help="the next review; without it, the last day of its window")
    finish.set_defaults(step=later("review", "_finish"))
    hold = _add(steps, "hold", "put reviews on hold, or clear the hold")
    hold.add_argument("reason", nargs="?", help="health, safety, regime, dependency, staffing ...")
    hold.add_argument("--since", metavar="DATE")
    hold.add_argument("--clear", action="store_true")
    hold.set_defaults(step=later("review", "_hold"))


def _add(steps: "_SubParsersAction[ArgumentParser]", name: str, words: str) -> ArgumentParser:
    return steps.add_parser(name, help=words, description=words)

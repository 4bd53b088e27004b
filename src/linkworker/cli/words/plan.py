"""A person's health and wellbeing plan: show it, write it with them, agree it, compare versions, check its quality.

Needs, goals, steps and risks go by the numbers that the plan shows.
"""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.cli.later import later
from linkworker.cli.words import plan_parts

if TYPE_CHECKING:
    from argparse import _SubParsersAction


NOW = "now"


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.set_defaults(step=later("plan", "_show"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    _add(steps, "show", "the plan as it stands (also without a step)").set_defaults(step=later("plan", "_show"))
    start = _add(steps, "start", "start a plan")
    start.add_argument("--kind", default="health-and-wellbeing", help="health and wellbeing, or release")
    start.add_argument("--together", action="store_true", help="written alongside the person")
    start.add_argument("--copy-forward", action="store_true", help="take what is open from the last plan, and close it")
    start.set_defaults(step=later("plan", "_start"))
    said = _add(steps, "words", "the person's own words")
    for option in ("matters", "going-well", "gets-in-the-way", "ideas", "strengths"):
        said.add_argument(f"--{option}", metavar="TEXT")
    said.add_argument("--declined", action="store_true", help="asked, and declined to say")
    said.add_argument("--together", action="store_true", help="written alongside the person")
    said.set_defaults(step=later("plan", "_words"))
    plan_parts.arguments(steps)
    agreed = _add(steps, "agree", "what the person says of the plan; this freezes a version")
    agreed.add_argument("answer", help="agreed, does not agree, could not answer")
    agreed.add_argument("--note", help="their note, or why")
    agreed.add_argument("--on", metavar="DATE", help="the day they answered, if not today")
    agreed.set_defaults(step=later("plan", "_agree"))
    _add(steps, "versions", "the frozen versions, and whether each still proves").set_defaults(
        step=later("plan", "_versions")
    )
    side = _add(steps, "compare", "two versions side by side; 'now' is the plan as it stands")
    side.add_argument("before", help="a version's number")
    side.add_argument("after", nargs="?", default=NOW, help="a version's number, or now")
    side.add_argument("--all", action="store_true", help="show what is the same too")
    side.set_defaults(step=later("plan", "_compare"))
    _add(steps, "check", "what a good plan has, and what this one lacks").set_defaults(step=later("plan", "_check"))
    review = _add(steps, "review-on", "set the date of the next review")
    review.add_argument("date")
    review.set_defaults(step=later("plan", "_review_on"))
    _add(steps, "no-needs", "needs were looked for and none was identified").set_defaults(
        step=later("plan", "_no_needs")
    )
    _add(steps, "close", "close the plan; it stays readable").set_defaults(step=later("plan", "_close"))


def _add(steps: "_SubParsersAction[ArgumentParser]", name: str, words: str) -> ArgumentParser:
    return steps.add_parser(name, help=words, description=words)

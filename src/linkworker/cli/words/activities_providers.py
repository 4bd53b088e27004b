"""Steps of `activities` for providers: their checks, the working agreement, approving, suspending, what lapses."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.base.lists import coded
from linkworker.casework.directory.shown import LAPSING_DAYS
from linkworker.cli.later import later

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    showing = steps.add_parser("provider", help="a provider with its checks; without a name, all of them")
    showing.add_argument("provider", nargs="?")
    how = showing.add_mutually_exclusive_group()
    how.add_argument("--add", action="store_true", help="add it")
    how.add_argument("--approve", action="store_true", help="approve it, once every check is there")
    how.add_argument("--suspend", metavar="REASON")
    how.add_argument("--lift", metavar="REASON", help="lift its suspension")
    showing.add_argument("--type", help="what kind of organisation")
    showing.add_argument("--stage", help=", ".join(coded("pipeline-stage").codes()))
    showing.add_argument("--next-contact", metavar="DATE")
    showing.set_defaults(step=later("activities_providers", "_provider"))
    checking = steps.add_parser("check", help="keep evidence for a check of a provider")
    checking.add_argument("provider")
    checking.add_argument("item", help=", ".join(coded("due-diligence-item").codes()))
    checking.add_argument("--evidence", metavar="TEXT")
    checking.add_argument("--seen", metavar="DATE")
    checking.add_argument("--ends", metavar="DATE")
    checking.set_defaults(step=later("activities_providers", "_check"))
    agreeing = steps.add_parser("agreement", help="keep a part of the working agreement with a provider")
    agreeing.add_argument("provider")
    agreeing.add_argument("part", help=", ".join(coded("agreement-part").codes()))
    agreeing.add_argument("--missing", action="store_true", help="it is not there")
    agreeing.add_argument("--signed-by", metavar="NAME")
    agreeing.add_argument("--signed", metavar="DATE")
    agreeing.add_argument("--review", metavar="DATE")
    agreeing.set_defaults(step=later("activities_providers", "_agreement"))
    ending = steps.add_parser("lapsing", help="checks that have run out or soon will")
    ending.add_argument("--days", type=int, default=LAPSING_DAYS, metavar="N", help=f"how far ahead ({LAPSING_DAYS})")
    ending.set_defaults(step=later("activities_providers", "_lapsing"))

"""Pots, personal budgets and requests: what is left, what was asked for, and deciding it."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.base.lists import coded
from linkworker.cli.later import later
from linkworker.cli.whole_number import whole_number

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=later("money", "_pots"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    steps.add_parser("pots", help="every pot and what is left (also without a step)").set_defaults(
        step=later("money", "_pots")
    )
    _pot_arguments(steps)
    showing = steps.add_parser("show", help="a person's budget and requests")
    showing.add_argument("person")
    showing.set_defaults(step=later("money", "_show"))
    _budget_arguments(steps)
    _request_arguments(steps)
    deciding = steps.add_parser("decide", help="approve, refuse, order, pay, receive or refund a request")
    deciding.add_argument("person")
    deciding.add_argument("number", type=int, metavar="N")
    deciding.add_argument("state", help=", ".join(coded("money-state").codes()))
    deciding.add_argument("--reason", help="why, or an invoice number")
    deciding.add_argument("--despite", metavar="REASON", help="why to go ahead though the money is not there")
    deciding.add_argument("--on", metavar="DATE")
    deciding.set_defaults(step=later("money", "_decide"))
    steps.add_parser("waiting", help="requests that wait for approval").set_defaults(step=later("money", "_waiting"))


def _pot_arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    adding = steps.add_parser("pot", help="add a pot")
    adding.add_argument("name")
    adding.add_argument("amount")
    adding.add_argument("--funder")
    adding.add_argument("--from", dest="starts", metavar="DATE")
    adding.add_argument("--to", dest="ends", metavar="DATE")
    adding.add_argument("--terms", help="what it may be spent on")
    adding.add_argument("--from-age", type=whole_number, metavar="YEARS")
    adding.add_argument("--to-age", type=whole_number, metavar="YEARS")
    adding.add_argument("--setting", action="append", default=[], help="for people in custody, on licence ...")
    adding.set_defaults(step=later("money", "_add_pot"))


def _budget_arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    budget = steps.add_parser("budget", help="give a person a personal budget")
    budget.add_argument("person")
    budget.add_argument("amount")
    budget.add_argument("--for", dest="what_for", metavar="TEXT", help="what it is for")
    budget.add_argument("--agreed-by", metavar="NAME")
    budget.add_argument("--managed", default="notional", help="notional, third party or direct payment")
    budget.add_argument("--review", metavar="DATE")
    budget.add_argument("--pot", metavar="NAME")
    budget.add_argument("--despite", metavar="REASON", help="why to go beyond the organisation's limit")
    budget.set_defaults(step=later("money", "_budget"))


def _request_arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    asking = steps.add_parser("request", help="ask for money for a person")
    asking.add_argument("person")
    asking.add_argument("amount")
    asking.add_argument("what", help="what it is for")
    asking.add_argument("--goal", type=int, metavar="N", help="the goal of the plan that it serves")
    asking.add_argument("--activity", metavar="NAME", help="the activity that it pays for")
    asking.add_argument("--pot", metavar="NAME", help="from this pot instead of their budget")
    asking.add_argument("--reason", help="why, if the agreed plan does not hold it")
    asking.set_defaults(step=later("money", "_request"))

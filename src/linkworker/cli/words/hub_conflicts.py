"""What was written in two places at once, and choosing; bundles with a number that another has."""

from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import here, who


def add(steps: Any) -> None:
    """Add these steps to the hub's."""
    conflicts = steps.add_parser("conflicts", help="what somebody has to choose between; --forks: copied laptops")
    conflicts.add_argument("--forks", action="store_true", help="list bundles whose number another bundle has")
    conflicts.set_defaults(step=later("hub_conflicts", "_conflicts"))
    here(conflicts)
    choose = steps.add_parser("choose", help="settle a conflict: one side, or a value of your own")
    choose.add_argument("record", help="the record's id, as listed")
    choose.add_argument("field", help="the field, as listed")
    given = choose.add_mutually_exclusive_group(required=True)
    given.add_argument("--entry", metavar="ID", help="the side to keep, by its entry's id, as listed")
    given.add_argument("--value", metavar="TEXT", help="another value: text, or JSON where the field is no text")
    choose.add_argument("--why", help="a reason, for the journal")
    choose.set_defaults(step=later("hub_conflicts", "_choose"))
    who(choose)
    fork = steps.add_parser("accept-fork", help="take in what a copied laptop wrote, as a line of its own")
    fork.add_argument("laptop", help="its short id, or its id")
    fork.add_argument("number", type=int, help="the bundle's number, as listed")
    fork.add_argument("--hash", default="", help="the beginning of its hash, where several have the number")
    fork.set_defaults(step=later("hub_conflicts", "_accept_fork"))
    who(fork)

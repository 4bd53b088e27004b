"""Steps of `people` for two records of one person: join them, and part them again."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.cli.later import later

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    join = steps.add_parser("join", help="two records are of one person: the first ends and leads to the second")
    join.add_argument("person", help="the record that ends")
    join.add_argument("into", help="the record that goes on")
    join.add_argument("--reason", help="why, for the history")
    join.set_defaults(step=later("people_joining", "join_step"))
    part = steps.add_parser("part", help="take back that a record was joined with another")
    part.add_argument("person", help="its id, as 'people join' told it")
    part.add_argument("--reason", help="why, for the history")
    part.set_defaults(step=later("people_joining", "part_step"))

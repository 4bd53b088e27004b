"""The SQL of a role that reads the hub's database for reports and can change nothing."""

from argparse import ArgumentParser
from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import here


def add(steps: Any) -> None:
    """Add `reporting-role` to the hub's steps."""
    parser: ArgumentParser = steps.add_parser(
        "reporting-role", help="print the SQL of a role that reads for reports, without names or free text"
    )
    parser.add_argument("name", metavar="NAME", help="the role, in small letters, digits and underscores")
    parser.add_argument(
        "--team",
        action="append",
        default=[],
        metavar="TEAM",
        help="only this team's people, by its name or id; say it once for each team",
    )
    here(parser)
    parser.set_defaults(step=later("hub_reporting", "_reporting_role"))

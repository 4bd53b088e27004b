"""Bring in a directory of activities, or a caseload, from a file, folder or zip; or write a template to fill in."""

from argparse import ArgumentParser
from pathlib import Path

from linkworker.cli.later import later
from linkworker.imports.columns import Template

TEMPLATES = {"activities": Template.ACTIVITIES, "people": Template.CASELOAD, "caseload": Template.CASELOAD}
"""By the word typed: a template of people goes by either name."""


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    steps = parser.add_subparsers(title="steps", metavar="STEP", required=True)
    directory = steps.add_parser("activities", help="an Open Referral UK feed, or our own activities template")
    _common(directory)
    directory.set_defaults(step=later("import_", "_activities"))
    people = steps.add_parser("people", aliases=["caseload"], help="a caseload: our own template, filled in")
    _common(people)
    people.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="REF=WHO",
        help="for a row like somebody already here: REF=new, or REF=same:PERSON; say it once for each row",
    )
    people.set_defaults(step=later("import_", "_people"))
    template = steps.add_parser("template", help="write an empty template with a worked example")
    template.add_argument("what", choices=tuple(TEMPLATES), help=", ".join(TEMPLATES))
    template.add_argument("file", type=Path, help="a new file that ends in .csv or .xlsx")
    template.set_defaults(step=later("import_", "_template"))


def _common(parser: ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="the file, folder or zip")
    parser.add_argument("--feed", help="the name this source goes by; keep it the same each time")
    parser.add_argument("--every-row", action="store_true", help="show what became of every row")

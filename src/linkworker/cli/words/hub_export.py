"""Give out what the hub holds: FHIR for other systems, CSV for counting, the journal for the archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import who


def add(steps: Any) -> None:
    """Add `export` to the hub's steps."""
    parser: ArgumentParser = steps.add_parser(
        "export", help="write what the hub holds into a folder: FHIR R4, tidy CSV, or the journal"
    )
    parser.add_argument("what", choices=("fhir", "csv", "journal"), help="fhir and journal hold names, csv does not")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="an empty folder, or one to be made")
    who(parser)
    parser.add_argument("--person", metavar="ID", help="one person only, by the id of their record")
    parser.add_argument("--since", metavar="DAY", help="only people changed on or after a day, like 1 August 2026")
    parser.add_argument("--named", action="store_true", help="for csv: names and people's words, no pseudonyms")
    parser.add_argument("--key", type=Path, metavar="FILE", help="for csv: the pseudonym key, if not the hub's own")
    parser.add_argument("--replace", action="store_true", help="put it in the place of an earlier export")
    parser.set_defaults(step=later("hub_export", "_export"))

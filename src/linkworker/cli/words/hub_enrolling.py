"""Enrol a laptop; suspend, resume and retire it; give the hub new keys."""

from pathlib import Path
from typing import Any

from linkworker.cli.later import later
from linkworker.cli.words.hub_common import who


def add(steps: Any) -> None:
    """Add these steps to the hub's."""
    enrol = steps.add_parser("enrol", help="enrol a laptop by its file, once its six words were compared")
    enrol.add_argument("file", type=Path, help="device-....pub.json from the laptop")
    enrol.add_argument("--words", help="the six words that the laptop read out, instead of being asked")
    enrol.add_argument("--team", metavar="NAME", help="the team that the laptop belongs to")
    enrol.add_argument("--worker", metavar="NAME", help="the worker who uses it, where one is known here")
    enrol.add_argument("--instead-of", metavar="LAPTOP", help="the laptop that it was before it was restored")
    enrol.set_defaults(step=later("hub_enrolling", "_enrol"))
    who(enrol)
    for name, words in (
        ("suspend", "keep a laptop's bundles sealed, and send nothing down to it"),
        ("resume", "let a suspended or retired laptop go on, and take in what waited"),
        ("retire", "take nothing from a laptop any more"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("laptop", help="its short id, as in its files' names, or its id")
        step.add_argument("--why", help="a reason, for the journal")
        step.set_defaults(step=later("hub_enrolling", f"_{name}"))
        who(step)
    rekey = steps.add_parser("rekey", help="new keys for the hub; laptops hear of them in their receipts")
    rekey.set_defaults(step=later("hub_enrolling", "_rekey"))
    who(rekey)
    restored = steps.add_parser("restored", help="say that the hub's database was put back from a backup")
    restored.set_defaults(step=later("hub_enrolling", "_restored"))
    who(restored)

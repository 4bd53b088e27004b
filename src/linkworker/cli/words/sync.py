"""What is unsent and how old; export it to the centre; this laptop's key; which centre is trusted."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=later("sync_standing", "status"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    status = steps.add_parser("status", help="what is unsent, and what was made (also without a step)")
    status.set_defaults(step=later("sync_standing", "status"))
    key = steps.add_parser("device", help="write this laptop's public key, for the centre")
    key.add_argument("folder", type=Path)
    key.set_defaults(step=later("sync", "_device"))
    to_trust = steps.add_parser("trust", help="seal to the centre of this invitation from now on")
    to_trust.add_argument("file", type=Path, nargs="?", help="without it, the one that the settings name")
    to_trust.add_argument("--words", help="the six words that the centre read out, instead of being asked")
    to_trust.set_defaults(step=later("sync", "_trust"))
    out = steps.add_parser("export", help="write all that is unsent as sealed bundles")
    out.add_argument("folder", type=Path)
    out.set_defaults(step=later("sync", "_export"))
    come = steps.add_parser("take-in", help="take in what the centre sent: one receipt, or those in a folder")
    come.add_argument("place", type=Path, metavar="PATH")
    come.set_defaults(step=later("sync_meeting", "take_in_step"))
    meet = steps.add_parser("meet", help="both ways at once: take in what came, write and send what is unsent")
    way = meet.add_mutually_exclusive_group()
    way.add_argument("--folder", type=Path, help="a folder or stick")
    way.add_argument("--url", help="the centre's address; without it, the one that the settings name")
    meet.set_defaults(step=later("sync_meeting", "meet_step"))
    _choosing(steps)
    again = steps.add_parser("again", help="write a bundle once more; what was taken out since does not go")
    again.add_argument("folder", type=Path)
    again.add_argument("--number", type=int, help="which one; without it, the latest")
    again.set_defaults(step=later("sync", "_again"))
    _kept_aside(steps)


def _kept_aside(steps: Any) -> None:
    aside = steps.add_parser("aside", help="bundles made before a backup was put back: send or destroy them")
    aside.set_defaults(step=later("sync_aside", "list_step"))
    what = aside.add_subparsers(title="steps", metavar="STEP")
    send = what.add_parser("send", help="send them as they lie, with all that is in them")
    way = send.add_mutually_exclusive_group()
    way.add_argument("--folder", type=Path, help="a folder or stick")
    way.add_argument("--url", help="the centre's address; without it, the one that the settings name")
    send.set_defaults(step=later("sync_aside", "send_step"))
    destroy = what.add_parser("destroy", help="delete them; nobody can bring them back")
    destroy.set_defaults(step=later("sync_aside", "destroy_step"))


def _choosing(steps: Any) -> None:
    found = steps.add_parser("conflicts", help="what was written in two places, with a number for each")
    found.add_argument("person", nargs="?", help="only of this person: a name, a number, or part of a name")
    found.set_defaults(step=later("sync_conflicts", "conflicts_step"))
    choose = steps.add_parser("choose", help="choose between what was written in two places")
    choose.add_argument("number", type=int)
    which = choose.add_mutually_exclusive_group(required=True)
    which.add_argument("--this", action="store_true", help="what is shown now counts")
    which.add_argument(
        "--other", type=int, nargs="?", const=0, metavar="N", help="the other counts, or the Nth of them"
    )
    which.add_argument("--value", help="neither: this counts")
    choose.add_argument("--reason", help="why, for the history")
    choose.set_defaults(step=later("sync_conflicts", "choose_step"))

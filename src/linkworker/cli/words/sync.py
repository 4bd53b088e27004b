"""What is unsent and how old; export it to the centre; this laptop's key; which hub is trusted."""

from argparse import ArgumentParser
from pathlib import Path

from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=later("sync", "_status"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    status = steps.add_parser("status", help="what is unsent, and what was made (also without a step)")
    status.set_defaults(step=later("sync", "_status"))
    key = steps.add_parser("device", help="write this laptop's public key, for the hub")
    key.add_argument("folder", type=Path)
    key.set_defaults(step=later("sync", "_device"))
    to_trust = steps.add_parser("trust", help="seal to the hub of this invitation from now on")
    to_trust.add_argument("file", type=Path, nargs="?", help="without it, the one that the settings name")
    to_trust.add_argument("--words", help="the six words that the hub read out, instead of being asked")
    to_trust.set_defaults(step=later("sync", "_trust"))
    out = steps.add_parser("export", help="write all that is unsent as one sealed bundle")
    out.add_argument("folder", type=Path)
    out.set_defaults(step=later("sync", "_export"))
    again = steps.add_parser("again", help="write a bundle once more, the same to the byte inside")
    again.add_argument("folder", type=Path)
    again.add_argument("--number", type=int, help="which one; without it, the latest")
    again.set_defaults(step=later("sync", "_again"))

"""What opens the store: its slots; a new data key; the organisation's key."""

from argparse import ArgumentParser
from pathlib import Path

from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=later("keys", "_list"))
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    shown = steps.add_parser("list", help="who can open the store, and how well it is guarded (also without a step)")
    shown.set_defaults(step=later("keys", "_list"))
    rotate = steps.add_parser("rotate", help="give the store a new data key, and make its backups anew")
    rotate.set_defaults(step=later("keys", "_rotate"))
    escrow = steps.add_parser("escrow", help="for IT: get a worker in with the organisation's key")
    escrow.add_argument("--identity", type=Path, required=True, help="the organisation's age identity file")
    escrow.set_defaults(step=later("keys", "_escrow"))

"""Prove that the journal is unchanged; checkpoints to write down; what you, or another worker, did."""

from argparse import ArgumentParser

from linkworker.cli.later import later


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    steps = parser.add_subparsers(title="steps", metavar="STEP", required=True)
    steps.add_parser("verify", help="prove every entry of the journal by the one before").set_defaults(
        step=later("audit", "verify")
    )
    steps.add_parser("checkpoint", help="sign the journal as it is now, and print six words for it").set_defaults(
        step=later("audit", "checkpoint")
    )
    prove = steps.add_parser("prove", help="show what six words that were written down prove")
    prove.add_argument("words", nargs="+", metavar="WORD", help="the six words")
    prove.set_defaults(step=later("audit", "prove"))
    activity = steps.add_parser("activity", help="what you looked at and changed, day by day")
    activity.add_argument("--worker", metavar="NAME", help="another worker's: for managers")
    activity.add_argument("--most", type=int, default=50, metavar="N", help="how many to show (50)")
    activity.add_argument("--skip", type=int, default=0, metavar="N", help="how many of the newest to pass over")
    activity.set_defaults(step=later("audit", "activity"))

"""What needs you today: why each thing is there and since when, the oldest first."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--everyone", action="store_true", help="everybody on this laptop, not only your own people")

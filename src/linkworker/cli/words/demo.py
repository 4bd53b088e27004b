"""Look round a throwaway store of fictional people; with --tour, watch the whole main job done in it."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("--tour", action="store_true", help="do the whole main job, each command with its answer")
    parser.add_argument("--plain", action="store_true", help="without screens: type one command a line")
    parser.add_argument("--keep", action="store_true", help="do not delete it at the end")

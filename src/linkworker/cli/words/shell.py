"""Unlock once and type several commands. Locking ends the process and starts a fresh one that knows nothing."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add nothing: the words that every command has are enough."""
    del parser

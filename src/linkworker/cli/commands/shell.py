"""Unlock once and type several commands. Locking ends the process and starts a fresh one that knows nothing."""

from argparse import Namespace

from linkworker.cli.desk import Desk
from linkworker.cli.parent import keep_a_child


def run(args: Namespace, desk: Desk) -> int:
    """Start the child, and a fresh one after each lock."""
    desk.close()
    words: list[str] = []
    if args.store:
        words += ["--store", args.store]
    if args.user:
        words += ["--user", args.user]
    if args.passphrase_fd is not None:
        words += ["--passphrase-fd", str(args.passphrase_fd)]
    return keep_a_child(words)

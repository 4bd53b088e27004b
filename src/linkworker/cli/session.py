"""The working process of `linkworker shell`: unlocks once, takes one command a line, and ends when it locks."""

import os
import shlex
import signal
import sys
from collections.abc import Sequence

from linkworker.base.errors import LinkworkerError
from linkworker.cli.desk import Desk
from linkworker.cli.idle import Idle
from linkworker.cli.main import run
from linkworker.cli.parent import LOCKED
from linkworker.cli.parser import Parser, add_common

_NOT_HERE = frozenset({"init", "shell", "demo"})
_LEAVE = frozenset({"quit", "exit", "q"})


def main(argv: Sequence[str] | None = None) -> int:
    """Unlock and take commands; return 0 after `quit`, or the parent's code for a lock."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the parent ignores it, and children inherit that
    parser = Parser(prog="linkworker shell")
    add_common(parser)
    desk = Desk()
    try:
        desk.take(parser.parse_args(argv))
        _ = desk.store
        return converse(desk)
    except LinkworkerError as error:
        desk.warn(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    finally:
        desk.close()


def converse(desk: Desk) -> int:
    """Take one command a line from a desk whose store is open."""
    minutes = desk.settings.idle_minutes.value
    desk.say("Type a command, 'help' to see them all, 'lock' to lock, or 'quit' to leave.")
    idle = Idle(minutes, lambda: _lock_now(desk, minutes))
    while True:
        with idle.waiting():
            try:
                line = desk.ask("linkworker> ")
            except (LinkworkerError, KeyboardInterrupt):
                return 0
        words = split(line)
        if not words:
            continue
        if words[0] in _LEAVE:
            return 0
        if words[0] == "lock":
            desk.say("Locked.")
            return LOCKED
        if words[0] in _NOT_HERE:
            desk.warn(f"'{words[0]}' is typed outside, after 'quit'.")
            continue
        run(words, desk)


def split(line: str) -> list[str]:
    """Return a line's words; quotes keep words together, and a backslash is only a backslash, as in Windows' paths."""
    reader = shlex.shlex(line, posix=True, punctuation_chars=False)
    reader.whitespace_split, reader.escape, reader.commenters = True, "", ""
    try:
        return list(reader)
    except ValueError:  # a quote that is not closed
        return line.split()


def _lock_now(desk: Desk, minutes: int) -> None:
    desk.close()
    desk.say("", f"Locked after {minutes} minutes without a key. What you saved is kept.")
    sys.stdout.flush()
    os._exit(LOCKED)  # from another thread: the main one waits for a line that may never come


if __name__ == "__main__":
    sys.exit(main())

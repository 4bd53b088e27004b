"""The working process of `linkworker shell`: unlocks once, takes one command a line, and ends when it locks."""

import getpass
import os
import re
import signal
import sys
from collections.abc import Sequence

from linkworker.base.errors import LinkworkerError
from linkworker.base.leaving import LOCKED
from linkworker.base.words import count
from linkworker.cli.desk import Desk
from linkworker.cli.idle import Idle
from linkworker.cli.parser import Parser, add_common
from linkworker.cli.running import run

_NOT_HERE = frozenset({"init", "shell", "demo", "keys"})
_LEAVE = frozenset({"quit", "exit", "q"})


def main(argv: Sequence[str] | None = None) -> int:
    """Unlock and take commands; return 0 after `quit`, or the parent's code for a lock."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the parent ignores it, and children inherit that
    parser = Parser(prog="linkworker shell")
    add_common(parser)
    idle = Idle()
    desk = Desk(ask=idle.watch(input), ask_secret=idle.watch(getpass.getpass))  # a question left open locks too
    try:
        desk.take(parser.parse_args(argv))
        _ = desk.store
        desk.empty_prints()
        return converse(desk, idle)
    except LinkworkerError as error:
        desk.warn(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    finally:
        if desk.is_open:
            desk.empty_prints()
        desk.close()


def converse(desk: Desk, idle: Idle) -> int:
    """Take one command a line from a desk whose store is open, until it is left or locked."""
    minutes = desk.settings.idle_minutes.value
    desk.say("Type a command, 'help' to see them all, 'lock' to lock, or 'quit' to leave.")
    idle.begin(minutes, lambda: _lock_now(desk, minutes))
    while True:
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
            clear_screen()
            desk.say("Locked.")
            return LOCKED
        if words[0] in _NOT_HERE:
            desk.warn(f"'{words[0]}' is typed outside, after 'quit'.")
            continue
        run(words, desk)


_WORD = re.compile(r"""'[^']*'(?=\s|$)|(?:"[^"]*"|\S)+""")
_QUOTED = re.compile(r'"([^"]*)"')


def split(line: str) -> list[str]:
    """Return a line's words; quotes keep words together.

    An apostrophe is only an apostrophe, as in names, and a backslash only a backslash, as in Windows' paths.
    """
    return [_unquoted(word) for word in _WORD.findall(line)]


def _unquoted(word: str) -> str:
    if len(word) > 1 and word[0] == word[-1] == "'":
        return word[1:-1]
    return _QUOTED.sub(r"\1", word)


def clear_screen() -> None:
    """Wipe the console and what can be scrolled back to: a locked laptop shows nobody's details."""
    if not sys.stdout.isatty():
        return
    if sys.platform == "win32":
        os.system("cls")  # noqa: S605, S607 - the console's own command; older ones know no escape sequences
    else:
        sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")


def _lock_now(desk: Desk, minutes: int) -> None:
    try:
        desk.empty_prints()
        desk.close()
        clear_screen()
        desk.say("", f"Locked after {count(minutes, 'minute')} without a key. What you saved is kept.")
        sys.stdout.flush()
    finally:
        os._exit(LOCKED)  # from another thread: the main one waits for a line that may never come


if __name__ == "__main__":
    sys.exit(main())

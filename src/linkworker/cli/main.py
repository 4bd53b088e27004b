"""The front door: the screens where there is a terminal and no command, else the command that was typed.

The screens start from here with as little loaded as can be: somebody waits for the prompt.
"""

import sys

TYPE_CHECKING = False  # the checkers know this name; loading `typing` would be waited for
if TYPE_CHECKING:
    from collections.abc import Sequence

FOR_SCREENS = ("--store", "--user", "--look", "--theme")
"""What may be typed after `linkworker` alone: where the store is, who unlocks, how the screens look."""


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run what was typed after `linkworker`; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if opens_screens(words):
        if sys.stdin.isatty() and sys.stdout.isatty():
            return _screens(spread(words))
        words = []  # the list of commands
    return _plain(words)


def _screens(words: list[str]) -> int:
    """Run the screens to their end. Who leaves them for the demonstration comes back to them after it."""
    from linkworker.base.leaving import LOOK_ROUND  # noqa: PLC0415 - only the screens have a child
    from linkworker.cli.parent import keep_a_child  # noqa: PLC0415 - as above

    while True:
        code = keep_a_child(words, module="linkworker.ui")
        if code != LOOK_ROUND:
            return code
        _plain(["demo"])


def _plain(words: list[str]) -> int:
    from linkworker.cli.desk import Desk  # noqa: PLC0415 - the screens need none of it here
    from linkworker.cli.running import run  # noqa: PLC0415 - as above

    _speak_utf8()
    desk = Desk()
    try:
        return run(words, desk)
    finally:
        desk.close()


def opens_screens(words: "Sequence[str]") -> bool:
    """Say whether no command was typed: nothing, or only options of the screens with their values."""
    found = spread(words)
    return len(found) % 2 == 0 and all(name in FOR_SCREENS for name in found[::2])


def spread(words: "Sequence[str]") -> list[str]:
    """Return the words with `--look=console` as two."""
    found: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        found += [name, value] if equals and name in FOR_SCREENS else [word]
    return found


def _speak_utf8() -> None:
    import contextlib  # noqa: PLC0415 - nor this

    # A Windows console's code page has no room for many names; a letter that cannot be shown must not stop the work.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())

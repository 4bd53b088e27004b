"""The words of a command, read by argparse, with its complaints said our way."""

import argparse
import re
from typing import Any, NoReturn

from linkworker.base.errors import LinkworkerError


class WordsOff(LinkworkerError):
    """{} Type 'linkworker {} --help' to see how it goes."""

    exit_code = 2


# argparse's own sentences, and ours for them.
_SAID = (
    (re.compile(r"the following arguments are required: (.*)"), "Add {0}."),
    (re.compile(r"one of the arguments (.*) is required"), "Add one of {0}."),
    (re.compile(r"argument (.*): invalid choice: (.*) \(choose from (.*)\)"), "{1} is not one of: {2}."),
    (re.compile(r"argument (.*): expected .*argument.*"), "{0} needs a value after it."),
    (re.compile(r"argument (.*): invalid .* value: (.*)"), "{1} cannot be used for {0}."),
    (re.compile(r"argument (.*): not allowed with argument (.*)"), "Use {0} or {1}, not both."),
    (re.compile(r"unrecognized arguments: (.*)"), "The command does not know: {0}."),
    (re.compile(r"ambiguous option: (.*) could match (.*)"), "{0} could mean {1}."),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises a plain sentence instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**options)

    def error(self, message: str) -> NoReturn:
        """Raise WordsOff with what is missing or unknown."""
        for pattern, sentence in _SAID:
            found = pattern.fullmatch(message)
            if found:
                raise WordsOff(sentence.format(*found.groups()), self._name())
        raise WordsOff(f"The command could not be read: {message}.", self._name())

    def _name(self) -> str:
        return self.prog.removeprefix("linkworker").strip() or "guide"


def add_common(parser: argparse.ArgumentParser, *, top: bool = True) -> None:
    """Add what every command takes, to it and to its steps, so that the words may stand before or after a step."""
    unless_given: dict[str, Any] = {} if top else {"default": argparse.SUPPRESS}
    common = parser.add_argument_group("for every command")
    common.add_argument(
        "--store", metavar="FOLDER", help="where the store is kept, if not in the usual place", **unless_given
    )
    common.add_argument(
        "--user", metavar="NAME", help="the short name you unlock with, if the store has several", **unless_given
    )
    common.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="read the passphrase from file descriptor N (0 is standard input) instead of asking",
        **unless_given,
    )
    common.add_argument("--json", action="store_true", help="answer as JSON", **unless_given)
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to its steps
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for step in dict.fromkeys(action.choices.values()):
                add_common(step, top=False)

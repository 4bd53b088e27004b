"""The words of a command, read by argparse, with its complaints said our way."""

import argparse
import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from linkworker.base.errors import LinkworkerError

_COMMON = frozenset({"help", "store", "user", "passphrase_fd", "json"})


class WordsOff(LinkworkerError):
    """{} Type 'linkworker {} --help' to see how it goes."""

    exit_code = 2


class HelpLayout(argparse.HelpFormatter):
    """Help folded to the console: usage names only a command's own words, and examples stay whole."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage line without what every command takes."""
        super().add_usage(usage, [action for action in actions if action.dest not in _COMMON], groups, prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (line if line.startswith(" ") else textwrap.fill(line, width) for line in text.strip().split("\n"))
        return "\n".join(f"{indent}{line}" for line in lines)


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
        options.setdefault("formatter_class", HelpLayout)
        super().__init__(**options)
        self.examples: Sequence[str] = ()

    def show_examples(self, lines: Sequence[str]) -> None:
        """End the help with worked examples."""
        self.examples = lines
        self.epilog = "\n".join(("For example:", *(f"  {line}" for line in lines))) if lines else None

    def error(self, message: str) -> NoReturn:
        """Raise WordsOff with what is missing or unknown."""
        for pattern, said in _SAID:
            found = pattern.fullmatch(message)
            if found:
                raise WordsOff(f"{said.format(*found.groups())}{self._for_example(message)}", self._name())
        raise WordsOff(f"The command could not be read: {message}.", self._name())

    def _for_example(self, message: str) -> str:
        """Show the first example where something was left out."""
        return f" For example: {self.examples[0]}." if self.examples and "required" in message else ""

    def _name(self) -> str:
        return self.prog.removeprefix("linkworker").strip() or "guide"


def add_common(parser: argparse.ArgumentParser, *, top: bool = True) -> None:
    """Add what every command takes, to it and to its steps, so that the words may stand before or after a step."""
    unless_given: dict[str, Any] = {} if top else {"default": argparse.SUPPRESS}
    common = parser.add_argument_group("for every command")
    shown = (lambda words: words) if top else (lambda _: argparse.SUPPRESS)  # once is enough
    common.add_argument(
        "--store", metavar="FOLDER", help=shown("where the store is kept, if not in the usual place"), **unless_given
    )
    common.add_argument(
        "--user", metavar="NAME", help=shown("the short name you unlock with, if the store has several"), **unless_given
    )
    common.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help=shown("read the passphrase from file descriptor N (0 is standard input) instead of asking"),
        **unless_given,
    )
    common.add_argument("--json", action="store_true", help=shown("answer as JSON"), **unless_given)
    for _, _, step in steps_of(parser):
        add_common(step, top=False)


def steps_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, Parser]]:
    """Yield the steps of a command: name, help in a line, parser. One that goes by two names is yielded once."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to its steps
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {row.dest: row.help or "" for row in action._choices_actions}  # noqa: SLF001 - as above
            once = {id(step): (name, step) for name, step in reversed(action.choices.items())}
            yield from ((name, helps.get(name, ""), step) for name, step in reversed(once.values()))

"""Running one command: found, done at a desk, and what goes wrong turned into one sentence."""

import contextlib
import os
import sys
from collections.abc import Sequence

from linkworker import __version__
from linkworker.base.errors import LinkworkerError
from linkworker.base.fault import fault_in_a_line
from linkworker.base.leaving import FAULT
from linkworker.base.words import sentence
from linkworker.cli.command import COMMANDS, Command, command
from linkworker.cli.desk import Desk
from linkworker.cli.examples import examples
from linkworker.cli.needs import refuse_unless_allowed
from linkworker.cli.parser import Parser, add_common, steps_of


def run(words: Sequence[str], desk: Desk) -> int:
    """Run one command at a desk. Every failure is a sentence on standard error and an exit code, never a traceback."""
    try:
        return _run(words, desk)
    except LinkworkerError as error:
        desk.warn(_with_the_option(str(error)))
        return error.exit_code
    except KeyboardInterrupt:
        desk.warn("Stopped. What was saved before is kept.")
        return 130
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last net: no traceback may show what was typed
        desk.warn(fault_in_a_line(error))
        return FAULT


_OPTIONS = {
    "Give a reason to go ahead.": "--despite REASON",
    "You can use ONS4 now, from age 16.": "--instrument ons4",
    "Start one first.": "'linkworker plan PERSON start'",
    "Open one first.": "'linkworker people episode PERSON --open'",
    "The last bundle can be written once more.": "'linkworker sync again'",
    "This store has several.": "--user NAME",
    "Look which were made.": "'linkworker sync'",
    "Bring in the invitation that your centre gave you.": "'linkworker sync trust FILE'",
}
"""Ends of sentences that serve screens too, where there is a box or a key: with what a command does it."""


def _with_the_option(said: str) -> str:
    option = next((option for end, option in _OPTIONS.items() if said.endswith(end)), None)
    return f"{said.removesuffix('.')}: {option}." if option else said


def _run(words: Sequence[str], desk: Desk) -> int:
    match list(words):
        case []:
            return _run(["--help"], desk)
        case ["linkworker", *more] if more:  # typed whole in the shell, as the handbook shows it
            return _run(more, desk)
        case ["help" | "--help" | "-h", name, *_] if command(name):
            return _run([name, "--help"], desk)
        case ["help" | "--help" | "-h", *_]:
            desk.say(*overview())
        case ["-V" | "--version", *_]:
            desk.say(f"linkworker {__version__}")
        case [option, *_] if option.startswith("-"):
            desk.warn(f"A command comes first, then '{option}'. Type 'linkworker --help' to see the commands.")
            return 2
        case [name, *more]:
            return _command(name, more, desk)
    return 0


def _command(name: str, words: Sequence[str], desk: Desk) -> int:
    found = command(name)
    if found is None:
        desk.warn(f"There is no command '{name}'. Type 'linkworker --help' to see them all.")
        return 2
    try:
        args = parser_of(found).parse_args(words)
    except SystemExit as leaving:  # --help
        return int(leaving.code or 0)
    desk.take(args)
    for fault in desk.settings.faults:
        desk.warn(fault)
    refuse_unless_allowed(found.name, args, desk)
    return int(found.load().run(args, desk) or 0)


def parser_of(found: Command) -> Parser:
    """Return the parser of a command, with its worked examples."""
    module = found.words()
    parser = Parser(prog=f"linkworker {found.name}", description=module.__doc__)
    module.arguments(parser)
    add_common(parser)
    parser.show_examples(examples(found.name))
    for name, words, step in steps_of(parser):
        step.set_defaults(step_name=name)
        step.description = step.description or words
        step.description = sentence(step.description)
        step.show_examples(examples(found.name, name))
    return parser


def overview() -> list[str]:
    """Return the list of commands."""
    width = max(len(row.name) for row in COMMANDS)
    return [
        "linkworker: plans, activities and check-ins, encrypted on this laptop, without a network.",
        "",
        *(f"  {row.name:<{width}}  {row.help}" for row in COMMANDS),
        "",
        "Type 'linkworker COMMAND --help' for one of them. Alone, 'linkworker' opens the screens;",
        "--store, --user, --look (full or console) and --theme may follow it.",
    ]

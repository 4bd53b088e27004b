"""The words of commands: read quickly, and each leading to something that is there."""

import inspect
import subprocess
import sys

import pytest

from linkworker.cli.command import COMMANDS, Command
from linkworker.cli.later import Later
from linkworker.cli.parser import steps_of
from linkworker.cli.running import parser_of

_SLOW = ("sqlalchemy", "sqlmodel", "typst", "pyrage")


@pytest.mark.parametrize("found", COMMANDS, ids=lambda found: found.name)
def test_every_step_leads_to_a_function_of_its_command(found: Command) -> None:
    """Also those that are loaded only when they are done; what help says first is in both modules."""
    parser = parser_of(found)
    steps = [parser.get_default("step"), *(step.get_default("step") for _, _, step in steps_of(parser))]
    for step in filter(None, steps):
        assert isinstance(step, Later)
        assert len(inspect.signature(step.function()).parameters) >= 2
    assert callable(found.load().run)


def test_help_loads_nothing_slow() -> None:
    """Neither the store nor printing nor sealing is loaded to read the words of any command."""
    asked = (
        "import sys; from linkworker.cli.command import COMMANDS; from linkworker.cli.running import parser_of\n"
        "for found in COMMANDS: parser_of(found).format_help()\n"
        f"print([name for name in {_SLOW!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"

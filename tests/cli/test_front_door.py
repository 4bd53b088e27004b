"""Finding the command, and saying what is wrong in one sentence."""

import os
import subprocess
import sys

import pytest

from linkworker import __version__
from linkworker.base.fault import fault_in_a_line
from linkworker.base.words import avoided_words
from linkworker.cli.command import COMMANDS
from linkworker.cli.parser import Parser, add_common


def test_the_overview_names_every_command(linkworker, capsys):
    """With what each does in a line."""
    code, out, err = linkworker("--help")
    assert (code, err) == (0, "")
    for row in COMMANDS:
        assert f"  {row.name}" in out


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_every_command_explains_itself(linkworker, row):
    """`--help` needs no store and no passphrase."""
    code, out, err = linkworker(row.name, "--help")
    assert (code, err) == (0, "")
    assert f"linkworker {row.name}" in out


def test_an_unknown_command_is_said(linkworker):
    """And how to see them all."""
    code, _, err = linkworker("peeple")
    assert code == 2
    assert "There is no command 'peeple'" in err


def test_an_option_before_the_command_is_told_apart(linkworker):
    """It is no command that does not exist, only in the wrong place."""
    code, _, err = linkworker("--store", "here", "people")
    assert code == 2
    assert "A command comes first, then '--store'." in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sync", "explode"], "'explode' is not one of: 'status', 'device'"),
        (["sync", "export"], "Add folder."),
        (["sync", "--passphrase-fd", "two"], "'two' cannot be used for --passphrase-fd."),
        (["sync", "--passphrase-fd"], "--passphrase-fd needs a value after it."),
        (["settings", "--loud"], "The command does not know: --loud."),
        (["hub"], "Add STEP."),
    ],
)
def test_words_that_are_off_are_said_plainly(linkworker, words, said):
    """In our words, not argparse's."""
    code, _, err = linkworker(*words)
    assert code == 2
    assert said in err
    assert avoided_words(err) == ()


def test_common_words_may_stand_before_or_after_a_step():
    """A worker need not know which word belongs to which part."""
    for words in (["--json", "go"], ["go", "--json"]):
        parser = Parser(prog="linkworker test")
        parser.add_subparsers().add_parser("go")
        add_common(parser)
        assert parser.parse_args(words).json is True


def test_a_fault_of_ours_tells_nothing_of_a_person():
    """Only the kind of fault and the line of the program."""
    try:
        int("Ali Mansour, 1 Mill Lane")
    except ValueError as error:
        line = fault_in_a_line(error)
    assert "Ali" not in line
    assert "ValueError" in line


def test_the_version_is_said(linkworker):
    """For whoever helps by phone."""
    assert linkworker("--version")[1] == f"linkworker {__version__}\n"


def test_as_a_module_and_with_no_terminal_it_shows_the_overview():
    """`python -m linkworker` is the same door; without a terminal it never waits for anything."""
    done = subprocess.run(
        [sys.executable, "-m", "linkworker"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    assert "linkworker: plans, activities and check-ins" in done.stdout


def test_settings_with_a_fault_are_named_and_the_work_goes_on(linkworker, tmp_path, monkeypatch):
    """The file, the line and the default used."""
    file = tmp_path / "wrong.toml"
    file.write_text('organisation = "Westshire"\nidle-minutes = "soon"\n', encoding="utf-8")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(file))
    code, out, err = linkworker("settings")
    assert code == 0
    assert "Westshire" in out
    assert "wrong.toml" in err
    assert "line 2" in err
    assert "10" in err


def test_a_look_without_a_value_is_said(linkworker):
    """It is not taken for a command that opens the screens."""
    code, _, err = linkworker("--look")
    assert code == 2
    assert "--look" in err


def test_options_of_the_screens_without_a_terminal_show_the_overview():
    """There is nobody to see a screen."""
    done = subprocess.run(
        [sys.executable, "-m", "linkworker", "--look", "console"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    assert "Alone, 'linkworker' opens the screens;" in done.stdout


def test_the_way_to_the_screens_loads_next_to_nothing():
    """The parent only starts the child: no settings, no commands, no database."""
    look = (
        "import sys\n"
        "import linkworker.cli.main, linkworker.cli.parent\n"
        "print(sorted(name for name in sys.modules if name.startswith('linkworker.')))\n"
        "print([n for n in ('argparse', 'dataclasses', 'signal', 'subprocess', 'typing') if n in sys.modules])\n"
    )
    out = subprocess.run([sys.executable, "-c", look], capture_output=True, encoding="utf-8", check=True).stdout
    ours, others = out.splitlines()
    assert ours == str(
        ["linkworker.base", "linkworker.base.leaving", "linkworker.cli", "linkworker.cli.main", "linkworker.cli.parent"]
    )
    assert others == "[]"

"""Questions that are asked again: a slip at the keyboard does not throw away what was typed before."""

import io
from typing import Any

import pytest

from linkworker.base.clock import FixedClock
from linkworker.base.settings import load_settings
from linkworker.casework.people.asking_for import read_asked_for
from linkworker.cli.choosing import choose_passphrase
from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.vault.cost import Cost

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PHRASE = "copper kettle tulip shelf"
TEAMS = """
[[team]]
name = "HMP Fenwick wellbeing team"
setting = "custody"

[[team]]
name = "Westshire leaving care"
setting = "community"
role = "personal adviser"
"""


def _set_up(folder: Any, clock: FixedClock, answers: list[str]) -> tuple[int, list[str]]:
    """Set a laptop up with these answers before the passphrase; return the exit code and what was said."""
    said: list[str] = []
    left = iter(answers)

    class Said:
        def write(self, text: str) -> int:
            said.append(text)
            return len(text)

        def isatty(self) -> bool:
            return False

    def ask(_prompt: str) -> str:
        return next(left, None) or "".join(said).split("    ")[-1].split("\n")[0]

    desk = Desk(clock=clock, cost=CHEAP, out=Said(), ask=ask, ask_secret=lambda _: PHRASE)  # type: ignore[arg-type] # all that print needs
    try:
        return run(["init", "--store", str(folder)], desk), said
    finally:
        desk.close()


@pytest.fixture
def two_teams(tmp_path, monkeypatch):
    """Settings with two teams."""
    file = tmp_path / "settings.toml"
    file.write_text(TEAMS, encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(file))
    assert len(load_settings().teams.value) == 2
    return tmp_path / "laptop"


def test_a_name_left_empty_is_asked_again(two_teams, clock, capsys):
    """At once, and not after the passphrase and the recovery code."""
    code, said = _set_up(two_teams, clock, [" ", "Dana Okoro", "1"])
    assert code == 0
    assert capsys.readouterr().err == "Enter your name.\n"
    assert "This laptop is set up for Dana Okoro, link worker, HMP Fenwick wellbeing team.\n" in "".join(said)


def test_a_team_is_chosen_by_number_and_brings_its_role(two_teams, clock, capsys):
    """A number that is not there is asked again."""
    code, said = _set_up(two_teams, clock, ["Dana Okoro", "3", "2"])
    assert code == 0
    assert "Enter a number from 1 to 2, or a name." in capsys.readouterr().err
    assert "personal adviser, Westshire leaving care" in "".join(said)


def test_asking_for_keeps_words_and_finds_kinds():
    """Pieces parted by commas or 'and'; what names no kind stays in their words and is said."""
    asked = read_asked_for(" football, meeting people and dragons ")
    assert (asked.words, asked.kinds) == ("football, meeting people and dragons", ("football", "social-group"))
    assert asked.warnings() == ("'dragons' names no kind of activity, so it is kept in their words only.",)
    assert read_asked_for("").kinds == ()


def test_what_they_asked_for_leads_the_match(linkworker):
    """The words are kept as said, the kinds they name stand in the match."""
    linkworker.ok("people", "add", "Ali Marsh", "--asked-for", "football, meeting people")
    assert "asked for: football, meeting people\n" in linkworker.ok("match", "ali")
    assert "football, meeting people" in linkworker.ok("show", "ali")


def test_the_shell_takes_whole_lines_of_the_handbook(linkworker):
    """`linkworker due` is `due`; `help people` is its help; a missing word is shown by example."""
    assert linkworker("linkworker", "due")[0] == 0
    assert "For example:" in linkworker("help", "people")[1]
    code, _, err = linkworker("plan")
    assert (code, "For example: linkworker plan ali start" in err) == (2, True)


def test_consent_says_with_which_option_to_say_how(linkworker):
    """The choices stand in the sentence."""
    linkworker.ok("people", "add", "Ali Marsh")
    code, _, err = linkworker("people", "consent", "ali", "refer", "--yes")
    assert code == 3
    assert err.startswith("Say how consent was given, with --how: in-writing, spoken")


def test_json_is_alone_on_standard_output(linkworker, tmp_path, monkeypatch):
    """Words that go with an answer stand beside it."""
    monkeypatch.chdir(tmp_path)
    linkworker.ok("people", "add", "Ali Marsh")
    words = linkworker.json("hub", "init", "keys", "--name", "Hub")["words"]
    linkworker.ok("sync", "trust", "keys/hub-invitation.json", "--words", words)
    (tmp_path / "E").mkdir()
    assert linkworker.json("sync", "export", "E")["bundles"][0]["number"] == 1
    assert linkworker.json("settings", "--path")["exists"] is True


def test_whoever_chooses_a_passphrase_is_told_what_is_easily_guessed():
    """No list has every song."""
    out = io.StringIO()
    choose_passphrase(Desk(ask_secret=lambda _: "copper kettle tulip shelf", out=out), (), kept="nothing is kept")
    said = out.getvalue()
    assert "Well-known sayings and song lines are easily guessed." in said
    assert "That is a fair passphrase." in said

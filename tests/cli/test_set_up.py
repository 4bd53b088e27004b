"""First day: setting up, a forgotten passphrase, a new one."""

import io

import pytest

from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.vault.cost import Cost

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PHRASE = "copper kettle tulip shelf"
NEW = "seven grey herons wading"


class Console:
    """Somebody at a keyboard: answers to questions (a function of what was said so far), and secrets in turn."""

    def __init__(self, clock, folder, secrets=(), answers=()):
        self.out = io.StringIO()
        self._secrets, self._answers = iter(secrets), iter(answers)
        self.desk = Desk(
            clock=clock,
            cost=CHEAP,
            out=self.out,
            ask=self._answer,
            ask_secret=lambda _: next(self._secrets),
        )
        self._folder = folder

    def _answer(self, _prompt):
        answer = next(self._answers)
        return answer(self.out.getvalue()) if callable(answer) else answer

    def type(self, *words):
        """Run a command; return its exit code."""
        try:
            return run([*words, "--store", str(self._folder)], self.desk)
        finally:
            self.desk.close()


def code_on_paper(said):
    """The recovery code that was shown last."""
    return [line.strip() for line in said.splitlines() if line.startswith("    ")][-1]


@pytest.fixture
def folder(tmp_path):
    """Where the store will be."""
    return tmp_path / "laptop"


def set_up(clock, folder):
    """Set a laptop up as a newcomer would; return the recovery code."""
    console = Console(clock, folder, [PHRASE, PHRASE], ["Jo Brand-Taylor", "Wellbeing team", code_on_paper])
    assert console.type("init") == 0
    return code_on_paper(console.out.getvalue())


def test_a_newcomer_sets_up_and_unlocks(clock, folder):
    """Name, team, passphrase twice, the recovery code typed back."""
    set_up(clock, folder)
    again = Console(clock, folder, [PHRASE])
    assert again.type("doctor") == 0
    assert "TROUBLE" not in again.out.getvalue()


def test_a_weak_passphrase_is_refused_and_asked_again(clock, folder, capsys):
    """With why."""
    console = Console(clock, folder, ["short", PHRASE, "different", PHRASE, PHRASE], ["Jo", "Team", code_on_paper])
    assert console.type("init") == 0
    said = capsys.readouterr().err
    assert "Choose another passphrase" in said
    assert "not the same" in said


def test_leaving_half_way_leaves_nothing(clock, folder, capsys):
    """The recovery code was not typed back: no store, and the next try begins anew."""
    console = Console(clock, folder, [PHRASE, PHRASE], ["Jo", "Team", "AAAA", "BBBB", "CCCC"])
    assert console.type("init") == 3
    assert "nothing was set up" in capsys.readouterr().err
    assert list(folder.glob("*")) == []
    set_up(clock, folder)


def test_a_laptop_is_set_up_once(clock, folder, capsys):
    """The store that is there is left alone."""
    set_up(clock, folder)
    assert Console(clock, folder).type("init") == 3
    assert "set up already" in capsys.readouterr().err


def test_a_wrong_passphrase_says_how_many_tries_are_left(clock, folder, capsys):
    """Then there is a wait."""
    set_up(clock, folder)
    for _ in range(5):
        assert Console(clock, folder, ["not the passphrase here"]).type("sync") == 5
    capsys.readouterr()
    assert Console(clock, folder, [PHRASE]).type("sync") == 5
    assert "Wait" in capsys.readouterr().err


def test_a_forgotten_passphrase(clock, folder, capsys):
    """The recovery code opens, a new passphrase and a new code are made, and the old ones stop working."""
    code = set_up(clock, folder)
    console = Console(clock, folder, [NEW, NEW], [code.lower(), code_on_paper])
    assert console.type("passphrase", "--forgotten") == 0
    assert Console(clock, folder, [NEW]).type("sync") == 0
    assert Console(clock, folder, [PHRASE]).type("sync") == 5
    assert Console(clock, folder, [NEW, NEW], [code, code_on_paper]).type("passphrase", "--forgotten") == 5


def test_a_changed_passphrase(clock, folder):
    """The new one opens, the old one does not."""
    set_up(clock, folder)
    assert Console(clock, folder, [PHRASE, NEW, NEW]).type("passphrase") == 0
    assert Console(clock, folder, [NEW]).type("sync") == 0
    assert Console(clock, folder, [PHRASE]).type("sync") == 5


def test_two_that_differ_change_nothing(clock, folder):
    """Typed twice, and not the same."""
    set_up(clock, folder)
    assert Console(clock, folder, [PHRASE, *[NEW, "something else again"] * 3]).type("passphrase") == 3
    assert Console(clock, folder, [PHRASE]).type("sync") == 0


def test_a_recovery_code_can_go_to_a_file(clock, folder, tmp_path):
    """For setting up by script; a file that is there is never written over."""
    paper = tmp_path / "code.txt"
    words = ("init", "--name", "Jo", "--team", "Team", "--recovery-to", str(paper))
    assert Console(clock, folder, [PHRASE, PHRASE]).type(*words) == 0
    assert len(paper.read_text("utf-8").strip().split("-")) >= 1
    assert Console(clock, tmp_path / "second", [PHRASE, PHRASE]).type(*words) == 3
    assert not (tmp_path / "second").exists()


def test_the_handbook_needs_no_passphrase(clock, folder):
    """It is there before the first day."""
    console = Console(clock, folder)
    assert console.type("guide") == 0
    assert "words" in console.out.getvalue()
    assert Console(clock, folder).type("guide", "words") == 0

"""A laptop that is set up, and plain commands typed at it."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from linkworker.base.clock import FixedClock
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.vault.cost import Cost
from linkworker.vault.recovery_code import RecoveryCode

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
WORKER = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")


@dataclass
class Laptop:
    """A laptop with a store; calling it types a command: `laptop("people", "list") -> (exit code, out, err)`.

    Each command is a fresh desk that unlocks with the passphrase, as a fresh process would. `answers` are what is
    typed at its prompts, in turn.
    """

    folder: Path
    clock: FixedClock
    capture: pytest.CaptureFixture[str]
    answers: list[str] = field(default_factory=list)

    def __call__(self, *words: str, answers: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """Run one command; return its exit code, what it said, and what it said beside that."""
        left = iter(answers)
        out = io.StringIO()
        desk = Desk(
            clock=self.clock,
            cost=CHEAP,
            out=out,
            ask=lambda _: _next(left),
            ask_secret=lambda _: PASSPHRASE,
        )
        self.capture.readouterr()
        try:
            code = run([*words, "--store", str(self.folder)], desk)
        finally:
            desk.close()
        said = self.capture.readouterr()
        return code, out.getvalue() + said.out, said.err

    def ok(self, *words: str, answers: tuple[str, ...] = ()) -> str:
        """Run a command that must succeed; return what it said."""
        code, out, err = self(*words, answers=answers)
        assert code == 0, f"{words}: exit {code}: {err}"
        return out

    def json(self, *words: str) -> Any:
        """Run a command that must succeed with --json; return what it answered."""
        return json.loads(self.ok(*words, "--json"))

    def desk(self) -> Desk:
        """Return a desk of this laptop, for a test that looks into the store itself; close it."""
        desk = Desk(clock=self.clock, cost=CHEAP, ask_secret=lambda _: PASSPHRASE)
        desk._folder = self.folder
        return desk


def _next(left: Iterator[str]) -> str:
    try:
        return next(left)
    except StopIteration:
        raise EOFError from None


@pytest.fixture(scope="session")
def set_up_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop set up by Jo Brand-Taylor on 6 August 2026; each test has a copy of its own."""
    folder = tmp_path_factory.mktemp("set-up") / "laptop"
    set_up(folder, WORKER, PASSPHRASE, RecoveryCode.make(), FixedClock(NOON), cost=CHEAP).store.close()
    return folder


@pytest.fixture
def linkworker(
    set_up_once: Path,
    tmp_path: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Any]:
    """A laptop set up by Jo Brand-Taylor of HMP Fenwick on 6 August 2026, at which commands are typed."""
    empty = tmp_path / "settings.toml"
    empty.write_text("", encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(empty))
    folder = tmp_path / "laptop"
    shutil.copytree(set_up_once, folder)
    return Laptop(folder, clock, capsys)

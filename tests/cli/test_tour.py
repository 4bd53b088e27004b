"""The demonstration at the front door: looked round in a terminal, toured without one, and gone afterwards."""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demonstration import CHEAP, NOON, told_once
from linkworker.base.clock import FixedClock
from linkworker.base.words import avoided_words
from linkworker.cli import tour
from linkworker.cli.demonstration_desk import DemonstrationDesk
from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.cli.tour import Tour, TourStep, Typed
from linkworker.demo.content import demonstration_settings
from linkworker.demo.demonstration import Demonstration


class Terminal(io.StringIO):
    """Standard input as it is at a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine puts what is temporary."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Demonstration]:
    """A demonstration, open."""
    told = told_once().copied(tmp_path / "store")
    opened = told.opened()
    with opened.store as store:
        yield Demonstration(store, opened.worker_id, told.user, told.passphrase, demonstration_settings())


def go(made: Demonstration, folder: Path) -> tuple[bool, list[str], Tour]:
    """Do a tour; return whether it succeeded, what it said, and the tour."""
    said: list[str] = []
    clock = FixedClock(NOON)
    done = Tour(made, clock, CHEAP, folder, lambda *lines: said.extend(lines))
    return done.go(), said, done


def test_the_tour_does_the_whole_main_job(temporary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From what is due to an opened and verified bundle, with nothing left behind; it fits a few screens."""
    out = io.StringIO()
    killed = temporary / "linkworker-demo-killed" / "store"
    killed.mkdir(parents=True)
    (killed / "store.db").write_bytes(b"what a demonstration leaves that was killed")
    code = run(["demo", "--tour"], Desk(clock=FixedClock(NOON), cost=CHEAP, out=out))
    said = out.getvalue()
    assert code == 0, said
    assert "Bundle 1 is whole, and signed by the laptop" in said
    assert "The journal's chain and every commitment hold." in said
    assert "Version 2 of the plan is frozen." in said
    assert "Lowmere FC walking football" in said
    assert "WEMWBS up 14, at or past the reliable threshold of 9" in said
    assert "Every step was done. The store is deleted." in said
    assert "fictional" in said.splitlines()[0]
    assert len(said.splitlines()) < 80
    assert list(temporary.iterdir()) == []
    assert capsys.readouterr().err == ""
    assert not avoided_words(said)


def test_a_step_that_fails_is_named_and_ends_the_tour(
    made: Demonstration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first failure is said with its sentence and its exit code; later steps are not tried."""
    told = [
        TourStep("Look at nobody.", lambda _: [Typed(("show", "Nobody Here"))]),
        TourStep("Never done.", lambda _: [Typed(("doctor",))]),
    ]
    monkeypatch.setattr(tour, "steps", lambda: iter(told))
    succeeded, said, done = go(made, tmp_path)
    assert not succeeded
    assert done.failed == "Look at nobody."
    assert said[-1] == "Step 1 failed: Look at nobody. Exit code 4."
    assert "Nobody Here" in said[-2]


def test_of_a_long_answer_the_tour_says_how_much_it_shows(
    made: Demonstration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is never hidden."""
    monkeypatch.setattr(tour, "steps", lambda: iter([TourStep("Look.", lambda _: [Typed(("show", "Ali M"), 1)])]))
    succeeded, said, _ = go(made, tmp_path)
    assert succeeded
    assert said[2].startswith('   > linkworker show "Ali M"   (the first 1 of ')
    assert said[3] == "     Ali M"


def test_in_a_terminal_it_waits_for_commands_and_in_a_folder_of_ones_own_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The session is on its people and settings; with --store the passphrase that was shown unlocks it later."""
    folder, clock = tmp_path / "mine", FixedClock(NOON)
    typed = iter(["match Ali", "settings", 'check-in Jaz --answers "3 2 2 3 2 3 3 2 2 2 3 2 3 2"', "quit"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    words = ["demo", "--plain", "--store", str(folder)]
    assert run(words, Desk(clock=clock, cost=CHEAP, ask=lambda _: next(typed))) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Everybody in this demonstration is fictional")
    for part in ("budget left £182.00", "Marlshire leaving care", "WEMWBS 34", f"It is kept in {folder}."):
        assert part in said.out
    assert said.err == ""
    passphrase = next(line.strip() for line in said.out.splitlines() if line.startswith("    "))
    again = Desk(clock=clock, cost=CHEAP, ask_secret=lambda _: passphrase)
    try:
        assert run(["people", "list", "--store", str(folder)], again) == 0
    finally:
        again.close()
    assert run(["demo", "--store", str(folder)], Desk(clock=clock, cost=CHEAP)) != 0, "it is not told over a store"


def test_a_demonstrations_desk_never_locks_and_takes_no_settings_of_the_machine(made: Demonstration) -> None:
    """There is nobody real to protect, and the organisation's own file must not decide what is shown."""
    desk = DemonstrationDesk(made, FixedClock(datetime(2026, 8, 6, tzinfo=UTC)), CHEAP)
    assert desk.settings.idle_minutes.value == 0
    assert desk.settings.organisation.value == "Marlshire and Fenwick Together"
    assert desk.demonstration
    assert desk.is_open

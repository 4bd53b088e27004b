"""The real screens under Pilot, on a real encrypted store; and golden screens as plain text."""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot

from cli.console import Console
from demonstration import Told, told_once
from linkworker.casework.setting_up import Unlocked
from linkworker.demo.content import demonstration_settings
from linkworker.ui.forms import drafting
from linkworker.vault.store import Store
from on_screen import Screens, shown, text_of
from resting import LONGEST

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"


@pytest.fixture(autouse=True)
def _painted_where_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal nobody sees what is painted between two looks of a test: it took a third of the time.

    `text_of` draws every line that it returns, and the real terminals of `test_child.py` and `test_safety.py` paint as
    ever.
    """
    monkeypatch.setattr(Compositor, "render_update", _unseen)


def _unseen(compositor: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False) -> None:
    del full, screen_stack, simplify
    compositor._dirty_regions.clear()


@pytest.fixture(autouse=True)
def _own_choices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the choices and settings of whoever runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "site"))
    monkeypatch.setenv("LINKWORKER_SETTINGS", "")
    monkeypatch.delenv("LINKWORKER_SETTINGS")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _drafts_when_asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is kept by its own pause only where a test is about that: on a slow machine it would come in between."""
    if "real_pause" not in request.fixturenames:
        monkeypatch.setattr(drafting, "PAUSE", LONGEST)


@pytest.fixture
def real_pause() -> float:
    """The seconds after which what is typed is kept."""
    return drafting.PAUSE


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A copy of the demonstration of 6 August 2026, closed."""
    return told_once().copied(tmp_path / "demonstration")


@pytest.fixture
def demo(told: Told) -> Iterator[Unlocked]:
    """The demonstration, unlocked: 40 fictional people."""
    opened = told.opened()
    yield opened
    opened.store.close()


@pytest.fixture
def screens(demo: Unlocked) -> Screens:
    """Start the screens on the demonstration, for `async with`."""

    def start(**named: Any) -> AbstractAsyncContextManager[Pilot[int]]:
        return shown(demo.store, demo.worker_id, settings=demonstration_settings(), **named)

    return start


@pytest.fixture
def empty_screens(store: Store, worker: str) -> Screens:
    """Start the screens on a store that holds nobody, for `async with`."""

    def start(**named: Any) -> AbstractAsyncContextManager[Pilot[int]]:
        return shown(store, worker, **named)

    return start


@pytest.fixture
def terminal(place: Path) -> Iterator[Callable[..., Console]]:
    """Start a program on a terminal of 80x24, with the settings of the test's own `place`; each ends with the test."""
    started = []

    def start(*words: str, program: tuple[str, ...] = ("-m", "linkworker"), **environment: str) -> Console:
        given = {"LINKWORKER_SETTINGS": str(place / "settings.toml"), "TERM": "xterm-256color", **environment}
        console = Console(words, {**os.environ, **given}, program=program, size=(80, 24))
        started.append(console)
        return console

    yield start
    for console in started:
        console.close()


@pytest.fixture
def fixed_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's randomness draws the same words and codes each time, so that a golden screen can hold them."""
    monkeypatch.setattr("secrets.choice", random.Random(6).choice)  # noqa: S311 - that is the point


CHECKPOINT = re.compile(r"((?:Checkpoint|This laptop|Its six words):? +)[a-z]+(?: [a-z]+){5}\b")
"""The words of the journal, of a laptop or of a bundle, which are others in each run."""


@pytest.fixture
def golden() -> Callable[[Any, str], None]:
    """Compare the screen in front with `golden/NAME.txt`; with NEW_GOLDENS=1 in the environment, write it anew.

    In the console look no glyph may be outside code page 437, and the net under it may have had nothing to catch
    but what a person typed.
    """

    def compare(app: Any, name: str) -> None:
        said = CHECKPOINT.sub(r"\1(six words)", text_of(app))
        if app.console_look:
            said.encode("cp437")
        file = GOLDEN / f"{name}.txt"
        if os.environ.get("NEW_GOLDENS"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(said, encoding="utf-8", newline="\n")
        assert said == file.read_text(encoding="utf-8"), f"{file.name} is different; NEW_GOLDENS=1 writes it anew"

    return compare

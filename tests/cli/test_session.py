"""The shell: a parent and a child, a lock that ends the child, and words as people type them."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cli.console import Console
from linkworker.base.clock import SystemClock
from linkworker.base.leaving import LOCKED
from linkworker.casework.setting_up import NewWorker, set_up
from linkworker.cli.idle import Idle
from linkworker.cli.parent import keep_a_child
from linkworker.cli.session import split
from linkworker.vault.recovery_code import RecoveryCode

PASSPHRASE = "copper kettle tulip shelf"
WORKER = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")
PROMPT = "linkworker> "


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A store with a real, costly slot, and settings that never lock."""
    folder = tmp_path_factory.mktemp("desk")
    set_up(folder / "store", WORKER, PASSPHRASE, RecoveryCode.make(), SystemClock()).store.close()
    (folder / "settings.toml").write_text("idle_minutes = 0\n", encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def console(desk):
    """`linkworker shell` on a terminal."""
    settings = {"LINKWORKER_SETTINGS": str(desk / "settings.toml"), "TERM": "dumb"}
    one = Console(["shell", "--store", str(desk / "store")], {**os.environ, **settings})
    yield one
    one.close()


def unlock(console):
    console.expect("Passphrase: ")
    console.type(PASSPHRASE)
    assert PASSPHRASE not in console.expect(PROMPT)


def test_a_lock_ends_the_child_and_a_fresh_one_asks_again(console):
    """Another process, which knows nothing; Ctrl+C stops a command or leaves, and the parent goes with the child."""
    unlock(console)
    first = console.children()
    console.type("guide")
    console.expect(PROMPT)
    console.type("init")
    assert "typed outside" in console.expect(PROMPT)
    console.type("lock")
    assert "\x1b[3J" in console.expect("Locked"), "what stood on the screen is wiped, and what can be scrolled back to"
    unlock(console)
    second = console.children()
    assert len(first) == len(second) == 1
    assert first != second
    assert first.isdisjoint(_running())
    console.type("")
    console.expect(PROMPT)
    console.type("quit")
    assert console.ended() == 0


def _running():
    return {int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()}


def test_ctrl_c_before_unlocking_leaves(console):
    """The parent ignores it and ends with its child; typing is seen again."""
    console.expect("Passphrase: ")
    assert console.ctrl_c() == 130


def test_a_wrong_passphrase_is_asked_again_and_ctrl_c_leaves(console):
    """In the same child; nothing of the passphrase is shown. Leaving by Ctrl+C lets go of the store."""
    console.expect("Passphrase: ")
    console.type("not the passphrase at all")
    said = console.expect("That is not the passphrase of this store")
    assert "at all" not in said
    unlock(console)
    assert console.ctrl_c() == 0


CHILD = """
import sys, threading
from linkworker.cli.idle import Idle
from linkworker.cli.session import _lock_now
from linkworker.cli.desk import Desk
idle = Idle()
desk = Desk(ask=idle.watch(input))
print("child", flush=True)
idle.begin(float(sys.argv[1]), lambda: _lock_now(desk, 1))
desk.ask("word? ")
"""


def test_a_wait_that_is_too_long_locks_with_the_same_code(tmp_path):
    """The main thread waits for a line that never comes; the process ends all the same and says why."""
    run = subprocess.Popen(
        [sys.executable, "-c", CHILD, "0.002"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    out = run.stdout.read()
    assert run.wait() == LOCKED
    assert "Locked after 1 minute without a key. What you saved is kept." in out
    run.stdin.close()
    run.stdout.close()


def test_a_wait_that_is_answered_locks_nothing():
    """Nor does work that takes longer than the wait may."""
    locked = threading.Event()
    idle = Idle()
    ask = idle.watch(lambda prompt: prompt + "answer")
    assert ask("a ") == "a answer"
    idle.begin(1 / 600, locked.set)
    assert ask("b ") == "b answer"
    assert not locked.wait(0.25)
    with idle.waiting():
        assert locked.wait(5)


def test_no_minutes_never_lock():
    """The organisation may rely on the screen lock of the machine."""
    idle = Idle()
    idle.begin(0, lambda: pytest.fail("locked"))
    with idle.waiting():
        pass


def test_once_locking_has_begun_no_answer_is_taken():
    """A line typed at the same moment does not start work on a store that is being closed."""
    begun, done = threading.Event(), threading.Event()

    def lock():
        begun.set()
        done.wait(5)

    idle, order = Idle(), []
    idle.begin(1 / 6000, lock)
    threading.Timer(0.3, lambda: (order.append("locked"), done.set())).start()
    with idle.waiting():
        assert begun.wait(5)
    order.append("answered")
    assert order == ["locked", "answered"]


def test_a_laptop_that_slept_is_late_by_the_wall_clock(monkeypatch):
    """One clock stands still while the laptop sleeps; the other tells."""
    locked, real = threading.Event(), time.time
    idle = Idle()
    idle.begin(10, locked.set)
    monkeypatch.setattr("linkworker.cli.idle._LOOK", 0.05)
    with idle.waiting():
        assert not locked.wait(0.2)
        monkeypatch.setattr("linkworker.cli.idle.time.time", lambda: real() + 11 * 60)
        assert locked.wait(5)


@pytest.fixture
def counting(tmp_path, monkeypatch):
    """A module that counts its runs in a file and ends with a lock until the third."""
    tally = tmp_path / "tally"
    (tmp_path / "tallying.py").write_text(
        "import pathlib, sys\n"
        "p = pathlib.Path(sys.argv[1]); n = len(p.read_text()) if p.exists() else 0\n"
        f"p.write_text('x' * (n + 1)); sys.exit({LOCKED} if n < 2 else 7)\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tally


def test_the_parent_starts_a_child_until_one_ends_otherwise(counting):
    """And hands on its exit code; Ctrl+C is then its own again."""
    before = signal.getsignal(signal.SIGINT)
    assert keep_a_child([str(counting)], module="tallying") == 7
    assert counting.read_text("utf-8") == "xxx"
    assert signal.getsignal(signal.SIGINT) is before


def test_nothing_is_loaded_from_the_folder_one_stands_in(counting, tmp_path, monkeypatch):
    """It may be a stick, with a file that has the name of a module of ours."""
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "tallying.py").write_text("raise SystemExit(66)\n", encoding="utf-8")
    monkeypatch.chdir(stick)
    assert keep_a_child([str(counting)], module="tallying") == 7


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("  people   list ", ["people", "list"]),
        (r"import C:\Users\jo\feed.zip", ["import", r"C:\Users\jo\feed.zip"]),
        (r'import "C:\My Files\feed.zip" --dry', ["import", r"C:\My Files\feed.zip", "--dry"]),
        (r'import --file="C:\My Files\x.csv"', ["import", r"--file=C:\My Files\x.csv"]),
        ('show "C:\\ends with\\"', ["show", "C:\\ends with\\"]),
        ("show O'Brien", ["show", "O'Brien"]),
        ("show D'Arcy O'Neil", ["show", "D'Arcy", "O'Neil"]),
        ("show 'Siobhan Murphy'", ["show", "Siobhan Murphy"]),
        ('show "Siobhan O\'Neill"', ["show", "Siobhan O'Neill"]),
        ('note ali "not closed', ["note", "ali", '"not', "closed"]),
        ("note ali #1 a;b", ["note", "ali", "#1", "a;b"]),
        ('note ali ""', ["note", "ali", ""]),
        ("note ali '", ["note", "ali", "'"]),
    ],
)
def test_a_line_is_read_as_people_type(line, words):
    """Names with apostrophes and Windows paths stay whole."""
    assert split(line) == words


ENDLESS = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(75))
pathlib.Path(sys.argv[1]).write_text("ready")
time.sleep(60)
"""

FAMILY = """
import sys
from linkworker.cli.parent import keep_a_child
sys.exit(keep_a_child([sys.argv[1]], module="endless"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to hand on")
def test_what_asks_the_parent_to_end_ends_both(tmp_path):
    """The child is asked, and waited for; even if it locks at that moment no other is started."""
    (tmp_path / "endless.py").write_text(ENDLESS, encoding="utf-8")
    ready = tmp_path / "ready"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    family = subprocess.Popen([sys.executable, "-c", FAMILY, str(ready)], env=environment)
    until = time.monotonic() + 60
    while not ready.exists() and time.monotonic() < until:
        assert family.poll() is None
        threading.Event().wait(0.05)
    family.terminate()
    assert family.wait(60) == LOCKED

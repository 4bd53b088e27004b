"""One process at a time on a store, and the next one at once when it ends, however it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linkworker.vault.one_at_a_time import AlreadyOpen, ProcessLock
from linkworker.vault.store import Store

HOLDER = """
import sys
from pathlib import Path
from linkworker.base.clock import SystemClock
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store
store = Store.open(Path(sys.argv[1]), DataKey(bytes.fromhex(sys.stdin.readline().strip())), SystemClock())
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other(store, data_key):
    """A second, real process that has the store open."""
    store.close()
    command = [sys.executable, "-c", HOLDER, str(store.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        process.stdin.write(data_key.secret().hex() + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_the_second_process_is_told_which_is_open_and_what_to_do(store, other, data_key, clock):
    """Its number and since when, as London's clocks say it."""
    with pytest.raises(AlreadyOpen) as refused:
        Store.open(store.folder, data_key, clock)
    said = str(refused.value)
    assert said.startswith(f"This store is already open in another linkworker (process {other.pid}, since ")
    assert said.endswith("). Use that one, or close it and try again.")


def test_a_killed_process_lets_go(store, other, data_key, clock):
    """What it left of itself holds nobody up."""
    other.kill()
    other.wait()
    assert (store.folder / "store.open.txt").exists()
    with Store.open(store.folder, data_key, clock) as again:
        assert again.id == store.id
    assert not (store.folder / "store.open.txt").exists()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_holder_that_cannot_be_read_is_still_a_holder(tmp_path, clock, content):
    """The sentence says that it does not know which."""
    first, second = ProcessLock(tmp_path, clock), ProcessLock(tmp_path, clock)
    first.take()
    holder = tmp_path / "store.open.txt"
    assert holder.read_text("utf-8") == f"process {os.getpid()}, since 6 August 2026 at 1:00pm"
    holder.unlink()
    if content is not None:
        holder.write_bytes(content)
    with pytest.raises(AlreadyOpen, match="it does not say which"):
        second.take()
    first.give_back()
    second.take()
    second.give_back()
    second.give_back()


def test_a_holder_that_cannot_be_written_lets_go(tmp_path, clock):
    """The lock is not kept by a process that was told it failed."""
    (tmp_path / "store.open.txt").mkdir()
    with pytest.raises(OSError, match=r"store\.open\.txt"):
        ProcessLock(tmp_path, clock).take()
    Path(tmp_path / "store.open.txt").rmdir()
    lock = ProcessLock(tmp_path, clock)
    lock.take()
    lock.give_back()


def test_a_holder_that_cannot_be_taken_away_keeps_nobody_out(tmp_path, clock):
    """On a medium that turned read-only, say: the lock is given back all the same."""
    first, second = ProcessLock(tmp_path, clock), ProcessLock(tmp_path, clock)
    first.take()
    holder = tmp_path / "store.open.txt"
    holder.unlink()
    holder.mkdir()
    first.give_back()
    holder.rmdir()
    second.take()
    second.give_back()

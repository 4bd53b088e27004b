"""A process killed at any moment loses nothing that it had said was saved.

200 runs are made with `pytest tests/vault/test_kill.py --kills=200`; without the option, 15.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from linkworker.base.clock import SystemClock
from linkworker.base.ids import new_id
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.store import Store

SAVER = Path(__file__).with_name("saver.py")
LONGEST = 0.05  # seconds from the first acknowledged save to the kill
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # the latter is TerminateProcess on Windows


class Saver:
    """The saving process, started again where it can serve only one run."""

    def __init__(self, key):
        self.key, self.process = key, None

    def killed_after(self, folder, seconds):
        """Save to the store of a folder, kill that so long after the first acknowledgement; return what it said."""
        if self.process is None or not hasattr(os, "fork"):
            self.start()
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        said = [self.process.stdout.readline() for _ in range(2)]
        assert said[1], "the saver said nothing"
        timer = threading.Timer(seconds, os.kill, (int(said[0].split()[1]), KILL))
        timer.start()
        while (line := self.process.stdout.readline()) not in {"", "ended\n"}:
            said.append(line)
        timer.join()
        return [line.split() for line in said[1:] if line.endswith("\n")]

    def start(self):
        self.end()
        self.process = subprocess.Popen(
            [sys.executable, str(SAVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self.process.stdin.write(self.key.secret().hex() + "\n")

    def end(self):
        if self.process is not None:
            with self.process:
                self.process.stdin.close()


@pytest.fixture
def saver(data_key):
    """A process that saves."""
    one = Saver(data_key)
    yield one
    one.end()


def kept(folder, key):
    """Open the store and return its notes by id and Dana's wing, once the journal has proved itself."""
    with Store.open(folder, key, SystemClock()) as store, store.reading() as connection:
        notes = {row.id: row.words for row in connection.execute(select(Note.table().c.id, Note.table().c.words))}
        wing = connection.execute(select(Person.table().c.wing)).scalar_one()
        assert verify_chain(connection, store.device_id) == 2 + 2 * len(notes)  # made, Dana, and two for each note
        verify_values(connection)
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    return notes, wing


@pytest.mark.slow
def test_no_acknowledged_save_is_lost(tmp_path, data_key, request, saver):
    """Each run is killed at a fresh moment; then every acknowledged save is there, whole, and the journal proves it."""
    runs, moments = request.config.getoption("--kills"), random.Random(20260806)  # noqa: S311 - moments, not secrets
    made = tmp_path / "made"
    Store.make(made, new_id(), data_key, SystemClock()).close()
    acknowledged, unsaid, lost = 0, 0, []
    for run in range(runs):
        folder = Path(shutil.copytree(made, tmp_path / f"run{run}"))
        said = saver.killed_after(folder, moments.uniform(0, LONGEST))
        notes, wing = kept(folder, data_key)
        lost += [note for note, number in said if not notes.get(note, "").startswith(f"Note {number}:")]
        assert wing == f"W{len(notes)}", "a note and the wing of the same unit of work were parted"
        acknowledged += len(said)
        unsaid += len(notes) - len(said)
        shutil.rmtree(folder)
    print(
        f"runs {runs}, acknowledged {acknowledged}, lost {len(lost)}, kept but not yet said {unsaid}, broken chains 0"
    )
    assert acknowledged >= runs
    assert lost == []

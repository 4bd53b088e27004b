"""A linkworker that saves one record after another and says each on standard output once it is kept, until killed.

Run: python saver.py, then lines on standard input: the data key's 48 bytes in hexadecimal, and the folder of a store
for each run. Where the system can fork, each run is a fork of a process that has done its imports already, because
those take a hundred times longer than what is tested; elsewhere the process serves one run.
"""

import os
import sys
from datetime import date
from pathlib import Path

from linkworker.base.clock import SystemClock
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store


def main() -> None:
    """Serve runs until the input ends."""
    key = DataKey(bytes.fromhex(sys.stdin.readline().strip()))
    while folder := sys.stdin.readline().strip():
        child = os.fork() if hasattr(os, "fork") else 0
        if child == 0:
            save_for_ever(Path(folder), key)
        os.waitpid(child, 0)
        say("ended")


def save_for_ever(folder: Path, key: DataKey) -> None:
    """Say the process id, then each save after its commit: the note's id and number."""
    say(f"process {os.getpid()}")
    with Store.open(folder, key, SystemClock()) as store:
        with store.unit_of_work(None) as uow:
            person = uow.add(Person(name="Dana Whitlock")).id
        number = 0
        while True:
            number += 1
            with store.unit_of_work(None) as uow:
                note = uow.add(Note(person_id=person, on=date(2026, 8, 6), words=f"Note {number}: " + "rain " * 40))
                uow.change(uow.get(Person, person), wing=f"W{number}")
            say(f"{note.id} {number}")


def say(line: str) -> None:
    """Write a line in one piece (it is shorter than a pipe's atomic write)."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()

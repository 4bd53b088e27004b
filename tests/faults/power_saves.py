"""What the power is cut from while somebody saves: notes and drafts, each acknowledged once it is kept."""

from datetime import UTC, date, datetime
from pathlib import Path

from faults.old_journal import without_a_log
from faults.power_keys import Say
from linkworker.base.clock import Clock, FixedClock
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.drafts import save_draft
from linkworker.vault.store import Store

NOON = datetime(2026, 8, 6, 12, tzinfo=UTC)
CLOCK = FixedClock(NOON)
PERSON = "019527a0-0000-7000-8000-00000000da4a"
WORDS = "The rain kept on, and Dana came all the same. " * 12


def saves(
    root: Path, key_in_hex: str, clock: Clock, say: Say, rounds: str, each: str, journal: str, *planted: str
) -> None:
    """Save notes, and a draft before each; close and open again after each round of them."""
    key = DataKey(bytes.fromhex(key_in_hex))
    number = 0
    with without_a_log(journal == "truncate"):
        for _ in range(int(rounds)):
            with Store.open(root / "store", key, clock) as store:
                if planted:
                    raw = store._held.engine.raw_connection().driver_connection
                    raw.execute("PRAGMA synchronous=OFF")  # the bug that the harness must catch
                for _ in range(int(each)):
                    number += 1
                    save(store, number, say)
    say("closed")


def save(store: Store, number: int, say: Say) -> None:
    """Keep a draft, then a note with its person's wing; say each."""
    with store.writing() as connection:
        save_draft(connection, PERSON, "note", {"words": f"Draft {number}: {WORDS}"}, NOON)
    say(f"draft {number}")
    save_more(store, number)
    say(f"note {number}")


def save_more(store: Store, number: int) -> None:
    """Save a note, with its person's wing in the same unit of work."""
    with store.unit_of_work(None) as uow:
        if number == 1:
            uow.add(Person(id=PERSON, name="Dana Whitlock"))
        uow.add(Note(person_id=PERSON, on=date(2026, 8, 6), words=f"Note {number}: {WORDS}"))
        uow.change(uow.get(Person, PERSON), wing=f"W{number}")

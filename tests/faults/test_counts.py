"""The harness itself: its counts, its damage, and that it finds what is planted."""

import subprocess
import sys
from pathlib import Path

import pytest

from faults.acknowledged import lost
from faults.campaigns import CAMPAIGNS
from faults.counts import Counts
from faults.damage import damaged
from faults.laptop import make_laptop
from faults.plain import is_plain
from faults.proof import half_files, read_whole
from faults.works import Said
from linkworker.records.note import Note
from linkworker.records.person import Person

MAIN = Path(__file__).parent


def test_a_nought_is_printed_that_was_counted() -> None:
    """What must never happen stands in the line from the beginning, and what went wrong says how to see it again."""
    counts = Counts("kill")
    counts.never("lost")
    counts.saw("runs", 1_000)
    assert (counts.held, counts.lines()) == (True, ["kill: runs 1,000, lost 0"])
    for run in range(7):
        counts.went_wrong("lost", f"run {run}")
    assert not counts.held
    assert counts.lines()[0] == "kill: runs 1,000, lost 7"
    assert counts.lines()[1:] == [*(f"  lost: run {run}" for run in range(5)), "  and 2 more"]


def test_a_campaign_that_cannot_run_here_says_why() -> None:
    """It has neither held nor failed; its line says so."""
    assert Counts("full disk", skipped="Only on Linux.").lines() == ["full disk: left out. Only on Linux."]


def test_damage_is_the_same_in_every_run_and_never_nothing() -> None:
    """One bit, or a shorter file; another seed is another damage."""
    whole = bytes(range(256))
    copies = list(damaged(whole, 50, 1))
    assert copies == list(damaged(whole, 50, 1)) != list(damaged(whole, 50, 2))
    for turn, (_, hurt) in enumerate(copies):
        if turn % 5 == 0:
            assert whole.startswith(hurt)
            assert len(hurt) < len(whole)
        else:
            assert sum((one ^ other).bit_count() for one, other in zip(whole, hurt, strict=True)) == 1


@pytest.mark.parametrize(
    "planted",
    [
        Said("note", 1, "no-such-note"),
        Said("import", 1, "List1"),
        Said("bundle", 1, "linkworker-0-000001.age 00"),
        Said("draft", 1, "note"),
        Said("backup", 1, "20260806T120000Z.db"),
        Said("rotation", 1, "2"),
        Said("passphrase", 1, "2"),
    ],
    ids=lambda said: said.kind,
)
def test_what_was_acknowledged_and_is_not_there_is_found(tmp_path: Path, planted: Said) -> None:
    """Of every kind of work: else a loss would go uncounted."""
    laptop = make_laptop(tmp_path)
    opened = laptop.opened()
    with opened.store as store:
        held = read_whole(store)
        assert lost(laptop, store, opened.worker_id, held, []) == []
        assert lost(laptop, store, opened.worker_id, held, [planted]) == [f"{planted.kind} 1"]


def test_what_is_there_by_halves_is_found(tmp_path: Path) -> None:
    """An import of fewer people than its list had, and a note without what was saved with it."""
    laptop = make_laptop(tmp_path)
    opened = laptop.opened()
    with opened.store as store, store.unit_of_work(opened.worker_id) as uow:
        uow.add(Person(name="List7 Alone"))
        dana = uow.connection.exec_driver_sql("SELECT id FROM person WHERE name = 'Dana Whitlock'").scalar_one()
        uow.add(Note(person_id=dana, on=uow.clock.today(), words="Kept 1: alone"))
    opened = laptop.opened()
    with opened.store as store:
        found = lost(laptop, store, opened.worker_id, read_whole(store), [])
    assert found == ["List7 has 1 people", "a note and the wing of its unit of work were parted"]


def test_half_files_are_found_wherever_they_lie(tmp_path: Path) -> None:
    """In the store's folder, among the backups, on the stick and among the choices; a whole laptop has none."""
    laptop = make_laptop(tmp_path)
    assert half_files(laptop) == []
    (laptop.store / "backups").mkdir()
    for name in ("store/store.next.db", "store/backups/20260806T120000Z.db", "stick/.x.part", "choices/c.toml.tmp"):
        (laptop.root / name).write_bytes(b"")
    assert half_files(laptop) == ["store.next.db", "backups/20260806T120000Z", "stick/.x.part", "choices/c.toml.tmp"]


def test_what_a_machine_says_is_not_plain() -> None:
    """Nor is what has no end, or no end in sight."""
    assert is_plain("The disk is full, so this was not saved. Make room, then do it again.")
    assert is_plain("Your choice could not be kept, because /tmp/disk-70xhyv95/choices.toml cannot be written.")
    for said in ("", "No end", "OSError: [Errno 28] No space left.", "The database is locked.", "word " * 30 + "."):
        assert not is_plain(said)


def test_a_campaign_that_there_is_not_is_named_with_those_there_are() -> None:
    """By the command, with the exit code of a wrong word."""
    done = subprocess.run(
        [sys.executable, str(MAIN), "no-such"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert f"There are: {', '.join(CAMPAIGNS)}" in done.stderr

"""Power lost at any moment: the quick form of each campaign, and the bug that the harness must catch."""

import random
from pathlib import Path

import pytest

from faults.disk import SECTOR, Cut, Disk, File, Written
from faults.power_files import WORKS as FILES
from faults.power_loss import look_at_saves, saving
from faults.power_swap import WORKS as SWAPS
from faults.states import Work, lose_power


def lost_power(work: Work, states: int, folder: Path) -> dict[str, int]:
    """Lose power so often; return what went wrong."""
    counts = lose_power(work, states, 20260806, folder)
    if counts.skipped:
        pytest.skip(counts.skipped)
    print(*counts.lines(), sep="\n")
    assert counts.tried["states"] == states
    assert counts.tried["acknowledged"] > 0
    return counts.wrong


@pytest.mark.slow
@pytest.mark.parametrize("journal", ["wal", "truncate"])
def test_no_acknowledged_save_is_lost_with_the_power(tmp_path: Path, journal: str) -> None:
    """Notes and drafts, in the journal that we use and in the one that serves where that is refused."""
    assert lost_power(saving(journal), 20, tmp_path) == {"lost": 0, "corrupt": 0}


@pytest.mark.slow
@pytest.mark.parametrize("journal", ["wal", "truncate"])
def test_a_store_that_does_not_sync_is_caught(tmp_path: Path, journal: str) -> None:
    """The planted bug: a connection that sets synchronous=OFF once it is open."""
    wrong = lost_power(saving(journal, "planted"), 30, tmp_path)
    assert wrong["lost"] + wrong["corrupt"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_no_passphrase_and_no_laptop_is_lost_with_the_power(tmp_path: Path, name: str) -> None:
    """A passphrase that was changed opens; a laptop that was set up is; nobody is left with half of one."""
    assert lost_power(FILES[name], 20, tmp_path) == {"lost": 0, "corrupt": 0}


@pytest.mark.slow
@pytest.mark.parametrize("name", SWAPS)
def test_a_store_that_is_replaced_is_the_old_or_the_new(tmp_path: Path, name: str) -> None:
    """At a rotation and at a restoring; what was said of either is so."""
    assert lost_power(SWAPS[name], 8, tmp_path) == {"lost": 0, "corrupt": 0}


# The disk itself -----------------------------------------------------------------------------------------------------


def states_of(disk: Disk, folder: Path, number: int = 200) -> list[dict[str, bytes]]:
    """Return what stands on the disk after each of so many losses."""
    found = []
    for seed in range(number):
        state = folder / str(seed)
        disk.after_a_loss(random.Random(seed), state)  # noqa: S311 - losses, not secrets
        found.append({p.relative_to(state).as_posix(): p.read_bytes() for p in state.rglob("*") if p.is_file()})
    return found


def test_what_was_synced_is_always_there(tmp_path: Path) -> None:
    """Bytes after a sync of the file, its name after a sync of the folder."""
    (tmp_path / "root").mkdir()
    disk, file = Disk(tmp_path / "root"), File()
    disk.make("a", file)
    file.change(Written(0, b"kept"))
    file.sync()
    disk.sync_folder(".")
    file.change(Cut(0))
    assert {state["a"] for state in states_of(disk, tmp_path)} == {b"kept", b""}


def test_a_name_is_lost_without_a_sync_of_its_folder(tmp_path: Path) -> None:
    """However well the file itself was synced; and a rename may be as if it had not been."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "old").write_bytes(b"old")
    disk, file = Disk(tmp_path / "root"), File()
    disk.make("new", file)
    file.change(Written(0, b"new"))
    file.sync()
    disk.move("new", "old")
    seen = states_of(disk, tmp_path)
    assert {tuple(sorted(state.items())) for state in seen} == {
        (("old", b"old"),),
        (("new", b"new"), ("old", b"old")),
        (("old", b"new"),),
    }


def test_a_write_is_torn_between_sectors_only(tmp_path: Path) -> None:
    """Each sector is as it was or as it was written; some states have both kinds."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "a").write_bytes(b"o" * SECTOR * 4)
    disk = Disk(tmp_path / "root")
    file = disk.names["a"]
    assert file is not None
    file.change(Written(100, b"n" * SECTOR * 2))
    seen = {state["a"] for state in states_of(disk, tmp_path)}
    whole = b"o" * 100 + b"n" * SECTOR * 2 + b"o" * (SECTOR * 2 - 100)
    assert {b"o" * SECTOR * 4, whole} < seen
    for content in seen:
        for start in range(0, len(content), SECTOR):
            assert content[start : start + SECTOR] in {b"o" * SECTOR, whole[start : start + SECTOR]}


def test_an_empty_disk_has_lost_everything(tmp_path: Path) -> None:
    """What looks at a state sees that there is no store."""
    with pytest.raises(Exception, match="There is no store"):
        look_at_saves(tmp_path, ["note 1"])

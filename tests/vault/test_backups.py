"""Backups: made while work goes on, read back whole, refused when anything in them is not as it was written."""

import threading
from datetime import timedelta

import pytest

from faults.small_disk import NOT_HERE, small_disk
from linkworker.base.clock import FixedClock
from linkworker.base.errors import LinkworkerError
from linkworker.base.progress import Stopped
from linkworker.vault.backups import drop_all, keep_up, list_backups, make_backup, prune, verify
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.key_errors import SlotsDamaged
from linkworker.vault.medium import NotCopied, NothingThere, backups_on, copy_to
from linkworker.vault.read_whole import looked_into
from linkworker.vault.slots import SLOTS_NAME
from vault.backed_up import BackedUp, backed_up


@pytest.fixture
def laptop(tmp_path, clock: FixedClock):
    """A laptop with a key file and an open store."""
    made = backed_up(tmp_path / "desk", clock)
    yield made
    made.store.close()


def people_in(backup, key):
    with looked_into(backup.path, key) as raw:
        return sorted(row[0] for row in raw.execute("SELECT name FROM person"))


def test_a_backup_is_whole_and_opens_with_the_slots_beside_it(laptop: BackedUp, clock):
    """It is named by the time alone, and nothing is left half-made."""
    laptop.add("Ali Mansour")
    made = make_backup(laptop.store, clock.now())
    verify(made, laptop.key)
    assert people_in(made, laptop.key) == ["Ali Mansour"]
    assert sorted(file.name for file in made.path.parent.iterdir()) == [
        "20260806T120000Z.db",
        "20260806T120000Z.slots.json",
    ]
    assert list_backups(laptop.folder) == (made,)


def test_nobody_can_read_it_without_the_key(laptop: BackedUp, clock):
    """Not with another key, and no name stands in it."""
    laptop.add("Ali Mansour")
    made = make_backup(laptop.store, clock.now())
    assert b"Mansour" not in made.path.read_bytes()
    with pytest.raises(StoreDamaged):
        verify(made, DataKey.make())


def test_two_within_a_second_have_two_names(laptop: BackedUp, clock):
    """None takes the other's place."""
    one, other = make_backup(laptop.store, clock.now()), make_backup(laptop.store, clock.now())
    assert list_backups(laptop.folder) == (other, one)


def test_work_goes_on_while_one_is_made(laptop: BackedUp, clock):
    """What is saved meanwhile is kept at once; the copy is of the moment it began."""
    laptop.add("Before")
    seen = []

    def meanwhile(_done, _total):
        if not seen:
            seen.append(True)
            worker = threading.Thread(target=laptop.add, args=("Meanwhile",))
            worker.start()
            worker.join(10)
            assert not worker.is_alive()

    made = make_backup(laptop.store, clock.now(), meanwhile)
    assert seen
    assert people_in(made, laptop.key) == ["Before"]
    assert people_in(make_backup(laptop.store, clock.now()), laptop.key) == ["Before", "Meanwhile"]


def test_one_that_is_stopped_leaves_nothing(laptop: BackedUp, clock):
    """The one before it stands."""
    first = make_backup(laptop.store, clock.now())

    def stop(_done, _total):
        raise Stopped

    with pytest.raises(Stopped):
        make_backup(laptop.store, clock.now(), stop)
    assert sorted(first.path.parent.iterdir()) == [first.path, first.slots]


def test_closing_the_store_stops_one_and_another_is_refused(laptop: BackedUp, clock):
    """So that a lock waits for none."""
    begun, closing = threading.Event(), []

    def watched(_done, _total):
        if not begun.is_set():
            begun.set()
            closing.append(threading.Thread(target=laptop.store.close))
            closing[0].start()
            while not laptop.store.copier._stop.is_set():
                pass

    with pytest.raises(Stopped):
        laptop.store.copier.copy_to(laptop.folder / "copy.db", watched)
        laptop.store.copier.copy_to(laptop.folder / "copy.db", watched)
    closing[0].join(10)
    assert not (laptop.folder / "copy.db.part").exists()


def test_what_a_killed_program_left_is_swept_and_never_listed(laptop: BackedUp, clock):
    """A half-written copy, or a copy without its keys, does not count."""
    made = make_backup(laptop.store, clock.now())
    folder = made.path.parent
    for name in (
        "20260805T120000Z.db.part",
        "20260805T120000Z.db",
        "20260804T120000Z.slots.json",
        "20269999T120000Z.db",
        "20269999T120000Z.slots.json",
    ):
        (folder / name).write_bytes(b"half")
    assert list_backups(laptop.folder) == (made,)
    clock.advance(timedelta(days=1))
    again = make_backup(laptop.store, clock.now())
    no_such_day = {folder / f"20269999T120000Z{end}" for end in (".db", ".slots.json")}
    assert set(folder.iterdir()) - no_such_day == {made.path, made.slots, again.path, again.slots}


def test_a_page_or_key_file_that_was_altered_is_found(laptop: BackedUp, clock):
    """Each by its own name."""
    laptop.add(*(f"Person {n}" for n in range(50)))
    made = make_backup(laptop.store, clock.now())
    slots = made.slots.read_bytes()
    made.slots.write_bytes(slots.replace(b'"epoch":1', b'"epoch":2'))
    with pytest.raises(SlotsDamaged):
        verify(made, laptop.key)
    made.slots.write_bytes(slots)
    raw = bytearray(made.path.read_bytes())
    for at in (20, 4096 + 100, len(raw) // 2, len(raw) - 1):
        flipped = raw.copy()
        flipped[at] ^= 1
        made.path.write_bytes(flipped)
        with pytest.raises(StoreDamaged):
            verify(made, laptop.key)
    for size in (0, 1, 4096, len(raw) - 4096):
        made.path.write_bytes(raw[:size])
        with pytest.raises(LinkworkerError):
            verify(made, laptop.key)
    made.path.write_bytes(raw)
    verify(made, laptop.key)


def test_all_backups_have_the_key_file_of_today(laptop: BackedUp, clock):
    """An old passphrase does not live on in an older backup."""
    made = make_backup(laptop.store, clock.now())
    made.slots.write_bytes(b"of yesterday")
    assert keep_up(laptop.store) is None  # not due yet
    assert made.slots.read_bytes() == (laptop.folder / SLOTS_NAME).read_bytes()


def test_one_a_day_is_kept_up_and_the_old_ones_go(laptop: BackedUp, clock):
    """A month of unlocking leaves five; a second unlocking of a day makes none."""
    for _ in range(30):
        assert keep_up(laptop.store) is not None
        assert keep_up(laptop.store) is None
        clock.advance(timedelta(days=1))
    assert len(list_backups(laptop.folder)) == 5
    for backup in list_backups(laptop.folder):
        verify(backup, laptop.key)


def test_a_clock_in_1970_takes_none_away(laptop: BackedUp, clock):
    """Neither does next year's; and when it is right again one is made at once."""
    for _ in range(3):
        keep_up(laptop.store)
        clock.advance(timedelta(days=1))
    newest_good = list_backups(laptop.folder)[:2]  # the third day rolls on, as it would tomorrow
    right = clock.now()
    for wrong in (right.replace(year=1970), right.replace(year=2027)):
        clock.instant = wrong
        assert keep_up(laptop.store) is not None
        assert set(newest_good) <= set(list_backups(laptop.folder))
    clock.instant = right
    made = keep_up(laptop.store)
    assert made is not None
    assert made in list_backups(laptop.folder)


def test_all_are_dropped(laptop: BackedUp, clock):
    """With what was left half-made."""
    made = make_backup(laptop.store, clock.now())
    (made.path.parent / "half.db.part").write_bytes(b"half")
    assert drop_all(laptop.folder) == 1
    assert list(made.path.parent.iterdir()) == []
    assert drop_all(laptop.folder) == 0
    assert prune(laptop.folder, clock.today()) == ()


def test_a_backup_beside_the_key_file_of_another_store_does_not_count(laptop: BackedUp, clock):
    """Though the key fits both: somebody mixed two sticks."""
    made = make_backup(laptop.store, clock.now())
    laptop.store.remember("store_id", "019527a0-0000-7000-8000-000000000009")
    mixed = make_backup(laptop.store, clock.now())
    with pytest.raises(StoreDamaged):
        verify(mixed, laptop.key)
    verify(made, laptop.key)


def test_a_stick_with_too_little_room_is_told_how_much_is_needed(laptop: BackedUp, clock):
    """A real one of a megabyte that is nearly full: nothing is left on it."""
    made = make_backup(laptop.store, clock.now())
    with small_disk(1) as disk:
        if disk is None:
            pytest.skip(NOT_HERE)
        disk.fill(but=20)
        with pytest.raises(NotCopied, match=r"it needs 0\.\d MB and there is less room"):
            copy_to(made, disk.folder, laptop.key)
        assert [path for path in disk.folder.rglob("*") if path.suffix in {".db", ".json", ".part"}] == []


def test_a_copy_on_a_stick_is_read_back_and_found_there(laptop: BackedUp, clock, tmp_path):
    """And opens from there, with nothing written beside it."""
    laptop.add("Ali Mansour")
    stick = tmp_path / "stick"
    with pytest.raises(NotCopied, match="no such folder"):
        copy_to(make_backup(laptop.store, clock.now()), stick, laptop.key)
    stick.mkdir()
    with pytest.raises(NothingThere):
        backups_on(stick)
    copied = copy_to(list_backups(laptop.folder)[0], stick, laptop.key)
    assert backups_on(stick) == (copied,)
    before = sorted(copied.path.parent.iterdir())
    verify(copied, laptop.key)
    assert people_in(copied, laptop.key) == ["Ali Mansour"]
    assert sorted(copied.path.parent.iterdir()) == before
    assert "Mansour" not in "".join(file.name for file in before)

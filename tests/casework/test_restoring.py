"""A damaged, missing or unwanted store gives way to a backup; killed at any instant, one of the two opens."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from linkworker.base.clock import FixedClock
from linkworker.casework.keeping_safe import keep_safe
from linkworker.casework.restoring import (
    NoGoodBackup,
    bring_key_file_back,
    make_ready,
    offer,
    offer_of,
    restore,
    restore_over,
)
from linkworker.casework.setting_up import NewWorker, set_up, unlock
from linkworker.journal.actions import Action
from linkworker.journal.chain import verify_chain
from linkworker.journal.tables import ENTRY
from linkworker.records.person import Person
from linkworker.vault import restoring as swap
from linkworker.vault.backups import list_backups
from linkworker.vault.cost import Cost
from linkworker.vault.devices import own_devices
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.key_errors import KeyClosed, SlotsMissing, WrongPassphrase
from linkworker.vault.key_file import copy_of
from linkworker.vault.medium import backups_on, copy_to
from linkworker.vault.recovery_code import RecoveryCode
from linkworker.vault.slots import SLOTS_NAME
from linkworker.vault.store import STORE_NAME
from linkworker.vault.trouble import DiskTrouble

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "copper kettle tulip shelf"
JO = NewWorker("Jo Brand-Taylor", "jo", "link worker", "HMP Fenwick wellbeing team", "custody")


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """Jo's laptop: Ali was kept before the backup, Bea after it. Closed."""
    opened = set_up(tmp_path / "desk", JO, PASSPHRASE, RecoveryCode.make(), clock, cost=CHEAP)
    with closing(opened.store) as store:
        _add(store, "Ali Mansour")
        assert keep_safe(store) == ""
        clock.advance(timedelta(hours=2))
        _add(store, "Bea Okafor")
    return tmp_path / "desk"


def _add(store, name):
    with store.unit_of_work(None) as uow:
        uow.add(Person(name=name))


def _names(store):
    with store.reading() as connection:
        return sorted(connection.execute(select(Person.table().c.name)).scalars())


def _opened(folder, clock):
    return unlock(folder, None, PASSPHRASE, clock, floor=CHEAP).store


def _offered(folder, clock, **named):
    return offer(folder, None, PASSPHRASE, clock, floor=CHEAP, **named)


def _damage(folder):
    raw = bytearray((folder / STORE_NAME).read_bytes())
    raw[:4096] = b"\1" * 4096
    (folder / STORE_NAME).write_bytes(raw)


def test_a_damaged_store_gives_way_and_is_kept(folder, clock):
    """What was saved before the backup is there; the damaged file lies beside it, byte for byte."""
    _damage(folder)
    damaged = (folder / STORE_NAME).read_bytes()
    with pytest.raises(StoreDamaged):
        _opened(folder, clock)
    chosen = _offered(folder, clock)
    assert chosen.lost.sentences() == (
        "The backup holds everything up to 6 August 2026 at 1:00pm.",
        "The store tells nothing of what was saved after that. It would have to be entered again.",
    )
    done = restore(folder, chosen, clock)
    with closing(done.unlocked.store) as store:
        assert _names(store) == ["Ali Mansour"]
    assert done.aside == folder / "store.damaged-20260806T140000Z.db"
    assert done.aside.read_bytes() == damaged
    with closing(_opened(folder, clock)) as store:
        assert _names(store) == ["Ali Mansour"]


def test_a_missing_store_comes_back(folder, clock):
    """And nothing is put aside, because there was nothing."""
    (folder / STORE_NAME).unlink()
    done = restore(folder, _offered(folder, clock), clock)
    with closing(done.unlocked.store) as store:
        assert _names(store) == ["Ali Mansour"]
    assert done.aside is None


def test_keys_that_are_gone_come_from_the_backup_too(folder, clock):
    """Alone if only they are gone; with the backup if the store is gone as well."""
    for file in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME)):
        file.unlink(missing_ok=True)
    with pytest.raises(SlotsMissing):
        _opened(folder, clock)
    with pytest.raises(WrongPassphrase):
        offer(folder, None, "not this one at all", clock, floor=CHEAP)
    chosen = _offered(folder, clock)
    assert chosen.with_slots
    bring_key_file_back(folder)
    with closing(_opened(folder, clock)) as store:
        assert _names(store) == ["Ali Mansour", "Bea Okafor"]
    for file in (folder / SLOTS_NAME, copy_of(folder / SLOTS_NAME), folder / STORE_NAME):
        file.unlink(missing_ok=True)
    restore(folder, _offered(folder, clock), clock).unlocked.store.close()
    with closing(_opened(folder, clock)) as store:
        assert _names(store) == ["Ali Mansour"]


def test_the_account_counts_what_a_readable_store_has_beyond_it(folder, clock):
    """A good store tells it to the entry."""
    with closing(_opened(folder, clock)) as store:
        chosen = offer_of(store, list_backups(folder)[0], "nobody")
    assert chosen.lost.sentences()[1] == "What was saved after that is not in it: 2 entries of the journal."
    assert not (folder / "looking").exists()


def test_the_newest_entry_decides_not_the_clock_of_the_day(folder, clock):
    """A backup made while the clock said 1970 is newer than it says; a damaged one is passed over."""
    right = clock.now()
    clock.instant = right.replace(year=1970)
    with closing(_opened(folder, clock)) as store:
        keep_safe(store)
    clock.instant = right
    _damage(folder)
    chosen = _offered(folder, clock)
    assert chosen.backup.made_at.year == 1970
    chosen.backup.path.write_bytes(chosen.backup.path.read_bytes()[:-4096])
    assert _offered(folder, clock).backup.made_at.year == 2026
    for backup in list_backups(folder):
        backup.path.write_bytes(b"")
    with pytest.raises(NoGoodBackup):
        _offered(folder, clock)


def test_a_restored_store_is_a_new_device_and_says_so(folder, clock):
    """The old chain ends where the backup ends; both prove themselves, and times never run back."""
    with closing(_opened(folder, clock)) as store:
        before = store.device_id
    clock.instant -= timedelta(days=400)  # the clock lost its battery as well
    with closing(restore(folder, _offered(folder, clock), clock).unlocked.store) as store:
        was, now = own_devices(store)
        assert (was.device_id, store.device_id) == (before, now.device_id)
        assert was.key.private_bytes_raw() != now.key.private_bytes_raw() == store.device_key().private_bytes_raw()
        with store.reading() as connection:
            assert verify_chain(connection, was.device_id) > 3
            assert verify_chain(connection, now.device_id) == 2
            rows = connection.execute(select(ENTRY.c.device_id, ENTRY.c.action).order_by(ENTRY.c.hlc)).all()
        assert [tuple(row) for row in rows[-2:]] == [(now.device_id, Action.RESTORED), (now.device_id, Action.UNLOCKED)]
        _add(store, "Cal Reed")
        assert _names(store) == ["Ali Mansour", "Cal Reed"]


def test_an_open_store_gives_way_only_when_all_is_ready(folder, clock):
    """It is refused to whoever still uses it; the next unlocking finds the restored one."""
    store = _opened(folder, clock)
    chosen = offer_of(store, list_backups(folder)[0], "nobody")
    aside = restore_over(store, chosen)
    assert aside.exists()
    with pytest.raises(KeyClosed):
        _names(store)
    store.close()
    with closing(_opened(folder, clock)) as again:
        assert _names(again) == ["Ali Mansour"]


def test_a_stick_is_restored_from_though_nothing_can_be_written_there(folder, clock, tmp_path):
    """On another laptop even, where there is nothing: with the key file of the stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with closing(_opened(folder, clock)) as store:
        copy_to(list_backups(folder)[0], stick, store.copier.key)
    for file in (*stick.rglob("*"), stick):
        file.chmod(0o500 if file.is_dir() else 0o400)
    other = tmp_path / "other"
    other.mkdir()
    try:
        chosen = _offered(other, clock, backups=backups_on(stick))
        assert chosen.with_slots
        with closing(restore(other, chosen, clock).unlocked.store) as store:
            assert _names(store) == ["Ali Mansour"]
    finally:
        for file in (stick, *stick.rglob("*")):
            file.chmod(0o700)


def test_stopped_before_it_is_ready_nothing_has_happened(folder, clock):
    """The next start takes the half-made folder away."""
    make_ready(folder, _offered(folder, clock), clock)
    assert swap.is_unfinished(folder)
    with closing(_opened(folder, clock)) as store:
        assert _names(store) == ["Ali Mansour", "Bea Okafor"]
    assert not swap.is_unfinished(folder)


class Killed(BaseException):
    """The program ends here."""


def test_killed_at_any_step_one_of_the_two_opens(folder, clock, tmp_path, monkeypatch):
    """Each change of a name and each taking away is a step; whichever is the last, the next start finishes."""
    store = _opened(folder, clock)
    _add(store, "Cal Reed")
    shutil.copytree(folder, tmp_path / "open", ignore=shutil.ignore_patterns("store.lock", "store.open.txt"))
    store.close()
    here, outcomes = tmp_path / "desk-again", set()
    real_move, real_drop, real_write = swap._move, swap._drop, swap.write_whole
    for last in range(1, 40):
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(tmp_path / "open", here)  # with a write-ahead log, as a power cut leaves it
        assert Path(f"{here / STORE_NAME}-wal").stat().st_size
        chosen = _offered(here, clock)
        steps = {"done": 0}

        def step(real, steps=steps, last=last):
            def stepped(*given):
                steps["done"] += 1
                if steps["done"] == last:
                    raise Killed
                return real(*given)

            return stepped

        with monkeypatch.context() as patched:
            patched.setattr(swap, "_move", step(real_move))
            patched.setattr(swap, "_drop", step(real_drop))
            patched.setattr(swap, "write_whole", step(real_write))
            try:
                restore(here, chosen, clock).unlocked.store.close()
            except Killed:
                pass
            else:
                break
        with closing(_opened(here, clock)) as opened:
            outcomes.add(tuple(_names(opened)))
        assert not swap.is_unfinished(here)
    assert last > 5
    assert outcomes == {("Ali Mansour", "Bea Okafor", "Cal Reed"), ("Ali Mansour",)}


def test_a_log_that_could_not_be_written_into_the_file_is_no_store_to_put_in_place(folder, clock):
    """The old store stays."""
    make_ready(folder, _offered(folder, clock), clock)
    (folder / swap.FOLDER / f"{STORE_NAME}-wal").write_bytes(b"left")
    with pytest.raises(DiskTrouble):
        swap.put_in_place(folder, clock.now())
    with closing(_opened(folder, clock)) as store:
        assert _names(store) == ["Ali Mansour", "Bea Okafor"]


def test_a_backup_that_cannot_be_made_stops_nothing(folder, clock):
    """One sentence, and the work goes on."""
    clock.advance(timedelta(days=1))
    with closing(_opened(folder, clock)) as store:
        shutil.rmtree(folder / "backups")
        (folder / "backups").write_text("a file stands here", encoding="utf-8")
        assert keep_safe(store) == "The backup folder cannot be written to, so no backup was made. Tell your IT team."
        _add(store, "Dee Marsh")

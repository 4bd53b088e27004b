"""A full disk, a read-only one and a failing one: a plain sentence each, and what was saved before is whole."""

import errno
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from linkworker.base.errors import LinkworkerError
from linkworker.journal.chain import verify_chain
from linkworker.records.person import Person
from linkworker.vault import trouble
from linkworker.vault.engine import StoreDamaged
from linkworker.vault.store import Store
from linkworker.vault.trouble import (
    DiskTrouble,
    FullDisk,
    NoAccess,
    ReadOnly,
    check_access,
    files_said_plainly,
    said_plainly,
)


def pragma(store, words):
    raw = store._held.engine.raw_connection()
    raw.driver_connection.execute(f"PRAGMA {words}")
    raw.close()


def add(store, name, times=1):
    with store.unit_of_work(None) as uow:
        for _ in range(times):
            uow.add(Person(name=name))


def names(store):
    with store.reading() as connection:
        assert verify_chain(connection, store.device_id) > 1
        return connection.execute(select(Person.table().c.name)).scalars().all()


def test_a_full_disk_says_so_and_loses_nothing(store, data_key, clock):
    """The unit that did not fit is not there at all; with room again, work goes on."""
    add(store, "Ali")
    pragma(store, "max_page_count=1")  # SQLite takes the size it has for the most it may have
    with pytest.raises(FullDisk) as full:
        add(store, "Bea", times=500)
    assert str(full.value) == (
        "The disk is full, so this was not saved. What was saved before is whole. Make room, then do it again."
    )
    assert names(store) == ["Ali"]
    pragma(store, "max_page_count=1000000")
    add(store, "Cai")
    store.close()
    with Store.open(store.folder, data_key, clock) as again:
        assert names(again) == ["Ali", "Cai"]


def test_a_disk_that_fills_half_way_through_a_file(store, data_key, clock):
    """The same where the system itself refuses to write on."""
    resource = pytest.importorskip("resource", reason="Windows cannot limit the size of a process's files")
    add(store, "Ali")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (store.folder / "store.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, limits[1]))
    try:
        with pytest.raises((DiskTrouble, FullDisk), match="What was saved before is"):
            add(store, "Bea", times=200)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    store.close()
    with Store.open(store.folder, data_key, clock) as again:
        assert names(again) == ["Ali"]


FULL = """
import sys
from pathlib import Path
from linkworker.base.clock import SystemClock
from linkworker.base.errors import LinkworkerError
from linkworker.base.ids import new_id
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store
with Store.make(Path(sys.argv[1]) / "store", new_id(), DataKey.make(), SystemClock()) as store:
    kept = 0
    try:
        while True:
            with store.unit_of_work(None) as uow:
                uow.add(Person(name="Dana Whitlock", risk_summary="x" * 2000))
            kept += 1
    except LinkworkerError as error:
        print(type(error).__name__)
    with store.reading() as connection:
        print(kept == connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one() > 0)
"""


def test_a_disk_that_is_really_full(tmp_path):
    """A disk of two megabytes, filled by a real process: every person that was said to be saved can be read."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux machine may make a small disk for a test")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", tmp_path], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this machine lets nobody make a small disk")
    try:
        run = subprocess.run(
            [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, encoding="utf-8", check=False
        )
        assert (run.stdout.split(), run.stderr) == (["FullDisk", "True"], "")
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_store_that_cannot_be_written_to_is_still_read(store):
    """Reading goes on; a change is refused in a sentence."""
    add(store, "Ali")
    with pytest.raises(ReadOnly, match="its folder or disk is read-only"), store.unit_of_work(None) as uow:
        uow.add(Person(name="Bea"))
        uow.session.connection().connection.driver_connection.execute("PRAGMA query_only=1")
    assert names(store) == ["Ali"]
    add(store, "Cai")


@contextmanager
def that_takes_no_writing(folder):
    """Let nobody write in a folder: by its mode, or for an administrator, whom no mode stops, as a read-only disk."""
    folder.chmod(0o500)
    mounted = False
    try:
        if os.access(folder, os.W_OK):
            if not hasattr(os, "geteuid"):
                pytest.skip("Windows takes no such mode")
            bind = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
            mounted = bind.returncode == 0
            again = ["mount", "-o", "remount,ro,bind", folder]
            if not mounted or subprocess.run(again, capture_output=True, check=False).returncode:
                pytest.skip("this machine lets nobody make a read-only disk")
        yield
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
        folder.chmod(0o700)


def test_a_read_only_folder_is_a_sentence(store, data_key, clock):
    """Before the store is opened at all, and nothing is lost by it."""
    add(store, "Ali")
    store.close()
    (store.folder / "store.lock").unlink(missing_ok=True)
    with that_takes_no_writing(store.folder), pytest.raises(ReadOnly):
        Store.open(store.folder, data_key, clock)
    with Store.open(store.folder, data_key, clock) as again:
        assert names(again) == ["Ali"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("database or disk is full", FullDisk),
        ("attempt to write a readonly database", ReadOnly),
        ("unable to open database file", ReadOnly),
        ("database disk image is malformed", StoreDamaged),
        ("file is not a database", StoreDamaged),
        ("disk I/O error", DiskTrouble),
        ("database is locked", DiskTrouble),
    ],
)
def test_each_message_of_sqlite_has_its_sentence(message, sentence):
    """Whether SQLAlchemy wrapped it or not."""
    import sqlcipher3.dbapi2 as sqlcipher  # noqa: PLC0415 - as the module under test does

    raw = sqlcipher.OperationalError(message)
    for error in (raw, DBAPIError("SELECT", {}, raw)):
        with pytest.raises(sentence) as said, said_plainly():
            raise error
        assert said.value.__cause__ is error


def test_other_errors_pass_as_they_are():
    """A broken rule of the tables is a fault of ours, not of the disk."""
    with pytest.raises(IntegrityError), said_plainly():
        raise IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed"))
    with pytest.raises(PermissionError), said_plainly():
        raise PermissionError(errno.EACCES, "somebody else's file")
    with pytest.raises(FileNotFoundError), files_said_plainly():
        raise FileNotFoundError(errno.ENOENT, "gone")


@pytest.mark.parametrize(("number", "sentence"), sorted(trouble._FILES.items()))
def test_a_file_that_cannot_be_written_has_its_sentence(number, sentence):
    """By the system's own number for it."""
    with pytest.raises(sentence), files_said_plainly():
        raise OSError(number, os.strerror(number))
    assert issubclass(sentence, LinkworkerError)


def test_what_may_not_be_looked_into_is_told_and_what_is_not_there_is_left_to_others(tmp_path):
    """The first is for the IT team; of the second, whoever opens it says what to do."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows takes no such mode")
    check_access(tmp_path / "nothing")
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0)
    me = os.geteuid()
    try:
        if me == 0:  # whom no mode stops
            os.seteuid(65534)
        with pytest.raises(NoAccess, match="may not look into"):
            check_access(theirs / "store.db")
    finally:
        os.seteuid(me)

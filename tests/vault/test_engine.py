"""The SQLCipher engine: keyed first, settings read back, and nothing readable on the disk."""

import contextlib
import sqlite3
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from linkworker.journal.actions import Action
from linkworker.records.record import Record, named_by
from linkworker.records.registry import KINDS
from linkworker.vault import engine as engine_module
from linkworker.vault.data_key import DataKey
from linkworker.vault.drafts import save_draft
from linkworker.vault.engine import NotEncrypted, StoreDamaged, check_encrypted, create_engine
from linkworker.vault.store import Store
from linkworker.vault.trouble import DiskTrouble, ReadOnly, said_plainly
from linkworker.vault.verified_copy import verified_copy

MARKER = "Quokka"  # in no list, name or sentence of ours


@pytest.mark.parametrize("key", ["", "ab" * 47, "ab" * 49, "zz" * 48, "AB" * 48, "ab" * 47 + "'\""])
def test_a_key_of_another_shape_is_refused_before_anything_is_written(tmp_path, key):
    """SQLCipher would take it as a passphrase and make another key of it, without a word."""
    with pytest.raises(NotEncrypted, match="its key has the wrong length"):
        create_engine(tmp_path / "store.db", key)
    assert list(tmp_path.iterdir()) == []


def test_a_plaintext_file_is_refused_and_left_as_it_was(tmp_path, data_key):
    """A database that anybody can read is none of ours."""
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE t (a)")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(NotEncrypted, match="the file is plaintext"):
        create_engine(path, data_key.sqlcipher_key())
    with pytest.raises(NotEncrypted, match="Nothing was written"):
        check_encrypted(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["store.db"]


def test_another_key_meets_a_damaged_store_not_a_wrong_passphrase(store, clock):
    """The slots say 'wrong passphrase'; when the key was theirs, the store can only be damaged."""
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreDamaged, match=r"The key was right\. Put the newest backup"):
        Store.open(store.folder, DataKey.make(), clock)
    assert store.path.read_bytes() == before


def test_every_connection_has_the_settings(store):
    """Write-ahead log, full syncing, foreign keys, overwriting of what is deleted, triggers that see replacing."""
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "cache_size": -24 * 1024,
        "cipher_page_size": "4096",
        "cipher_memory_security": "0",
    }
    with store.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
        assert connection.exec_driver_sql("PRAGMA cipher_version").scalar_one().startswith("4.")
    assert found == expected


def test_a_setting_that_does_not_hold_is_named(tmp_path, data_key, monkeypatch):
    """Read back, because a library built otherwise takes a setting and does nothing."""
    real = engine_module._set_up

    class WithoutForeignKeys:
        """A real connection on which foreign keys cannot be switched on."""

        def __init__(self, raw):
            self.raw = raw

        def execute(self, statement):
            return self.raw.execute("SELECT 1" if statement == "PRAGMA foreign_keys=ON" else statement)

    monkeypatch.setattr(engine_module, "_set_up", lambda raw, key: real(WithoutForeignKeys(raw), key))
    engine = create_engine(tmp_path / "store.db", data_key.sqlcipher_key())
    with pytest.raises(NotEncrypted, match="foreign_keys could not be set"):
        engine.connect()


def test_where_a_log_cannot_be_had_the_old_journal_serves(tmp_path, data_key):
    """A file system without shared memory: TRUNCATE and full syncing, still under the key."""
    if sys.platform == "win32":
        pytest.skip("SQLite has no such file system to offer on Windows")
    path = tmp_path / "store.db"
    with contextlib.closing(sqlcipher.connect(f"file:{path}?vfs=unix-dotfile", uri=True, isolation_level=None)) as raw:
        engine_module._set_up(raw, data_key.sqlcipher_key())
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
        raw.execute("CREATE TABLE t (a)")
    check_encrypted(path)
    assert path.stat().st_size > 0


def test_in_memory_there_is_no_store(data_key):
    """Neither journal can be had, so the setting is named."""
    raw = sqlcipher.connect(":memory:", isolation_level=None)
    with contextlib.closing(raw), pytest.raises(NotEncrypted, match="journal_mode could not be set"):
        engine_module._set_up(raw, data_key.sqlcipher_key())


def test_a_disk_that_refuses_is_no_reason_for_a_backup(tmp_path, data_key):
    """Only what SQLite calls damage is called so; a folder in the file's place is not."""
    (tmp_path / "store.db").mkdir()
    with pytest.raises(ReadOnly), said_plainly():
        create_engine(tmp_path / "store.db" / "missing" / "store.db", data_key.sqlcipher_key()).connect()
    path = tmp_path / "busy.db"
    engine = create_engine(path, data_key.sqlcipher_key())
    engine.connect().close()
    engine.dispose()
    with contextlib.closing(sqlcipher.connect(str(path), isolation_level=None)) as other:
        engine_module._set_up(other, data_key.sqlcipher_key())
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiskTrouble), said_plainly():
            create_engine(path, data_key.sqlcipher_key()).connect()


def test_stock_sqlite_cannot_read_the_store(store, worker):
    """Without its key the file is no database to anything."""
    store.close()
    plain = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()
    assert not store.path.read_bytes().startswith(b"SQLite format 3")


def test_an_error_shows_no_value(store):
    """What a worker typed is in no message of the database."""
    with pytest.raises(Exception, match="no such table") as failed, store.reading() as connection:
        connection.execute(text("SELECT :typed FROM nowhere"), {"typed": MARKER})
    assert MARKER not in str(failed.value) + repr(failed.value)


def every_text(kind: type[Record], ids: dict[str, str]) -> Record:
    """Return a record with the marker in every field that takes free text, and in every list and map of such."""
    table = kind.table()
    given = {}
    for column in table.columns:
        tie = named_by(column)
        if column.name == "person_id":
            given["person_id"] = ids["person"]
        elif column.name in {"id", "in_error"} or "list" in column.info:
            continue
        elif tie is not None:
            given[column.name] = ids.get(tie.partition(".")[0])
        elif column.type.__class__.__name__ == "AutoString" or str(column.type).startswith("VARCHAR(36"):
            given[column.name] = f"{MARKER} {kind.__name__} {column.name}"
        elif str(column.type) == "DATE":
            given[column.name] = date(2026, 8, 6)
        elif str(column.type) in {"INTEGER", "BIGINT"}:
            given[column.name] = 1
        elif str(column.type) == "JSON":
            default = kind.model_fields[column.name].default_factory()
            given[column.name] = {MARKER: MARKER} if isinstance(default, dict) else [f"{MARKER} {column.name}"]
        else:
            given[column.name] = True
    return kind(**given)


def plant(store: Store) -> int:
    """Put the marker into every text of every kind of record, a draft, an event and the search; return how many."""
    planted = 0
    with store.unit_of_work(None) as uow:
        person = uow.add(KINDS["person"](name=f"{MARKER} person"))
        ids = {"person": person.id}
        for name, kind in KINDS.items():
            record = uow.add(every_text(kind, ids), reason=f"{MARKER} reason")
            ids.setdefault(name, record.id)
            planted += sum(MARKER in str(getattr(record, field)) for field in kind.value_fields())
        uow.change(person, known_as=f"{MARKER} changed")
        uow.event(Action.PRINTED, "person", person.id, person_id=person.id, values={"to": MARKER}, reason=MARKER)
    with store.writing() as connection:
        now = datetime(2026, 8, 6, tzinfo=UTC)
        save_draft(connection, person.id, f"{MARKER} form", {"words": MARKER, MARKER: "x"}, now)
    store.remember(MARKER, MARKER)
    return planted


def readable_in(folder) -> list[str]:
    """Return the files of a folder in whose bytes or names the marker stands, in any spelling a search would see."""
    spelt = [MARKER, MARKER.lower(), MARKER.upper()]
    wanted = [one.encode(coding) for one in spelt for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file.name for file in files if any(one in file.name.encode() + file.read_bytes() for one in wanted)]


def test_marker_text_is_in_no_byte_of_the_folder(tmp_path, store, clock, data_key, capfd):
    """After a commit, a checkpoint, a copy and closing; and nothing was written to the console."""
    assert plant(store) > 150
    assert Path(f"{store.path}-wal").stat().st_size > 100_000
    assert readable_in(store.folder) == []
    with store.reading() as connection:
        assert connection.execute(
            text("SELECT count(*) FROM search_words WHERE search_words MATCH 'quokka'")
        ).scalar_one()
    raw = store._held.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    assert readable_in(store.folder) == []
    verified_copy(store._held.engine, store.folder / "copy.db", data_key)
    assert readable_in(store.folder) == []
    store.close()
    assert readable_in(store.folder) == []
    with Store.open(store.folder, data_key, clock) as again, again.reading() as connection:
        assert (
            connection.execute(text("SELECT known_as FROM person ORDER BY id")).scalars().first() == f"{MARKER} changed"
        )
    assert capfd.readouterr() == ("", "")

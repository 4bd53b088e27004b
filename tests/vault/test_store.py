"""The store: made, opened, changed one thing at a time, and brought up to date after a verified copy."""

import contextlib
import threading
from datetime import date

import pytest
from sqlalchemy import insert, select, text, update

from linkworker import __version__
from linkworker.base.errors import NotFound, Refused
from linkworker.base.ids import new_id
from linkworker.journal.chain import verify_chain
from linkworker.journal.migrations import NewerStore, Step
from linkworker.journal.tables import UNKNOWN_KIND
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import NotEncrypted, NotSaved, StoreDamaged, create_engine
from linkworker.vault.one_at_a_time import AlreadyOpen
from linkworker.vault.search import find_people, find_words
from linkworker.vault.steps import STEPS
from linkworker.vault.store import STORE_NAME, Store
from linkworker.vault.trouble import ReadOnly
from linkworker.vault.verified_copy import verified_copy


def names(store):
    with store.reading() as connection:
        return connection.execute(select(Person.table().c.name).order_by(Person.table().c.name)).scalars().all()


def add(store, *people):
    with store.unit_of_work(None) as uow:
        return [uow.add(Person(name=name)).id for name in people]


def test_what_was_made_opens_again_with_its_key(store, data_key, clock):
    """Same store, same device, same signing key, same people; no write-ahead log is left by closing."""
    add(store, "Ali")
    before = (store.id, store.device_id, store.device_key().private_bytes_raw())
    store.close()
    store.close()  # twice does no harm
    assert sorted(file.name for file in store.folder.iterdir() if file.suffix != ".lock") == [STORE_NAME]
    with Store.open(store.folder, data_key, clock) as again:
        assert (again.id, again.device_id, again.device_key().private_bytes_raw()) == before
        assert names(again) == ["Ali"]
        with again.reading() as connection:
            assert verify_chain(connection, again.device_id) == 2


def test_a_store_is_never_made_over_another(store, data_key, clock):
    """Open or closed, with the same key or another."""
    add(store, "Ali")
    store.close()
    for key in (data_key, DataKey.make()):
        with pytest.raises(Refused, match="left as it was"):
            Store.make(store.folder, new_id(), key, clock)
    with Store.open(store.folder, data_key, clock) as again:
        assert names(again) == ["Ali"]


def test_a_store_that_could_not_be_made_leaves_nothing(tmp_path, data_key, clock):
    """No half a store, so that it can be tried again."""

    def fails(connection):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Store.make(tmp_path, new_id(), data_key, clock, steps=(*STEPS, Step("0099-fails", fails)))
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".lock"] == []
    Store.make(tmp_path, new_id(), data_key, clock).close()


def test_a_plaintext_file_in_its_place_is_refused_and_held_by_nobody(tmp_path, data_key, clock):
    """It can be taken away, and a store made."""
    path = tmp_path / STORE_NAME
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(NotEncrypted):
        Store.open(tmp_path, data_key, clock)
    path.unlink()
    Store.make(tmp_path, new_id(), data_key, clock).close()


def test_one_at_a_time_in_one_process_too(store, data_key, clock):
    """The second is told; the first goes on."""
    with pytest.raises(AlreadyOpen, match="already open in another linkworker"):
        Store.open(store.folder, data_key, clock)
    assert names(store) == []


def test_where_there_is_none_it_says_what_to_do(tmp_path, data_key, clock):
    """And makes nothing."""
    with pytest.raises(NotFound, match="Run 'linkworker init' to make one"):
        Store.open(tmp_path, data_key, clock)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", [0, 100, 4096 * 3 + 17])
def test_a_store_cut_short_is_damaged_not_begun_anew(store, data_key, clock, length):
    """An empty file would otherwise become a new store, and the work of years an empty list."""
    store.close()
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:length])
    with pytest.raises(StoreDamaged), Store.open(store.folder, data_key, clock) as again:
        names(again)
    assert store.path.stat().st_size == length
    store.path.write_bytes(whole)
    with Store.open(store.folder, data_key, clock) as again:
        assert names(again) == []


def test_a_flipped_bit_is_damage(store, data_key, clock):
    """Each page proves itself."""
    add(store, *(f"Person {number}" for number in range(300)))
    store.close()
    raw = bytearray(store.path.read_bytes())
    for page in range(1, len(raw) // 4096):
        raw[page * 4096 + 99] ^= 1
    store.path.write_bytes(raw)
    with pytest.raises(StoreDamaged), Store.open(store.folder, data_key, clock) as again:
        names(again)


@pytest.mark.parametrize("table", [None, "t"])
def test_an_encrypted_database_that_is_no_store_of_ours_is_refused(tmp_path, data_key, clock, table):
    """Nothing is made in it."""
    engine = create_engine(tmp_path / STORE_NAME, data_key.sqlcipher_key())
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
        if table is None:
            connection.exec_driver_sql("DROP TABLE t")
    engine.dispose()
    with pytest.raises(StoreDamaged):
        Store.open(tmp_path, data_key, clock)


def test_a_store_without_its_facts_is_damaged(store, data_key, clock):
    """It does not know which store it is."""
    with store.writing() as connection:
        connection.execute(text("DELETE FROM store_fact"))
    store.close()
    with pytest.raises(StoreDamaged):
        Store.open(store.folder, data_key, clock)


def test_facts_are_remembered_and_replaced(store):
    """One value a name."""
    store.remember("hub", "one")
    store.remember("hub", "two")
    assert store.facts()["hub"] == "two"


def test_a_reading_changes_nothing(store):
    """A change made there would quietly vanish, so it is refused."""
    with pytest.raises(ReadOnly), store.reading() as connection:
        connection.execute(text("INSERT INTO store_fact (name, value) VALUES ('a', 'b')"))
    store.remember("a", "c")
    assert store.facts()["a"] == "c"


def test_one_block_inside_another_is_told_apart_at_once(store):
    """It would end the outer one's transaction; instead the outer one is kept whole."""
    with store.unit_of_work(None) as uow:
        uow.add(Person(name="Ali"))
        for block in (store.reading, store.writing, lambda: store.unit_of_work(None)):
            with pytest.raises(TypeError, match=r"uow\.connection"), block():
                pass
    assert names(store) == ["Ali"]


def test_a_transaction_that_was_taken_away_is_never_said_to_be_saved(store):
    """SQLite lets an empty commit pass as a success; we do not."""
    with pytest.raises(NotSaved), store.unit_of_work(None) as uow:
        uow.add(Person(name="Ali"))
        uow.connection.connection.driver_connection.rollback()
    assert names(store) == []
    add(store, "Bea")
    assert names(store) == ["Bea"]


def test_threads_take_turns(store):
    """Readers and writers of several threads lose nothing and break no chain."""
    failures = []

    def work(who):
        try:
            for number in range(15):
                add(store, f"{who}{number:02}")
                names(store)
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(who,)) for who in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(names(store)) == 45
    with store.reading() as connection:
        assert verify_chain(connection, store.device_id) == 46


def older(folder, data_key, clock, steps):
    """Make a store as an older linkworker did, with Ali and a note in it."""
    with Store.make(folder, new_id(), data_key, clock, steps=steps) as made:
        (ali,) = add(made, "Ali Mansour")
        with made.unit_of_work(None) as uow:
            uow.add(Note(person_id=ali, on=date(2026, 8, 6), words="Talked about football"))
    return folder


def test_an_older_store_is_brought_up_to_date_after_a_verified_copy(tmp_path, data_key, clock):
    """What was in it is found by the new search; the copy opens with the key and holds what was there before."""
    folder = older(tmp_path / "store", data_key, clock, STEPS[:-1])
    with Store.open(folder, data_key, clock) as now, now.reading() as connection:
        assert connection.execute(text("SELECT name FROM migration")).scalars().all() == [step.name for step in STEPS]
        assert len(find_people(connection, "mans")) == 1
        assert [found.snippet for found in find_words(connection, "footb")] == ["Talked about [football] "]
        assert verify_chain(connection, now.device_id) == 3
    copies = tmp_path / "copies"
    copies.mkdir()
    (folder / f"store.before-{STEPS[-1].name}.db").rename(copies / STORE_NAME)
    with Store.open(copies, data_key, clock, steps=STEPS[:-1]) as before:
        assert names(before) == ["Ali Mansour"]
        with before.reading() as connection:
            assert not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'search_doc'")).all()
    assert not [file for file in folder.iterdir() if ".part" in file.name]


def test_what_an_older_version_kept_without_knowing_it_is_shown_by_a_newer(store, data_key, clock):
    """It is looked for once by each version; what does not fit stays kept and flagged."""
    (ali,) = add(store, "Ali Mansour")
    with store.unit_of_work(None) as uow:
        uow.change(uow.get(Person, ali), wing="B2")
        (wrote,) = uow.written
    with store.writing() as connection:  # as it stands where the field was not known yet
        connection.execute(update(Person.table()).values(wing=None))
        row = {"entry_id": wrote.entry_id, "field": "wing", "kind": "person", "action": "changed"}
        connection.execute(insert(UNKNOWN_KIND), {**row, "record_id": ali, "person_id": ali})
    folder = store.folder
    store.close()
    with Store.open(folder, data_key, clock) as now:
        assert now.facts()["settled_by"] == __version__
        with now.reading() as connection:
            assert connection.execute(select(Person.table().c.wing)).scalar() == "B2"
            assert not connection.execute(select(UNKNOWN_KIND)).all()
        with now.writing() as connection:
            connection.execute(insert(UNKNOWN_KIND), {**row, "record_id": ali, "person_id": ali})
    with Store.open(folder, data_key, clock) as now, now.reading() as connection:
        assert connection.execute(select(UNKNOWN_KIND)).all()


def test_a_migration_that_fails_leaves_the_older_store(tmp_path, data_key, clock):
    """All of it or none."""
    folder = older(tmp_path / "store", data_key, clock, STEPS)

    def fails(connection):
        connection.exec_driver_sql("CREATE TABLE half (made INTEGER)")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Store.open(folder, data_key, clock, steps=(*STEPS, Step("0099-fails", fails)))
    with Store.open(folder, data_key, clock) as again, again.reading() as connection:
        assert not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'half'")).all()


def test_a_newer_store_is_refused_and_left_alone(tmp_path, data_key, clock):
    """One sentence; no copy is made."""
    later = (*STEPS, Step("0099-later", lambda _: None))
    folder = older(tmp_path / "store", data_key, clock, later)
    before = (folder / STORE_NAME).read_bytes()
    with pytest.raises(NewerStore, match="newer linkworker"):
        Store.open(folder, data_key, clock)
    assert (folder / STORE_NAME).read_bytes() == before
    assert not [file for file in folder.iterdir() if "before" in file.name]


def small_files(most):
    """Let this process write no file past so many bytes, as a disk that gives out does; give back the way to end it."""
    resource = pytest.importorskip("resource", reason="Windows cannot limit the size of a process's files")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_copy_that_cannot_be_made_leaves_the_older_store_as_it_was(tmp_path, data_key, clock):
    """No migration without its copy, and no half a copy left."""
    folder = older(tmp_path / "store", data_key, clock, STEPS[:-1])
    before = (folder / STORE_NAME).read_bytes()
    end = small_files(20 * 4096)
    try:
        with pytest.raises(Exception, match="What was saved before is"):
            Store.open(folder, data_key, clock)
    finally:
        end()
    assert (folder / STORE_NAME).read_bytes() == before
    assert not [file for file in folder.iterdir() if "before" in file.name]
    with Store.open(folder, data_key, clock) as again:
        assert names(again) == ["Ali Mansour"]


def test_a_copy_of_a_store_that_contradicts_itself_does_not_count(store, data_key, tmp_path):
    """Every page may prove itself and the tables still be wrong."""
    with store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE odd (a)")
        connection.exec_driver_sql("INSERT INTO odd VALUES (NULL)")
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql("UPDATE sqlite_master SET sql = 'CREATE TABLE odd (a NOT NULL)' WHERE name = 'odd'")
    with pytest.raises(StoreDamaged):
        verified_copy(store._held.engine, tmp_path / "copy.db", data_key)
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_of_a_damaged_store_does_not_count(store, data_key, tmp_path):
    """It is read back whole before it is given its name."""
    add(store, *(f"Person {number}" for number in range(300)))
    with contextlib.closing(store._held.engine.raw_connection()) as raw:
        raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    whole = bytearray(store.path.read_bytes())
    whole[len(whole) - 4096 + 99] ^= 1
    store.path.write_bytes(whole)
    engine = create_engine(store.path, data_key.sqlcipher_key())
    with pytest.raises(Exception, match=r"malformed|damaged"):
        verified_copy(engine, tmp_path / "copy.db", data_key)
    engine.dispose()
    assert not list(tmp_path.glob("copy*"))

"""What was erased is nowhere on the laptop: looked for in the decrypted pages, free ones and the log too."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from decrypted import found_in
from everything_of import markers, plant
from linkworker.base.clock import FixedClock
from linkworker.journal.chain import verify_chain, verify_values
from linkworker.journal.erasing import erase_person, erase_record
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.worker import Worker
from linkworker.vault.drafts import drafts, save_draft
from linkworker.vault.erasure import drop_traces, finish, waiting
from linkworker.vault.search import find_people, find_words
from linkworker.vault.slots import Slots
from linkworker.vault.store import Store
from vault.laptop import CHEAP, made_in

TAG = "zqvxj"
DAY = date(2026, 3, 2)


@pytest.fixture
def planted(store, worker):
    """A person with a marker in every text field, and drafts that belong to them or name them."""
    with store.unit_of_work(worker) as uow:
        person = plant(uow, worker, tag=TAG)
        uow.change(uow.get(Person, person), name=f"Ollie {TAG}")
        other = uow.add(Person(name="Bea Okafor")).id
        uow.add(Note(person_id=other, on=DAY, words="went swimming"))
    with store.writing() as connection:
        save_draft(connection, worker, f"note:{person}", {"words": f"{TAG} said"}, store.clock.now())
        save_draft(connection, "another", f"note:{other}", {"words": f"met ollie {TAG} there"}, store.clock.now())
        save_draft(connection, worker, f"edit:{other}", {"about": f"seen {person}"}, store.clock.now())
        save_draft(connection, worker, f"note:{other}", {"words": "Ollie and Bea"}, store.clock.now())
    return person


def erase(store, worker, person):
    """The whole act but for the rotation."""
    with store.unit_of_work(worker) as uow:
        gone = erase_person(uow, person, "asked")
        dropped = drop_traces(uow.connection, gone, (f"Ollie {TAG}",))
    store.empty_wal()
    return dropped


def test_the_markers_are_found_before_and_nothing_after(store, data_key, worker, planted):
    """The same scan, in the same pages: that it finds them before is what its silence after is worth."""
    key = data_key.sqlcipher_key()
    assert found_in(store.path, key, TAG) > len(markers(TAG))
    for word in markers(TAG):
        assert found_in(store.path, key, word), word
    erase(store, worker, planted)
    assert found_in(store.path, key, TAG) == 0
    assert found_in(store.path, key, "went swimming") > 0


def test_nothing_is_found_by_search_and_all_that_is_left_proves(store, worker, planted):
    """The chain, the values, the foreign keys, and the pages themselves."""
    with store.reading() as connection:
        assert planted in find_people(connection, TAG)
    erase(store, worker, planted)
    with store.reading() as connection:
        assert find_people(connection, TAG) == []
        assert find_words(connection, TAG) == []
        verify_chain(connection, store.device_id)
        verify_values(connection)
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        rows = text("SELECT count(*) FROM search_doc WHERE person_id = :person")
        assert connection.execute(rows, {"person": planted}).scalar() == 0


def test_drafts_that_belong_to_the_person_or_name_them_go(store, worker, planted):
    """Whosever they are; one that only shares a first name stays, for it may be about somebody else."""
    assert erase(store, worker, planted) == 3
    with store.reading() as connection:
        assert [dict(one.fields) for one in drafts(connection, worker)] == [{"words": "Ollie and Bea"}]
        assert drafts(connection, "another") == []


def test_one_word_is_no_name(store, worker):
    """Letting Will Hart go must not take what was typed of another: "He will be released"."""
    with store.unit_of_work(worker) as uow:
        person, other = (uow.add(Person(name=name)).id for name in ("Will", "Bea Okafor"))
    with store.writing() as connection:
        save_draft(connection, worker, f"note:{other}", {"words": "He will be released"}, store.clock.now())
        save_draft(connection, worker, f"goal:{other}", {"words": "WILL  hart came"}, store.clock.now())
    with store.unit_of_work(worker) as uow:
        assert drop_traces(uow.connection, erase_person(uow, person, "asked"), ("Will", "Will Hart", " ")) == 1
    with store.reading() as connection:
        assert [one.form for one in drafts(connection, worker)] == [f"note:{other}"]


def test_one_record_leaves_no_trace_and_the_rest_stands(store, data_key, worker):
    """A note entered about the wrong person."""
    with store.unit_of_work(worker) as uow:
        person = uow.add(Person(name="Ali Marsh")).id
        wrong = uow.add(Note(person_id=person, on=DAY, words=f"{TAG} spoke of court")).id
        uow.add(Note(person_id=person, on=DAY, words="spoke of football"))
    assert found_in(store.path, data_key.sqlcipher_key(), TAG)
    with store.unit_of_work(worker) as uow:
        drop_traces(uow.connection, erase_record(uow, person, "note", wrong, "wrong-person"))
    store.empty_wal()
    assert found_in(store.path, data_key.sqlcipher_key(), TAG) == 0
    assert found_in(store.path, data_key.sqlcipher_key(), "football")


def test_an_erasure_that_is_undone_leaves_drafts_and_counts_as_they_were(store, worker, planted):
    """All of it is one transaction."""
    with pytest.raises(RuntimeError), store.unit_of_work(worker) as uow:
        drop_traces(uow.connection, erase_person(uow, planted, "asked"), ())
        raise RuntimeError
    with store.reading() as connection:
        assert waiting(connection) == 0
        assert len(drafts(connection, worker)) == 3


@pytest.fixture
def laptop_store(tmp_path):
    """A store with its key file, as a worker's laptop has them."""
    laptop = made_in(tmp_path)
    store = Store.make(tmp_path, "019527a0-0000-7000-8000-000000000001", laptop.key, laptop.clock)
    yield laptop, store
    store.close()


def test_several_erasures_wait_for_one_rotation_which_takes_the_copies(tmp_path, laptop_store):
    """Backups and copies before a migration are gone; under the new key nothing is found and nothing waits."""
    from linkworker.vault.backups import list_backups, make_backup  # noqa: PLC0415 - with the rotation
    from linkworker.vault.verified_copy import copy_before_migration  # noqa: PLC0415 - as above

    laptop, store = laptop_store
    with store.unit_of_work(None) as uow:
        worker = uow.add(Worker(name="Jo Brand-Taylor")).id
        people = [plant(uow, worker, tag=f"{TAG}{letter}") for letter in "ab"]
    make_backup(store, laptop.clock.now())
    copy_before_migration(store._held.engine, store.path, laptop.key, "0009-none")
    old = [*(tmp_path / "backups").glob("*.db"), *tmp_path.glob("store.before-*.db")]
    assert len(old) == 2
    assert all(found_in(path, laptop.key.sqlcipher_key(), TAG) for path in old)
    for number, person in enumerate(people, 1):
        with store.unit_of_work(worker) as uow:
            drop_traces(uow.connection, erase_person(uow, person, "asked"), ())
        with store.reading() as connection:
            assert waiting(connection) == number
    laptop.clock.advance(timedelta(days=1))
    slots, key = finish(store, Slots.read(laptop.path, floor=CHEAP), laptop.key)
    assert key.sqlcipher_key() != laptop.key.sqlcipher_key()
    assert slots.path == laptop.path
    assert not any(path.exists() for path in old)
    assert not (tmp_path / "store.db-wal").exists()
    with Store.open(tmp_path, key, FixedClock(laptop.clock.now())) as opened:
        with opened.reading() as connection:
            assert waiting(connection) == 0
            verify_chain(connection, opened.device_id)
        for path in (opened.path, *(tmp_path / "backups").glob("*.db")):
            assert found_in(path, key.sqlcipher_key(), TAG) == 0
        assert len(list_backups(tmp_path)) == 1

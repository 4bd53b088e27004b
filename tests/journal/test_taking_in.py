"""Taking a directory in: one entry, the same records on every laptop, nothing local lost."""

from sqlalchemy import func, select

from linkworker.base.ids import NO_PERSON, imported_id
from linkworker.journal import history
from linkworker.journal.tables import ENTRY, HEAD
from linkworker.journal.taking_in import TakenIn, take_in
from linkworker.records.activity import Activity


def feed(**changes):
    """Two activities of a feed, as an importer makes them."""
    names = {"1": "Walking football", "2": "Gardening"} | changes
    return [
        Activity(id=imported_id("parks", source), name=name, feed="parks", source_id=source)
        for source, name in names.items()
    ]


def taken(store, worker, records):
    with store.unit_of_work(worker) as uow:
        return take_in(uow, "parks", records, {"file": "parks.json"})


def test_an_import_is_one_entry(store, worker):
    """However many records it brings."""
    with store.reading() as connection:
        before = connection.execute(select(func.count()).select_from(ENTRY)).scalar_one()
    assert taken(store, worker, feed()) == TakenIn(2, 0, 0, ())
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ENTRY)).scalar_one() == before + 1
        newest = history.of_person(connection, None)[0]
        assert newest.entry.person is None
        assert dict(newest.values) == {"file": "parks.json", "feed": "parks", "new": 2, "changed": 0, "same": 0}
        assert connection.execute(select(ENTRY.c.person_id).where(ENTRY.c.id == newest.entry.id)).scalar() == NO_PERSON
        assert connection.execute(select(HEAD).where(HEAD.c.record_id == feed()[0].id)).all() == []


def test_a_second_import_of_the_same_changes_nothing(store, worker):
    """It is idempotent."""
    taken(store, worker, feed())
    assert taken(store, worker, feed()) == TakenIn(0, 0, 2, ())


def test_a_later_import_brings_changes_but_keeps_what_a_worker_changed(store, worker):
    """The worker knows the place; the report says what was kept."""
    taken(store, worker, feed())
    football, gardening = (record.id for record in feed())
    with store.unit_of_work(worker) as uow:
        uow.change(uow.get(Activity, football), name="Football for everyone")
    later = taken(store, worker, feed(**{"1": "Football (men)", "2": "Gardening club"}))
    assert later == TakenIn(0, 1, 1, (("activity", football, "name"),))
    with store.unit_of_work(worker) as uow:
        assert uow.get(Activity, football).name == "Football for everyone"
        assert uow.get(Activity, gardening).name == "Gardening club"


def test_what_an_earlier_row_of_the_feed_changed_counts_for_a_later_one(store, worker):
    """Two rows of one record that differ: the later one is what stands, whether the record is new or not."""
    for start in ("Bowls", "Skittles"):
        twice = [*feed(**{"1": start}), feed(**{"1": "Boules"})[0]]
        assert taken(store, worker, twice).changed == (1 if start == "Bowls" else 2)
        with store.unit_of_work(worker) as uow:
            assert uow.get(Activity, twice[0].id).name == "Boules"


def test_the_same_row_twice_in_one_feed_is_one_record(store, worker):
    """The second counts as the same."""
    assert taken(store, worker, [*feed(), feed()[0]]) == TakenIn(2, 0, 1, ())

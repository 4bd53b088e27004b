"""What the next bundle holds, and what travels as a bare header."""

import json

import pytest
from sqlalchemy import delete, insert, select

from linkworker.base.ids import new_id
from linkworker.journal import outbox
from linkworker.journal.actions import Action
from linkworker.journal.chain import last_of
from linkworker.journal.entry import FIRST_HASH, REASON
from linkworker.journal.tables import BUNDLE, ENTRY_VALUES
from linkworker.journal.taking_in import take_in
from linkworker.records.person import Person


@pytest.fixture
def people(store, worker):
    """Ids of Ali and Bea."""
    with store.unit_of_work(worker) as uow:
        return [uow.add(Person(name=name)).id for name in ("Ali", "Bea")]


def unsent(store):
    with store.reading() as connection:
        return outbox.unsent(connection, store.device_id)


def made(store, *, people=(), records=()):
    """Note a bundle of all that is unsent, as an export does; return its lines, read as JSON."""
    with store.writing() as connection:
        span = outbox.unsent(connection, store.device_id)
        outbox.withhold(connection, store.device_id, span, people=people, records=records)
        outbox.release(connection, store.device_id, span, people=people, records=records)
        raw = [line.decode() for line in outbox.lines(connection, store.device_id, span)]
        now = store.clock.now()
        outbox.keep(connection, store.device_id, span, digest=f"{span.number:064d}", manifest="{}", made_at=now)
    return [json.loads(line) for line in raw]


def test_the_first_bundle_begins_with_the_first_entry(store, people):
    """And ends with the last."""
    span = unsent(store)
    assert (span.number, span.first, span.previous, span.head_before) == (1, 1, None, FIRST_HASH)
    with store.reading() as connection:
        last = last_of(connection, store.device_id)
    assert (span.last, span.head, span.count) == (last.seq, last.hash, last.seq)


def test_the_next_begins_where_the_last_ended(store, people, worker):
    """Nothing new means no bundle."""
    first = unsent(store)
    made(store)
    assert unsent(store) is None
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    second = unsent(store)
    assert (second.number, second.first, second.head_before) == (2, first.last + 1, first.head)
    assert second.previous == f"{1:064d}"
    with store.reading() as connection:
        assert outbox.span_of(connection, store.device_id, 1) == first
        assert outbox.span_of(connection, store.device_id, 2) is None
        (kept,) = outbox.sent(connection, store.device_id)
        assert outbox.manifest_of(connection, store.device_id, 1) == "{}"
    assert (kept.number, kept.first, kept.last, kept.receipted_at) == (1, first.first, first.last, None)


def named(lines):
    """Names of people whose values are in the lines."""
    return {line["values"]["name"][1] for line in lines if "name" in line.get("values", {})}


def test_a_withheld_person_travels_as_bare_headers(store, people):
    """The header is there, so that the chain proves; the values are not."""
    ali, _ = people
    lines = made(store, people=[ali])
    assert named(lines) & {"Ali", "Bea"} == {"Bea"}
    headers = [json.loads(line["entry"]) for line in lines]
    assert ali in {header["person"] for header in headers}


def test_a_withheld_record_travels_as_a_bare_header(store, people):
    """One record, not the person."""
    assert "Bea" not in named(made(store, records=[people[1]]))


def test_a_later_consent_sends_the_values_in_the_next_bundle_once(store, people, worker):
    """As values of an entry that was sent before."""
    ali, bea = people
    made(store, people=[ali, bea])
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    second = made(store, people=[bea])
    released = [line for line in second if "values_of" in line]
    assert [line["values"]["name"][1] for line in released] == ["Ali"]
    with store.reading() as connection:
        assert outbox.counts(connection, store.device_id, 1) == (2, 0)
        assert outbox.counts(connection, store.device_id, 2) == (0, 1)
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Dee"))
    assert [line for line in made(store, people=[bea]) if "values_of" in line] == []


def test_what_describes_an_import_stays_here_whoever_consents(store, worker):
    """The file's name may say where a person is; it is released by nothing."""
    with store.unit_of_work(worker) as uow:
        take_in(uow, "parks", [], {"file": "B wing.csv"})
    first = made(store)
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    assert "B wing" not in json.dumps(first) + json.dumps(made(store))


def test_an_import_about_a_person_stays_here_too(store, people):
    """Whatever the person agreed to."""
    with store.unit_of_work(None) as uow:
        uow.event(Action.IMPORTED, "person", people[0], person_id=people[0], values={"file": "B wing.csv"})
    first = made(store)
    with store.unit_of_work(None) as uow:
        uow.add(Person(name="Cai"))
    assert "B wing" not in json.dumps(first) + json.dumps(made(store))


def test_a_bundle_can_be_made_again_to_the_byte(store, people, worker):
    """Its lines do not depend on what was written or allowed since."""
    ali, _ = people
    before = made(store, people=[ali])
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    made(store)
    with store.reading() as connection:
        span = outbox.span_of(connection, store.device_id, 1)
        again = [json.loads(line) for line in outbox.lines(connection, store.device_id, span)]
    assert again == before


def test_who_looked_holds_up_no_later_release(store, people, worker):
    """A look has no values: it is bare anyway, and is not counted among what is brought after all."""
    ali, _ = people
    with store.unit_of_work(worker) as uow:
        uow.event(Action.VIEWED, "person", ali, person_id=ali)
    made(store, people=[ali])
    with store.unit_of_work(worker) as uow:
        uow.event(Action.VIEWED, "person", ali, person_id=ali)
    second = made(store)
    with store.reading() as connection:
        assert outbox.counts(connection, store.device_id, 1) == (1, 0)
        assert outbox.counts(connection, store.device_id, 2) == (0, 1)
    assert [line["values"]["name"][1] for line in second if "values_of" in line] == ["Ali"]


def test_what_was_erased_before_its_release_is_not_counted(store, people, worker):
    """The bundle says how many lines it has, and must have so many."""
    ali, _ = people
    made(store, people=people)
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    with store.writing() as connection:
        connection.execute(delete(ENTRY_VALUES).where(ENTRY_VALUES.c.person_id == ali))
    second = made(store)
    with store.reading() as connection:
        assert outbox.counts(connection, store.device_id, 2) == (0, 1)
    assert [line["values"]["name"][1] for line in second if "values_of" in line] == ["Bea"]


def test_a_reason_that_was_typed_stays_with_a_withheld_person(store, people, worker):
    """No header holds it, so it is kept back with the values, and goes with them later."""
    ali, _ = people
    with store.unit_of_work(worker) as uow:
        uow.enter_in_error(uow.get(Person, ali), "Her aunt Dilys rang")
    assert "Dilys" not in json.dumps(made(store, people=[ali]))
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    (with_reason,) = [line for line in made(store) if REASON in line.get("values", {})]
    assert with_reason["values"][REASON][1] == "Her aunt Dilys rang"


def test_a_new_device_id_counts_its_own_bundles(store, people, worker):
    """Bundle 1 of the new one is not bundle 1 of the old one, and brings what the old one held back."""
    ali, _ = people
    made(store, people=[ali])
    receipt(store, store.device_id)
    store.device_id = new_id()  # as after a restored backup was enrolled anew
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    lines = made(store)
    with store.reading() as connection:
        assert outbox.counts(connection, store.device_id, 1) == (0, 1)
    assert [line["values"]["name"][1] for line in lines if "values_of" in line] == ["Ali"]


def under_another_device(store):
    """Let what was withheld so far be another device's: as on a laptop that was put back from a backup."""
    with store.writing() as connection:
        former = new_id()
        for table in ("withheld", "bundle"):
            connection.exec_driver_sql(f"UPDATE {table} SET device_id = ?", (former,))
        mine = select(BUNDLE).where(BUNDLE.c.device_id == former)
        row = connection.execute(mine).mappings().one()
        connection.execute(insert(BUNDLE).values({**row, "device_id": store.device_id}))
    return former


def released_in(store, number):
    """How many values a bundle brings late."""
    with store.reading() as connection:
        return outbox.counts(connection, store.device_id, number)[1]


def receipt(store, device):
    """Note that the centre has a device's first bundle."""
    with store.writing() as connection:
        assert outbox.receipted(connection, device, 1, f"{1:064d}", store.clock.now())


def test_what_a_former_device_withheld_waits_for_its_receipt(store, people, worker):
    """Else its values might come before their entries, which the centre would have nowhere to keep."""
    made(store, people=people)
    former = under_another_device(store)
    for number in (2, 3):
        with store.unit_of_work(worker) as uow:
            uow.add(Person(name="Cai"))
        made(store)
        assert released_in(store, number) == (2 if number == 3 else 0)
        if number == 2:
            receipt(store, former)


def test_values_that_were_let_go_too_early_go_once_more(store, people, worker):
    """An earlier version let them go without a receipt: lost at the centre when their bundle arrived first."""
    made(store, people=people)
    former = under_another_device(store)
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Cai"))
    made(store)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE withheld SET released_by = ?, released_in = 2", (store.device_id,))
        assert outbox.take_back_lost(connection, store.device_id) == 0
        connection.exec_driver_sql("UPDATE bundle SET receipted_at = made_at WHERE number = 2")
        assert outbox.take_back_lost(connection, store.device_id) == 2
        connection.exec_driver_sql("UPDATE withheld SET released_by = ?, released_in = 2", (store.device_id,))
        assert outbox.take_back(connection, store.device_id, 2, people=(), records=()) == 2
    receipt(store, former)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE withheld SET released_by = ?, released_in = 2", (store.device_id,))
        assert outbox.take_back_lost(connection, store.device_id) == 0
        assert outbox.take_back(connection, store.device_id, 2, people=(), records=()) == 0

"""The chain proves itself, and shows what was altered."""

import json

import pytest
from sqlalchemy import select, text, update

from linkworker.journal import history
from linkworker.journal.canonical import canonical
from linkworker.journal.chain import BrokenChain, verify_chain, verify_chains, verify_values
from linkworker.journal.entry import REASON
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.records.person import Person
from linkworker.vault.devices import become_new_device, own_devices
from linkworker.vault.store import Store


@pytest.fixture
def three(store, worker):
    """A store with three people."""
    with store.unit_of_work(worker) as uow:
        for name in ("Ali", "Bea", "Cai"):
            uow.add(Person(name=name))
    return store


def tamper(store, *statements):
    """Do what only somebody who holds the key and drops the triggers could do."""
    with store.writing() as connection:
        for trigger in ("entry_no_update", "entry_no_delete", "entry_values_only_less"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            connection.execute(text(statement))


def test_a_whole_chain_proves_itself(three):
    """Every entry, and every value kept."""
    with three.reading() as connection:
        assert verify_chain(connection, three.device_id) == 6
        assert verify_values(connection) > 6


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE entry SET header = replace(header, 'created', 'changed') WHERE seq = 5", "at entry 5: its bytes"),
        ("DELETE FROM entry WHERE seq = 4", "at entry 4: an entry is missing"),
        ("UPDATE entry SET hash = upper(hash) WHERE seq = 6", "at entry 6: its bytes"),
        ("UPDATE entry SET person_id = record_id || 'x' WHERE seq = 5", "at entry 5: it stands where its bytes do not"),
        ("UPDATE entry SET action = 'viewed' WHERE seq = 2", "at entry 2: it stands where its bytes do not"),
    ],
)
def test_an_altered_or_lost_entry_shows(three, statement, said):
    """The sentence names the entry."""
    tamper(three, statement)
    with three.reading() as connection, pytest.raises(BrokenChain, match=said):
        verify_chain(connection, three.device_id)


def test_the_chains_of_former_devices_are_proved_too(three, worker, data_key, clock):
    """A restored store has a chain of its own beside the one before; both count, and both are looked at."""
    with three.writing() as connection:
        become_new_device(connection)
    three.close()
    with Store.open(three.folder, data_key, clock) as again:
        with again.unit_of_work(worker) as uow:
            uow.add(Person(name="Dee"))
        own = [device.device_id for device in own_devices(again)]
        with again.reading() as connection:
            assert verify_chain(connection, again.device_id) == 1
            assert verify_chains(connection, own) == 7
        tamper(again, "UPDATE entry SET header = replace(header, 'created', 'changed') WHERE seq = 5")
        with again.reading() as connection, pytest.raises(BrokenChain, match="at entry 5"):
            verify_chains(connection, own)


def test_an_altered_value_shows(three):
    """A value that does not match its commitment is found."""
    tamper(three, "UPDATE entry_values SET content = replace(content, 'Bea', 'Eve')")
    with three.reading() as connection:
        verify_chain(connection, three.device_id)
        with pytest.raises(BrokenChain, match="commitment"):
            verify_values(connection)


def test_values_can_be_taken_out_while_the_chain_still_proves(three):
    """Erasure removes values; headers and their hashes stand."""
    with three.writing() as connection:
        connection.execute(text("DELETE FROM entry_values WHERE content LIKE '%Bea%'"))
    with three.reading() as connection:
        assert verify_chain(connection, three.device_id) == 6
        verify_values(connection)


def test_a_reason_is_proved_and_can_be_taken_out(store, worker):
    """It is not in the header; erased, the chain still proves and the history does not show it."""
    with store.unit_of_work(worker) as uow:
        ali = uow.add(Person(name="Ali"))
        uow.enter_in_error(ali, "Dilys rang")
    with store.reading() as connection:
        line = history.of_record(connection, ali.id)[-1]
        headers = "".join(connection.execute(select(ENTRY.c.header)).scalars())
        assert verify_values(connection) > 0
    assert (line.reason, dict(line.values)) == ("Dilys rang", {"in_error": True})
    assert "Dilys" not in headers
    with store.writing() as connection:
        kept = connection.execute(
            select(ENTRY_VALUES.c.content).where(ENTRY_VALUES.c.entry_id == line.entry.id)
        ).scalar_one()
        left = {name: pair for name, pair in json.loads(kept).items() if name != REASON}
        connection.execute(
            update(ENTRY_VALUES).where(ENTRY_VALUES.c.entry_id == line.entry.id).values(content=canonical(left))
        )
    with store.reading() as connection:
        assert history.of_record(connection, ali.id)[-1].reason is None
        verify_chain(connection, store.device_id)
        verify_values(connection)

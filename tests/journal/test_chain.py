"""The chain proves itself, and shows what was altered."""

import pytest
from sqlalchemy import text

from linkworker.journal.chain import BrokenChain, verify_chain, verify_values
from linkworker.records.person import Person


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

"""The quick proof of the chain accepts what the slow one accepts, and finds every alteration."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from linkworker.base.errors import LinkworkerError
from linkworker.journal.chain import BrokenChain, hash_at, last_of, verify_chain
from linkworker.journal.entry import FIRST_HASH
from linkworker.journal.quick_proof import shown_whole
from linkworker.records.person import Person

COLUMNS = ("person_id", "hlc", "id", "device_id", "seq", "record_id", "action", "header", "hash")
TRIGGERS = ("entry_no_update", "entry_no_delete")
DOUBLE = (
    "INSERT INTO entry SELECT person_id, hlc || 'x', id, device_id, seq, record_id, action, header, hash "
    "FROM entry WHERE seq = 4"
)
SHAPES = (
    "substr({column}, 2)",
    "{column} || '0'",
    "{column} || char(10)",
    "upper({column}) || ' '",
    "replace({column}, '0', '1') || ''",
    "'*'",
    "''",
    "(SELECT max(o.{column}) || 'x' FROM entry AS o)",
)


class _TakenBack(Exception):
    pass


@pytest.fixture
def twelve(store, worker):
    """A store with a dozen entries and more, about several people."""
    for name in ("Ali", "Bea", "Cai", "Dee", "Éva"):
        with store.unit_of_work(worker) as uow:
            person = uow.add(Person(name=name))
            uow.change(person, known_as=f"{name} K.")
    return store


@contextmanager
def altered(store, *statements):
    """Give a connection that sees what somebody with the key altered; nothing of it stays."""
    with pytest.raises(_TakenBack), store.writing() as connection:
        for trigger in TRIGGERS:
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield connection
        raise _TakenBack


def is_found(connection, device):
    """Say whether neither proof accepts the chain."""
    with pytest.raises((BrokenChain, LinkworkerError)):
        verify_chain(connection, device)
    return shown_whole(connection, device, 1, FIRST_HASH) is None


def test_a_whole_chain_is_shown_whole_by_one_thread_and_by_several(twelve):
    """The number is that of the last entry; the blocks meet where they must."""
    with twelve.reading() as connection:
        last = last_of(connection, twelve.device_id).seq
        assert last > 10
        for block in (1, 2, 3, 500):
            assert shown_whole(connection, twelve.device_id, 1, FIRST_HASH, block=block) == last
        assert shown_whole(connection, "another", 1, FIRST_HASH) is None


def test_it_can_begin_after_an_entry_that_was_proved(twelve):
    """What stands before it is not looked at; an entry that is not the one that was proved is refused."""
    device = twelve.device_id
    with twelve.reading() as connection:
        end = last_of(connection, device)
        assert shown_whole(connection, device, end.seq + 1, end.hash) == end.seq
        assert shown_whole(connection, device, 5, hash_at(connection, device, 4)) == end.seq
        assert shown_whole(connection, device, 5, hash_at(connection, device, 3)) is None
        assert verify_chain(connection, device, after=end) == end.seq
    with altered(twelve, "UPDATE entry SET hash = lower(hex(randomblob(32))) WHERE seq = 3") as connection:
        assert verify_chain(connection, device, after=end) == end.seq
        assert is_found(connection, device)
    change = f"UPDATE entry SET hash = lower(hex(randomblob(32))) WHERE seq = {end.seq}"
    with altered(twelve, change) as connection, pytest.raises(BrokenChain, match="when it was proved"):
        verify_chain(connection, device, after=end)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COLUMNS), st.integers(1, 10), st.sampled_from(SHAPES))
def test_every_alteration_of_a_single_field_is_found(twelve, column, seq, shape):
    """Whichever column, whichever entry, however it is altered."""
    change = f"UPDATE entry SET {column} = {shape.format(column=column)} WHERE seq = {seq}"
    with altered(twelve) as connection:
        before = connection.exec_driver_sql("SELECT * FROM entry ORDER BY rowid").fetchall()
        connection.exec_driver_sql(change)
        same = connection.exec_driver_sql("SELECT * FROM entry ORDER BY rowid").fetchall() == before
        assert same or is_found(connection, twelve.device_id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 10), st.data())
def test_every_letter_of_a_header_counts(twelve, seq, data):
    """One letter of one header made another is found."""
    with altered(twelve) as connection:
        header = connection.exec_driver_sql(f"SELECT header FROM entry WHERE seq = {seq}").scalar_one()
        at = data.draw(st.integers(0, len(header) - 1))
        other = header[:at] + chr((ord(header[at]) + 1) % 127) + header[at + 1 :]
        connection.execute(text("UPDATE entry SET header = :other WHERE seq = :seq"), {"other": other, "seq": seq})
        assert is_found(connection, twelve.device_id)


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM entry WHERE seq = 1"],
        ["DELETE FROM entry WHERE seq = 7"],
        ["UPDATE entry SET seq = 99 WHERE seq = 5", "UPDATE entry SET seq = 5 WHERE seq = 6",
         "UPDATE entry SET seq = 6 WHERE seq = 99"],
        ["DROP INDEX entry_chain", DOUBLE],
        ["UPDATE entry SET hash = hash || (SELECT substr(hash, 1, 1) FROM entry WHERE seq = 5) WHERE seq = 4",
         "UPDATE entry SET hash = substr(hash, 2) WHERE seq = 5"],
        ["UPDATE entry SET header = header || char(10) || (SELECT header FROM entry WHERE seq = 5) WHERE seq = 4",
         "UPDATE entry SET header = '' WHERE seq = 5"],
        ["UPDATE entry SET person_id = (SELECT person_id FROM entry WHERE seq = 8) WHERE seq = 4"],
    ],
    ids=["first lost", "one lost", "two in each other's place", "doubled", "a hash spread over two",
         "a header spread over two", "moved to another person"],
)  # fmt: skip
def test_lost_doubled_and_reordered_entries_are_found(twelve, statements):
    """Whatever somebody who holds the key does with whole entries."""
    with altered(twelve, *statements) as connection:
        assert is_found(connection, twelve.device_id)


def test_the_last_entry_cut_off_needs_something_kept_elsewhere(twelve):
    """A shorter chain proves itself: that is why its head is signed and written down."""
    with twelve.reading() as connection:
        end = last_of(connection, twelve.device_id)
    with altered(twelve, f"DELETE FROM entry WHERE seq = {end.seq}") as connection:
        assert shown_whole(connection, twelve.device_id, 1, FIRST_HASH) == end.seq - 1
        with pytest.raises(BrokenChain):
            verify_chain(connection, twelve.device_id, after=end)

"""The journal's head, signed and in six words: written down, it proves later that nothing was rewritten."""

import subprocess
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from linkworker.base.errors import BadInput
from linkworker.journal.chain import BrokenChain, last_of
from linkworker.journal.entry import chain_hash
from linkworker.journal.tables import CHECKPOINT
from linkworker.records.person import Person
from linkworker.sync.checkpoint import (
    NAMESPACE,
    NoCheckpoint,
    NotAsItWas,
    last_checkpoint,
    make_checkpoint,
    prove,
    todays_checkpoint,
)
from linkworker.sync.openssh import key_line
from linkworker.sync.sshsig import sign


@pytest.fixture
def written(store, worker):
    """A store with a person in its journal."""
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Ali"))
    return store


def add_person(store, worker, name):
    """Write one more entry."""
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name=name))


def test_the_words_prove_what_stood_before_them(written, worker):
    """What is written later changes nothing of it."""
    made = make_checkpoint(written)
    add_person(written, worker, "Bea")
    found = prove(written, made.words.upper().replace(" ", ", "))
    assert found.checkpoint == made
    assert (found.checkpoint.seq, found.entries) == (made.seq, made.seq + 1)


def test_nothing_new_needs_no_new_checkpoint_and_a_day_has_one(written, worker):
    """Asked for by the day, one is kept a day; asked for, whenever something was written since."""
    first = todays_checkpoint(written)
    assert make_checkpoint(written) == first
    add_person(written, worker, "Bea")
    assert todays_checkpoint(written) == first
    written.clock.advance(timedelta(days=1))
    later = todays_checkpoint(written)
    assert later.seq == first.seq + 1
    assert later.words != first.words
    assert last_checkpoint(written) == later


def test_words_with_a_slip_are_told_apart_from_words_of_nothing(written):
    """A word that is not in the list is named; six that are and fit nothing are not found."""
    with pytest.raises(BadInput, match="six words"):
        prove(written, "acorn actor")
    with pytest.raises(BadInput, match="'akorn'"):
        prove(written, "akorn actor alarm album amber anchor")
    with pytest.raises(NoCheckpoint):
        prove(written, "acorn actor alarm album amber anchor")


def test_a_journal_that_was_rewritten_and_proves_itself_is_found_out(written, worker):
    """Only the words on paper can tell."""
    made = make_checkpoint(written)
    add_person(written, worker, "Bea")
    with written.reading() as connection:
        before = last_of(connection, written.device_id)
    with written.writing() as connection:
        connection.execute(text("DROP TRIGGER entry_no_update"))
        rows = connection.execute(text("SELECT seq, header, hash FROM entry ORDER BY seq")).all()
        digest = "0" * 64
        for row in rows:
            header = (
                row.header.replace('"reason":null', f'"reason":"{"0" * 64}"') if row.seq == made.seq else row.header
            )
            digest = chain_hash(digest, header)
            connection.execute(
                text("UPDATE entry SET header = :header, hash = :hash WHERE seq = :seq"),
                {"header": header, "hash": digest, "seq": row.seq},
            )
    with written.reading() as connection:
        assert last_of(connection, written.device_id).hash != before.hash
    with pytest.raises(NotAsItWas, match=f"entry {made.seq}"):
        prove(written, made.words)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE checkpoint SET said = replace(said, '\"seq\":', '\"seq\":1')", "others of its own"),
        ("UPDATE checkpoint SET signature = replace(signature, 'A', 'B')", "signature"),
    ],
)
def test_a_checkpoint_that_was_altered_is_found_out(written, change, said):
    """Its words are of all that it says, and its signature too."""
    made = make_checkpoint(written)
    with written.writing() as connection:
        connection.exec_driver_sql(change)
    with pytest.raises(NotAsItWas, match=said):
        prove(written, made.words)


def test_a_journal_that_ends_before_its_checkpoint_is_found_out(written, worker):
    """Its last entry was taken off behind our back, or a copy of the store lost it."""
    made = make_checkpoint(written)
    with written.writing() as connection:
        connection.execute(text("DROP TRIGGER entry_no_delete"))
        connection.execute(text("DELETE FROM entry WHERE seq = :seq"), {"seq": made.seq})
    with pytest.raises(NotAsItWas, match=f"entry {made.seq}"):
        prove(written, made.words)


def test_a_checkpoint_that_another_key_signed_is_found_out(written):
    """Whoever can write to the store has a key too, but not this laptop's."""
    made = make_checkpoint(written)
    with written.writing() as connection:
        said = connection.execute(CHECKPOINT.select()).one().said
        forged = sign(said.encode(), Ed25519PrivateKey.generate(), NAMESPACE).decode()
        connection.execute(CHECKPOINT.update().values(signature=forged))
    with pytest.raises(NotAsItWas, match="not signed by this laptop"):
        prove(written, made.words)


def test_an_entry_altered_after_the_checkpoint_is_found_too(written, worker):
    """The whole chain is proved each time."""
    made = make_checkpoint(written)
    add_person(written, worker, "Bea")
    with written.writing() as connection:
        connection.execute(text("DROP TRIGGER entry_no_update"))
        connection.execute(text("UPDATE entry SET action = 'viewed' WHERE seq = (SELECT max(seq) FROM entry)"))
    with pytest.raises(BrokenChain):
        prove(written, made.words)


def test_stock_tools_check_the_signature(written, tmp_path):
    """`ssh-keygen -Y verify` reads it, under a namespace of its own."""
    make_checkpoint(written)
    with written.reading() as connection:
        row = connection.execute(CHECKPOINT.select()).one()
    public = key_line(written.device_key().public_key().public_bytes_raw(), "laptop")
    (tmp_path / "allowed").write_text(f'laptop namespaces="{NAMESPACE}" {public}\n', encoding="utf-8")
    (tmp_path / "sig").write_text(row.signature, encoding="utf-8")
    words = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "laptop", "-n", NAMESPACE, "-s", "sig"]
    done = subprocess.run(words, cwd=tmp_path, input=row.said.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr

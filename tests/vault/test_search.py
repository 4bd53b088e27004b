"""Search: words as people type them, and nothing left of what was erased."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from linkworker.records.identifier import Identifier
from linkworker.records.need import Need
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.vault.search import find_people, find_words, words_query


@pytest.fixture
def people(store):
    """Siân O'Neill-Mansour and Łukasz Nowak, with a number and a note."""
    with store.unit_of_work(None) as uow:
        sian = uow.add(Person(name="Siân O'Neill-Mansour", known_as="Shar", wing="B2", area="Lewes"))
        lukasz = uow.add(Person(name="Łukasz Nowak", establishment="LWI"))
        uow.add(Identifier(person_id=lukasz.id, scheme="prison-number", value="A1234BC"))
        uow.add(Note(person_id=sian.id, on=date(2026, 8, 6), words="Wants to try swimming again", where="Library"))
        return sian.id, lukasz.id


def who(store, typed, **options):
    with store.reading() as connection:
        return set(find_people(connection, typed, **options))


@pytest.mark.parametrize(
    "typed",
    [
        "s",
        "si",
        "Sian",
        "SIÂN",
        "Sia\u0302n",
        "siâ",
        "o'neill",
        "o neill",
        "neill mansour",
        "mans sian",
        "b2",
        "lew",
        "shar",
    ],
)
def test_people_are_found_by_beginnings_of_words(store, people, typed):
    """From the first letter, whatever the accents, the case, or how the keyboard made a letter."""
    assert who(store, typed) == {people[0]}


def test_numbers_and_places_find_people_too(store, people):
    """The prison number, or its beginning."""
    assert who(store, "a1234") == who(store, "lwi") == who(store, "Łuk") == {people[1]}


@pytest.mark.parametrize("typed", ["sian nowak", "wimming", "zz", "eill"])
def test_every_word_must_begin_a_word(store, people, typed):
    """All of them, of one person."""
    assert who(store, typed) == set()


@pytest.mark.parametrize("typed", ["", "  ", "'", '"', "*", "-", "_", "()", "\x00", "\u0302", "…"])
def test_nothing_to_look_for_finds_nothing(store, people, typed):
    """Signs alone are no word."""
    assert words_query(typed) is None
    assert who(store, typed) == set()
    with store.reading() as connection:
        assert find_words(connection, typed) == []


@pytest.mark.parametrize(
    "typed",
    ['" OR *', "NEAR(sian, 2)", "text:sian", "sian AND NOT x", "^sian", "{text} : x", 'sian" "', "sian*", "a" * 50_000,
     "sian " * 3000, "'; DROP TABLE person; --"],
)  # fmt: skip
def test_the_index_s_own_language_is_only_words(store, people, typed):
    """No query text fails, widens the search, or does anything else."""
    with store.reading() as connection:
        find_people(connection, typed)
        find_words(connection, typed)
    assert who(store, "sian") == {people[0]}
    assert who(store, '" OR *') == set()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40))
def test_no_text_at_all_fails(store, typed):
    """Whatever is pasted."""
    who(store, typed)


def test_words_are_found_with_what_stands_around_them(store, people):
    """The record, its kind, and a snippet."""
    with store.reading() as connection:
        (found,) = find_words(connection, "swim")
        assert find_words(connection, "libr")[0].record_id == found.record_id
    assert (found.person_id, found.kind) == (people[0], "note")
    assert found.snippet == "Wants to try [swimming] again Library"


def test_newest_first_and_no_more_than_asked(store, people):
    """A page at most."""
    with store.unit_of_work(None) as uow:
        for number in range(5):
            uow.add(Note(person_id=people[0], on=date(2026, 8, 6), words=f"Swam {number} lengths"))
    with store.reading() as connection:
        assert [found.snippet for found in find_words(connection, "swam", most=2)] == [
            "[Swam] 4 lengths ",
            "[Swam] 3 lengths ",
        ]
    assert len(who(store, "l", most=1)) == 1


def test_a_change_is_found_and_what_it_replaced_is_not(store, people):
    """At once, in the same unit of work."""
    with store.unit_of_work(None) as uow:
        uow.change(uow.get(Person, people[1]), name="Jan Kowalski", establishment=None)
        assert find_people(uow.connection, "kowal") == [people[1]]
    assert who(store, "nowak") == who(store, "lwi") == set()


def test_entered_in_error_is_not_found_until_reinstated(store, people):
    """It stays, and counts nowhere."""
    with store.unit_of_work(None) as uow:
        need = uow.add(Need(person_id=people[0], plan_id=people[0], words="Cannot sleep for the noise"))
    for mark, count in (("enter_in_error", 0), ("reinstate", 1)):
        with store.unit_of_work(None) as uow:
            getattr(uow, mark)(uow.get_of(Need, people[0], need.id), "Mistaken")
        with store.reading() as connection:
            assert len(find_words(connection, "noise")) == count


def test_erased_words_cannot_be_read_back_from_the_store_s_pages(store, people, data_key):
    """Not even by somebody with the key: no page of the index or of anything else holds them."""
    secret = [f"zyx{number}qvw" for number in range(60)]
    with store.unit_of_work(None) as uow:
        for word in secret:
            uow.add(Note(person_id=people[0], on=date(2026, 8, 6), words=f"He said {word} to me"))
    assert b"zyx17qvw" in decrypted_pages(store, data_key)
    with store.writing() as connection:
        connection.execute(text("DELETE FROM note WHERE words LIKE '%qvw%'"))
        connection.execute(text("DELETE FROM entry_values WHERE content LIKE '%qvw%'"))
    with store.reading() as connection:
        assert find_words(connection, "zyx") == []
        assert connection.execute(text("SELECT count(*) FROM search_doc WHERE kind = 'note'")).scalar_one() == 1
    pages = decrypted_pages(store, data_key)
    assert [word for word in secret if word.encode() in pages] == []
    assert b"qvw" not in pages
    assert b"swimming" in pages


def decrypted_pages(store, key):
    """Return every page of the file decrypted by hand, with its free pages and the unused room in pages.

    SQLCipher 4's own layout: 4096-byte pages of AES-256-CBC text, then 16 bytes of initial vector and 64 of mac; the
    first 16 bytes of the file are its salt.
    """
    raw = store._held.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    assert Path(f"{store.path}-wal").stat().st_size == 0
    file, pages = store.path.read_bytes(), []
    for start in range(0, len(file), 4096):
        page = file[start : start + 4096]
        cipher = Cipher(algorithms.AES(key.secret()[:32]), modes.CBC(page[4016:4032])).decryptor()
        pages.append(cipher.update(page[16 if start == 0 else 0 : 4016]))
    return b"".join(pages)

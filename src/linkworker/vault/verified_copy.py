"""A copy of the store, made page by page and checked before it counts."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from linkworker.base.progress import Progress, nobody_watches
from linkworker.vault.data_key import DataKey
from linkworker.vault.engine import READING, StoreDamaged, check_encrypted, create_engine
from linkworker.vault.trouble import DiskTrouble
from linkworker.vault.whole_file import force_folder

_PAGES = 512  # copied between two looks at whether to stop: 2 MB


def copy_before_migration(engine: Engine, path: Path, key: DataKey, step: str) -> Path:
    """Copy the store beside itself before a migration; return the copy's path. Raises StoreDamaged."""
    return verified_copy(engine, path.with_name(f"store.before-{step}.db"), key)


def verified_copy(engine: Engine, target: Path, key: DataKey, progress: Progress = nobody_watches) -> Path:
    """Write a copy of the open store to `target` and read it back whole; a copy that fails is removed.

    It is of one moment, whatever another connection writes meanwhile. Raises StoreDamaged, Stopped if `progress` does,
    or what the disk raised (see `trouble`).
    """
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    copy = create_engine(partial, key.sqlcipher_key())
    try:
        with engine.connect().execution_options(**{READING: True}) as source, copy.connect() as destination:
            source.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # from here on it is this moment's
            _raw(destination).rollback()  # the copy must not stand in a transaction while pages arrive
            _raw(source).backup(
                _raw(destination),
                pages=_PAGES,
                progress=lambda _, left, total: progress(total - left, total),
            )
        with copy.connect() as settled:  # closing does this too, and says nothing where a full disk stops it
            _raw(settled).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with copy.connect().execution_options(**{READING: True}) as check:
            pages = check.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
            if [*pages, *check.exec_driver_sql("PRAGMA integrity_check").scalars()] != ["ok"]:
                raise StoreDamaged
        copy.dispose()
        if Path(f"{partial}-wal").exists():  # pages that never came into the file would go with it
            raise DiskTrouble
        check_encrypted(partial)
        partial.replace(target)
        force_folder(target.parent)
    finally:
        copy.dispose()
        for left in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm"), Path(f"{partial}-journal")):
            left.unlink(missing_ok=True)
    return target


def _raw(connection: Any) -> Any:
    return connection.connection.driver_connection

"""Room for a copy of the store is looked for before the copy is begun."""

import shutil
from pathlib import Path

import pytest

from linkworker.vault.room import check_room
from linkworker.vault.trouble import FullDisk


def test_room_is_asked_for_store_and_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many times both, and a mebibyte to spare."""
    (tmp_path / "store.db").write_bytes(bytes(3000))
    (tmp_path / "store.db-wal").write_bytes(bytes(2000))
    real = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: real._replace(free=5000 + 1024 * 1024))
    check_room(tmp_path / "store.db")
    with pytest.raises(FullDisk):
        check_room(tmp_path / "store.db", times=2)

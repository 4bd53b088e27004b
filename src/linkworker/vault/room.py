"""Room on the disk for a copy of the store: asked before it is begun, for half-way the disk says only 'I/O error'."""

import shutil
from pathlib import Path

from linkworker.vault.trouble import FullDisk

_SPARE = 1024 * 1024


def check_room(store: Path, *, times: int = 1) -> None:
    """Raise FullDisk unless there is room beside the store for so many times what it and its log take."""
    files = (store, Path(f"{store}-wal"))
    size = sum(file.stat().st_size for file in files if file.exists())
    if shutil.disk_usage(store.parent).free < times * size + _SPARE:
        raise FullDisk

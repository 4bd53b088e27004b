"""What the tests of imports share: the data that lies beside them, and zips made by hand."""

import struct
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from linkworker.journal.tables import ENTRY
from linkworker.records.registry import KINDS
from linkworker.vault.store import Store

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def today() -> date:
    """The day the tests' clock stands at."""
    return date(2026, 8, 6)


@pytest.fixture
def official() -> Path:
    """The official Open Referral UK 3.0 examples."""
    return DATA / "open-referral-uk-3.0" / "examples"


@pytest.fixture
def dirty() -> Path:
    """A feed with every fault that live directories have."""
    return DATA / "dirty-feed"


@pytest.fixture
def counted(store: Store) -> Callable[[], dict[str, int]]:
    """Counts every row of the store, journal entries too: the same before and after means nothing changed."""

    def count() -> dict[str, int]:
        with store.reading() as connection:
            tables = {name: kind.table() for name, kind in KINDS.items()} | {"entry": ENTRY}
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in tables.items()
            }

    return count


def zeros_zip(path: Path, size: int, *, said: int | None = None) -> Path:
    """Write a zip of one JSON file of `size` zero bytes that says it holds `said`; the same 64 MB is packed once.

    Each packed block ends in a full flush, so it stands by itself and can be written again and again.
    """
    block = 64 * 1024 * 1024
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packed * (size // block) + packer.flush()
    said = size if said is None else said
    name = b"services.json"
    wide = struct.pack("<HHQQ", 1, 16, said, len(body))
    fields = struct.pack("<HHHHIIIHH", 45, 0, 8, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(wide))
    # General flags, method, time, date, CRC, sizes (said in the wide field), lengths.
    local = b"PK\x03\x04" + fields[:2] + struct.pack("<HHHH", 0, 8, 0, 0) + fields[10:] + name + wide
    entry = struct.pack("<HH", 45, 45) + struct.pack("<HHHH", 0, 8, 0, 0) + struct.pack("<I", 0)
    entry += struct.pack("<IIHHHHHII", 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(wide), 0, 0, 0, 0, 0)
    directory = b"PK\x01\x02" + entry + name + wide
    with path.open("wb") as file:
        file.write(local)
        file.write(body)
        at = file.tell()
        file.write(directory)
        file.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), at, 0))
    return path


@pytest.fixture
def zeros() -> Callable[..., Path]:
    """Writes a zip of zeros of any size in a moment."""
    return zeros_zip

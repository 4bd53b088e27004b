"""The chain proved quickly on a laptop's store: every core reads and decrypts pages at once, many entries a statement.

Most of a proof's time is the decryption of pages, which goes on outside Python's lock. So a few connections, each in a
thread, take one block of entries after another, and SQLite compares each entry's columns with its header meanwhile.
It says only whether the chain was shown to be whole: which entry is at fault is for the slow proof in `chain` to find.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from linkworker.base.ids import NO_PERSON

_BLOCK = 500  # entries of one statement: half a megabyte of headers
_ALONE = 8  # blocks that are not worth a second connection
_MOST_THREADS = 4
_HASH_BYTES = 32
_CACHE_KIB = 2048  # each page is read once, so the further connections need none

# The last bytes of a header, where all that is compared by search stands: SQLite searches no further than it must. A
# header whose kind is so long that it does not fit is left to the slow proof.
_TAIL = 330
_BOUNDS = "SELECT count(*), min(seq), max(seq) FROM entry WHERE device_id = ? AND seq <= ?"
_ANY = 2**62  # above the number of any entry
_HASH_BEFORE = "SELECT hash FROM entry WHERE device_id = ? AND seq = ?"
# The bytes of a canonical header: {"action":A,"at":T,"device":D,"fields":[..],"hlc":H,"id":I,"kind":K,"person":P,
# "reason":R,"record":C,"seq":S,"v":1,"worker":W}. A moment has 24 letters; no text in it holds a bare quotation mark.
_READ = f"""
SELECT count(*), sum(stands), group_concat(hash, ''), CAST(group_concat(header, char(10)) AS BLOB) FROM (
SELECT hash, header,
    length(hash) = 64 AND substr(header, 1, 19 + length(action)) = '{{"action":"' || action || '","at":"'
    AND substr(header, 44 + length(action), length(?4)) = ?4
    AND instr(tail, CAST('],"hlc":"' || hlc || '","id":"' || id || '","kind":"' AS BLOB)) > 0
    AND instr(tail, CAST('","person":' || CASE person_id WHEN '{NO_PERSON}' THEN 'null' ELSE '"' || person_id || '"' END
        || ',"reason":' AS BLOB)) > 0
    AND instr(tail, CAST(',"record":"' || record_id || '","seq":' || seq || ',"v":' AS BLOB)) > 0 AS stands
FROM (
    SELECT *, substr(CAST(header AS BLOB), -{_TAIL}) AS tail
    FROM entry WHERE device_id = ?1 AND seq BETWEEN ?2 AND ?3 ORDER BY seq
))"""


def shown_whole(
    connection: Connection, device_id: str, first: int, before: str, *, block: int = _BLOCK, up_to: int | None = None
) -> int | None:
    """Return the number of the chain's last entry when every entry from `first` on was shown to be whole, else None.

    `before` is the hash of the entry before `first`, `block` how many entries a statement reads, `up_to`
    the number of the last entry that is looked at. None means that
    something is wrong, or that it could not be told: another database, or a transaction that no other connection sees.
    """
    if connection.dialect.name != "sqlite":
        return None
    raw: Any = connection.connection.driver_connection
    kept, lowest, last = raw.execute(_BOUNDS, (device_id, _ANY if up_to is None else up_to)).fetchone()
    if (lowest, kept) != (1, last) or not isinstance(last, int):
        return None
    work = _Work(device_id, range(first, last + 1, block), last, before)
    threads = min(_MOST_THREADS, os.cpu_count() or 1) if last - first >= _ALONE * block else 1
    with _further(connection, threads - 1) as further, ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(work.prove, [raw, *further]))
    return last if all(done) else None


class _Work:
    """The blocks of a chain, taken by whichever thread is free."""

    def __init__(self, device_id: str, starts: range, last: int, before: str) -> None:
        self._device, self._starts, self._last, self._before = device_id, starts, last, before
        self._blocks = iter(starts)
        self._turn = threading.Lock()
        self._broken = False

    def prove(self, raw: Any) -> bool:
        """Prove block after block over one connection; False as soon as any thread could not."""
        try:
            for start in self._mine():
                if not self._proves(raw, start, min(start + self._starts.step, self._last + 1)):
                    self._broken = True
        except Exception:
            self._broken = True  # the other threads need not go on
            raise
        return not self._broken

    def _mine(self) -> Iterator[int]:
        while not self._broken:
            with self._turn:
                start = next(self._blocks, None)
            if start is None:
                return
            yield start

    def _proves(self, raw: Any, start: int, end: int) -> bool:
        before = self._before if start == self._starts.start else _one(raw, _HASH_BEFORE, (self._device, start - 1))
        here = f'","device":"{self._device}","fields":['
        count, stand, hashes, headers = raw.execute(_READ, (self._device, start, end - 1, here)).fetchone()
        return count == stand == end - start and _linked(before, hashes, headers.split(b"\n"))


def _linked(before: str | None, hashes: str, headers: Sequence[bytes]) -> bool:
    """Say whether each hash is that of the hash before it and its header."""
    try:
        chain = bytes.fromhex(f"{before}{hashes}")
    except ValueError:
        return False
    places = range(0, len(chain) - _HASH_BYTES, _HASH_BYTES)
    if len(places) != len(headers):  # one of them holds the end of a line, which canonical text has not
        return False
    found = [sha256(chain[at : at + _HASH_BYTES] + header).digest() for at, header in zip(places, headers, strict=True)]
    return chain[_HASH_BYTES:] == b"".join(found) and chain.hex() == f"{before}{hashes}"


def _one(raw: Any, statement: str, given: tuple[Any, ...]) -> str | None:
    row = raw.execute(statement, given).fetchone()
    return None if row is None else row[0]


@contextmanager
def _further(connection: Connection, wanted: int) -> Iterator[list[Any]]:
    """Give further connections to the same store, made as the first was; fewer where the machine has no room."""
    with ExitStack() as stack:
        found = []
        with suppress(SQLAlchemyError, OSError, MemoryError):
            for _ in range(wanted):
                pool = connection.engine.pool.recreate()
                stack.callback(pool.dispose)
                raw: Any = stack.enter_context(closing(pool.connect())).driver_connection
                raw.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
                raw.execute("PRAGMA query_only=1")
                raw.execute("BEGIN")
                stack.callback(raw.rollback)
                found.append(raw)
        yield found

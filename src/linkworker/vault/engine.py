"""The SQLCipher engine: keyed before anything else is said, and every setting read back."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy import create_engine as sqlalchemy_engine
from sqlalchemy.pool import StaticPool

from linkworker.base.errors import LinkworkerError

_PLAINTEXT = b"SQLite format 3\x00"
_KEY_LENGTH = 64 + 32  # hexadecimal digits of a 256-bit key and a 16-byte salt
_PAGE = 4096
# Half of what every place together reads at 10,000 people; with twice as much no benchmark of the store is faster.
_CACHE_KIB = 24 * 1024

# What SQLite says of a file that is not what it was; all else that goes wrong is the disk's doing.
DAMAGE = ("malformed", "not a database", "vtable constructor failed")  # the last: of the search index

# A select that only reads takes a snapshot; everything else takes the write lock at once. A deferred begin that turns
# into a write later was refused ("database is locked") in most of our threaded commits.
READING = "linkworker_reading"


class StoreDamaged(LinkworkerError):
    """The store is damaged or is not this key's. The key was right. Put the newest backup in its place."""

    exit_code = 8


class NotSaved(LinkworkerError):
    """This was not saved, because the store had let go of it half-way. What was saved before is kept. Do it again."""

    exit_code = 12


class NotEncrypted(LinkworkerError):
    """The store is not as linkworker made it: {}. Nothing was written. Tell your IT team."""

    exit_code = 8


def create_engine(path: Path, key: str) -> Engine:
    """Return an engine on the store at `path` under a raw key (64 hex digits of key and 32 of salt).

    One connection is kept, because its 48 MB page cache is its own: use it from one thread at a time.
    Raises NotEncrypted before anything is written when the key is of the wrong length or the file is plaintext.
    """
    import sqlcipher3.dbapi2 as sqlcipher  # noqa: PLC0415 - a compiled module, loaded only when a store is opened

    if len(key) != _KEY_LENGTH or not set(key) <= set("0123456789abcdef"):
        raise NotEncrypted("its key has the wrong length")
    _refuse_plaintext(path)

    def connect() -> Any:
        raw = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            _set_up(raw, key)
        except sqlcipher.DatabaseError as error:
            raw.close()
            if any(words in str(error) for words in DAMAGE):
                raise StoreDamaged from error
            raise  # a full or read-only disk is no reason to fetch a backup
        except BaseException:
            raw.close()
            raise
        return raw

    engine = sqlalchemy_engine(
        f"sqlite+pysqlite:///{path.as_posix()}",
        module=sqlcipher,
        creator=connect,
        poolclass=StaticPool,
        hide_parameters=True,  # an error must never print what a worker typed
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READING, False)
        raw = _raw(connection)
        raw.execute(f"PRAGMA query_only={int(reading)}")  # a change made while reading must fail, not quietly vanish
        raw.execute("BEGIN" if reading else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "commit")
    def _commit(connection: Connection) -> None:
        # SQLite takes back a whole transaction on a full disk, and then lets an empty commit pass as a success.
        if not _raw(connection).in_transaction:
            raise NotSaved

    return engine


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _set_up(raw: Any, key: str) -> None:
    def ask(statement: str) -> Any:
        row = raw.execute(statement).fetchone()
        return None if row is None else row[0]

    ask("PRAGMA cipher_log_level=NONE")  # it writes to stderr, which tears the screen
    ask(f"PRAGMA key=\"x'{key}'\"")
    ask(f"PRAGMA cipher_page_size={_PAGE}")
    if ask("PRAGMA journal_mode=WAL") != "wal":
        ask("PRAGMA journal_mode=TRUNCATE")
    for setting in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "recursive_triggers=ON",  # or INSERT OR REPLACE walks past the journal's triggers
        "temp_store=MEMORY",
        f"cache_size=-{_CACHE_KIB}",
    ):
        ask(f"PRAGMA {setting}")
    ask("SELECT count(*) FROM sqlite_master")  # a wrong key shows itself here
    read_back = {
        "cipher_version": bool(ask("PRAGMA cipher_version")),
        "journal_mode": ask("PRAGMA journal_mode") in {"wal", "truncate"},
        "synchronous": ask("PRAGMA synchronous") == 2,  # noqa: PLR2004 - SQLite's number for FULL
        "foreign_keys": ask("PRAGMA foreign_keys") == 1,
        "secure_delete": ask("PRAGMA secure_delete") == 1,
        "recursive_triggers": ask("PRAGMA recursive_triggers") == 1,
        "temp_store": ask("PRAGMA temp_store") == 2,  # noqa: PLR2004 - SQLite's number for memory: no plaintext on disk
    }
    wrong = [name for name, right in read_back.items() if not right]
    if wrong:
        raise NotEncrypted(f"{wrong[0]} could not be set")


def _refuse_plaintext(path: Path) -> None:
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(_PLAINTEXT)) == _PLAINTEXT:
                raise NotEncrypted("the file is plaintext")


def check_encrypted(path: Path) -> None:
    """Raise NotEncrypted if the file on disk begins as a plaintext database does."""
    _refuse_plaintext(path)

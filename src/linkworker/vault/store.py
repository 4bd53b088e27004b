"""The encrypted store on one laptop: opened by one process, read through connections, changed by units of work."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, insert, select, update
from sqlmodel import Session

from linkworker import __version__
from linkworker.base.clock import Clock
from linkworker.base.errors import NotFound, Refused
from linkworker.journal.actions import Action
from linkworker.journal.migrations import Step, applied, migrate, pending
from linkworker.journal.settling import SETTLED_BY, known_since, settle
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.vault.ballast import Ballast, RoomMade
from linkworker.vault.copier import Copier
from linkworker.vault.data_key import DataKey
from linkworker.vault.device_keys import new_device
from linkworker.vault.engine import READING, NotSaved, StoreDamaged, check_encrypted, create_engine
from linkworker.vault.moving import people_leaving
from linkworker.vault.one_at_a_time import ProcessLock
from linkworker.vault.place import check_place
from linkworker.vault.steps import STEPS
from linkworker.vault.tables import STORE_FACT
from linkworker.vault.trouble import FullDisk, files_said_plainly, said_plainly
from linkworker.vault.turn import Turn
from linkworker.vault.verified_copy import copy_before_migration
from linkworker.vault.whole_file import make_folder

STORE_NAME = "store.db"


@dataclass(frozen=True, slots=True)
class _Held:
    engine: Engine
    lock: ProcessLock
    key: DataKey


class Store:
    """One laptop's records. Made with `make`, opened with `open`; always closed, best with `with`."""

    def __init__(self, folder: Path, held: _Held, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self._held = held
        self._turn = Turn()
        self.copier = Copier(self.path, held.key, self._turn)
        self.ballast = Ballast(folder)
        facts = self.facts()
        if "store_id" not in facts:
            raise StoreDamaged
        self.id, self.device_id = facts["store_id"], facts["device_id"]

    @classmethod
    def make(cls, folder: Path, store_id: str, key: DataKey, clock: Clock, *, steps: Sequence[Step] = STEPS) -> Self:
        """Make an empty store in a folder that has none; `steps` are other than all only for an older store.

        Raises WrongPlace, Refused (there is one already), AlreadyOpen, NotEncrypted, FullDisk, ReadOnly; nothing is
        left of it then.
        """
        check_place(folder)
        if (folder / STORE_NAME).exists():
            raise Refused(f"There is a store in {folder} already. It was left as it was.")
        with files_said_plainly():
            make_folder(folder)
        held = _hold(folder, key, clock)
        try:
            with said_plainly(), held.engine.begin() as connection:
                migrate(connection, steps)
                facts = {"store_id": store_id, **new_device()}
                rows = [{"name": name, "value": value} for name, value in facts.items()]
                connection.execute(insert(STORE_FACT), rows)
            check_encrypted(folder / STORE_NAME)
            store = cls(folder, held, clock)
            with store.unit_of_work(None) as uow:
                uow.event(Action.STORE_MADE, "store", store.id)
        except BaseException:
            _let_go(held)
            for end in ("", "-wal", "-shm", "-journal"):  # there was none before, so none is left
                Path(f"{folder / STORE_NAME}{end}").unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, folder: Path, key: DataKey, clock: Clock, *, steps: Sequence[Step] = STEPS) -> Self:
        """Open the store of a folder, bringing an older one up to date after a verified copy of it.

        Raises NotFound, AlreadyOpen, StoreDamaged (the key was right: the slots gave it), NewerStore; FullDisk or
        ReadOnly, the store being as it was.
        """
        path = folder / STORE_NAME
        if (folder / "restoring").is_dir():
            from linkworker.vault.restoring import finish_restoring  # noqa: PLC0415 - it needs this module, and rarely

            finish_restoring(folder, clock)
        if not path.exists():
            raise NotFound(f"There is no store in {folder}. Run 'linkworker init' to make one.")
        check_place(folder)
        if path.stat().st_size == 0:  # SQLite would make a new, empty store of it
            raise StoreDamaged
        held = _hold(folder, key, clock)
        try:
            with said_plainly(), files_said_plainly():
                with held.engine.connect().execution_options(**{READING: True}) as connection:
                    _check_made(connection)
                    todo = pending(connection, steps)
                    newer = not todo and known_since(connection, _fact(connection, SETTLED_BY))
                if todo:
                    copy_before_migration(held.engine, path, key, todo[0].name)
                if todo or newer:
                    with held.engine.begin() as connection:
                        migrate(connection, steps)
                        settle(connection, known_since(connection))
                        remember_in(connection, SETTLED_BY, __version__)
            return cls(folder, held, clock)
        except BaseException:
            _let_go(held)
            raise

    @property
    def path(self) -> Path:
        """Return the store's file."""
        return self.folder / STORE_NAME

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on one snapshot, for selects only: a change is refused."""
        with (
            said_plainly(),
            self._turn.taken(),
            self._held.engine.connect().execution_options(**{READING: True}) as connection,
        ):
            yield connection

    @contextmanager
    def unit_of_work(self, worker_id: str | None) -> Iterator[UnitOfWork]:
        """Give a unit of work; it is committed when the block ends, and undone when the block raises.

        Read inside it through `uow.connection`. Raises FullDisk, ReadOnly, DiskTrouble, NotSaved: nothing was kept.
        """
        with self._saving(), Session(self._held.engine, expire_on_commit=False) as session:
            uow = UnitOfWork(
                session, worker_id=worker_id, device_id=self.device_id, clock=self.clock, leaving=people_leaving
            )
            yield uow
            self.ballast.give_up_if_short()
            uow.commit()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for what is not a record: drafts, store facts, what was sent."""
        with self._saving(), self._held.engine.begin() as connection:
            yield connection
            self.ballast.give_up_if_short()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        try:
            with said_plainly(), self._turn.taken():
                yield
        except (FullDisk, NotSaved) as error:
            if not self.ballast.give_up():
                raise
            raise RoomMade from error

    def empty_wal(self) -> None:
        """Bring the write-ahead log into the store's file and empty it: nothing of what was erased stays in it."""
        with said_plainly(), self._turn.taken(), self._held.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA query_only=0")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def facts(self) -> dict[str, str]:
        """Return what the store knows of itself. Holds the device's private key: never shown or logged."""
        with self.reading() as connection:
            rows = connection.execute(select(STORE_FACT))
            return {row.name: row.value for row in rows}

    def remember(self, name: str, value: str) -> None:
        """Keep one thing that the store knows of itself."""
        with self.writing() as connection:
            remember_in(connection, name, value)

    def device_key(self) -> Ed25519PrivateKey:
        """Return the key with which this laptop signs its bundles."""
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.facts()["device_key"]))

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Stop every copy and keep everybody else off: nothing can be saved between a copy of the store and its end.

        For `rotation` alone. If the block does not put the store away, it goes on as before.
        """
        self.copier.stop()
        try:
            with said_plainly(), self._turn.taken():
                yield
        finally:
            if not self._turn.is_over:
                self.copier = Copier(self.path, self._held.key, self._turn)

    def engine_standing_still(self) -> Engine:
        """Return the engine, for whoever makes it stand still."""
        return self._held.engine

    def put_away(self) -> ProcessLock:
        """Let go of the file and refuse every use from now on (KeyClosed); return the process lock, which still holds.

        Inside `standing_still`.
        """
        self._turn.end()
        self._held.engine.dispose()
        return self._held.lock

    def close(self) -> None:
        """Let go of the file and of the process lock. The key stays in memory until the process ends: end it."""
        self.copier.stop()
        _let_go(self._held)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def remember_in(connection: Connection, name: str, value: str) -> None:
    """Keep one thing that the store knows of itself, in the transaction of a connection: a unit of work's, say."""
    change = update(STORE_FACT).where(STORE_FACT.c.name == name).values(value=value)
    if connection.execute(change).rowcount == 0:
        connection.execute(insert(STORE_FACT).values(name=name, value=value))


def _check_made(connection: Connection) -> None:
    if not applied(connection):
        raise StoreDamaged  # a database, but never one of ours


def _fact(connection: Connection, name: str) -> str | None:
    return connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == name)).scalar()


def _hold(folder: Path, key: DataKey, clock: Clock) -> _Held:
    lock = ProcessLock(folder, clock)
    with files_said_plainly():
        lock.take()
    try:
        return _Held(create_engine(folder / STORE_NAME, key.sqlcipher_key()), lock, key)
    except BaseException:
        lock.give_back()
        raise


def _let_go(held: _Held) -> None:
    held.engine.dispose()
    held.lock.give_back()

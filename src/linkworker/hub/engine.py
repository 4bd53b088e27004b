"""The hub: its database, its keys, and the ways in which everything is read and written there."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy import create_engine as sqlalchemy_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from linkworker import __version__
from linkworker.base.clock import Clock
from linkworker.base.errors import BadInput, Refused
from linkworker.hub.hub_settings import HubSettings
from linkworker.hub.places import LATER_PLACE, PLACE, next_place, note_touched, stand_in_queue
from linkworker.hub.steps_taken import HUB_STEPS
from linkworker.hub.tables import HUB_FACT
from linkworker.hub.trial import Trial, open_trial
from linkworker.hub.trouble import said_plainly
from linkworker.journal.actions import Action
from linkworker.journal.chain import last_of
from linkworker.journal.migrations import migrate, pending
from linkworker.journal.settling import SETTLED_BY, known_since, settle
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.journal.written_since import ARRIVED_AFTER
from linkworker.sync.identity import HubIdentity
from linkworker.vault.engine import READING

TRIAL = "trial"
"""The database of a hub that is tried on one laptop: an encrypted store in its folder."""
DEVICE = "device"
HUB = "hub"


class AnotherHubs(Refused):
    """This database is another hub's. Name that hub's folder, or another database. Are its keys lost: --keys-lost."""


@dataclass(slots=True)
class Hub:
    """A hub that is open. `device_id` is its own in the journal, for what the centre decides.

    `identity` signs and opens now; `former` are identities that it had before, which still open what is on the way.
    """

    engine: Engine
    identity: HubIdentity
    clock: Clock
    folder: Path
    device_id: str
    settings: HubSettings
    former: tuple[HubIdentity, ...] = ()
    trial: Trial | None = field(default=None, repr=False)

    @property
    def is_postgresql(self) -> bool:
        """Say whether the database is PostgreSQL."""
        return self.engine.dialect.name == "postgresql"

    @property
    def inbox(self) -> Path:
        """Return the folder in which bundles wait, sealed as they came."""
        return self.settings.inbox

    @property
    def quarantine(self) -> Path:
        """Return the folder of what was not taken in, sealed as it came."""
        return self.settings.quarantine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on one snapshot, for selects only."""
        options = (
            {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            if self.is_postgresql
            else {READING: True}
        )
        with said_plainly(), self._turn(), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in the queue of those that write; all is kept when the block ends, or nothing.

        Raises DatabaseGone, DatabaseFull, and on a trial what the vault's store raises.
        """
        with said_plainly(), self._turn(), self.engine.begin() as connection:
            stand_in_queue(connection)
            yield connection

    @contextmanager
    def unit_of_work(self, worker_id: str | None) -> Iterator[UnitOfWork]:
        """Give a unit of work of the hub's own device; it is committed when the block ends, and takes a place."""
        with said_plainly(), self._turn(), Session(self.engine, expire_on_commit=False) as session:
            stand_in_queue(session.connection())
            uow = UnitOfWork(session, worker_id=worker_id, device_id=self.device_id, clock=self.clock)
            before = last_of(session.connection(), self.device_id).seq
            yield uow
            uow.flush()
            after = last_of(session.connection(), self.device_id).seq
            if after > before:
                connection = session.connection()
                note_touched(connection, next_place(connection), self.device_id, before + 1, after)
            uow.commit()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        if self.trial is not None:
            self.trial.lock.give_back()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _turn(self) -> AbstractContextManager[None]:
        return nullcontext() if self.trial is None else self.trial.taken()


def open_hub(
    url: str,
    identity: HubIdentity,
    clock: Clock,
    *,
    folder: Path,
    former: Sequence[HubIdentity] = (),
    settings: HubSettings | None = None,
    keys_lost: bool = False,
) -> Hub:
    """Open the hub's database, bringing it up to date; a new one is made ready.

    `url` is PostgreSQL's, for example postgresql://hub@localhost/linkworker (the password comes from the environment
    or PostgreSQL's own password file), or `trial` for an encrypted store in the folder. `keys_lost` lets a
    hub with new keys go on in the database of one whose keys are lost. Raises BadInput, NewerStore (the database was
    used by a newer program), AnotherHubs, DatabaseGone, NotLetIn, and what the vault's store raises.
    """
    held = settings or HubSettings(url, folder / "inbox", folder / "quarantine", folder / "receipts")
    trial = open_trial(folder, clock) if url == TRIAL else None
    engine = trial.engine if trial else postgresql_engine(url)
    hub = Hub(engine, identity, clock, folder, "", held, tuple(former), trial)
    try:
        hub.device_id = _made_ready(hub, keys_lost=keys_lost)
        for each in (held.inbox, held.quarantine):
            each.mkdir(parents=True, exist_ok=True)
    except BaseException:
        hub.close()
        raise
    return hub


def postgresql_engine(url: str) -> Engine:
    """Return an engine on a PostgreSQL address. Raises BadInput for another one, or one with a password in it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise BadInput("Enter the database as postgresql://ROLE@HOST/NAME.") from None
    if parsed.get_backend_name() != "postgresql":
        raise BadInput("Enter the database as postgresql://ROLE@HOST/NAME.")
    if parsed.password:
        raise BadInput("Leave the password out of the address. Put it in PGPASSWORD or PostgreSQL's password file.")
    return sqlalchemy_engine(
        parsed.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        execution_options={ARRIVED_AFTER: LATER_PLACE},
    )


def _made_ready(hub: Hub, *, keys_lost: bool) -> str:
    """Bring the database up to date and return the hub's device id."""
    with hub.reading() as connection:
        done = not pending(connection, HUB_STEPS) and not known_since(connection, fact(connection, SETTLED_BY))
    if not done:
        with hub.writing() as connection:
            migrate(connection, HUB_STEPS)
            settle(connection, known_since(connection))
            remember(connection, SETTLED_BY, __version__)
    with hub.writing() as connection:
        device_id = fact(connection, DEVICE)
        if device_id is None:
            remember(connection, HUB, hub.identity.hub)
            remember(connection, PLACE, "0")
            device_id = hub.device_id = hub.identity.hub
            remember(connection, DEVICE, device_id)
            made = True
        else:
            made = False
            if keys_lost:
                remember(connection, HUB, hub.identity.hub)
            elif fact(connection, HUB) != hub.identity.hub:
                raise AnotherHubs
    if made:
        with hub.unit_of_work(None) as uow:
            uow.event(Action.STORE_MADE, "hub", device_id)
    return device_id


def fact(connection: Connection, name: str) -> str | None:
    """Return one thing that the hub knows of itself, or None."""
    return connection.execute(select(HUB_FACT.c.value).where(HUB_FACT.c.name == name)).scalar()


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep one thing that the hub knows of itself, in the connection's transaction."""
    change = update(HUB_FACT).where(HUB_FACT.c.name == name).values(value=value)
    if connection.execute(change).rowcount == 0:
        connection.execute(insert(HUB_FACT).values(name=name, value=value))

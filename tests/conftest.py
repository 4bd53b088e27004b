"""What every test may ask for: a fixed clock, a real encrypted store, and a worker in it."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.records.worker import Team, Worker
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

# The same examples on every run: a failure seen once is seen again. `--hypothesis-profile=long` looks for new ones.
hypothesis_settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=40)
hypothesis_settings.register_profile("long", deadline=None, max_examples=2_000)
hypothesis_settings.load_profile("fixed")

# The suite makes and drops widgets by the hundred thousand; looking for cycles less often saves a sixth of its time.
gc.set_threshold(100_000, 50, 50)

NOON = datetime(2026, 8, 6, 12, 0, tzinfo=UTC)

pytest_plugins = ["practices", "postgres"]

_TESTS = Path(__file__).parent
_TRACED = frozenset({"records", "wellbeing", "matching", "vault", "sync"})
"""The rooms whose tests count for the coverage that is asked of them (`.ci/floors.py`)."""
_TRACED_TOO = frozenset({"test_restoring.py"})  # of casework: putting a backup in a store's place needs both rooms

for _name in [name for name in os.environ if name.startswith("LINKWORKER_")]:
    del os.environ[_name]  # a developer's own settings must not decide a test


def _compile_once() -> None:
    """Let the engines of all stores share the statements that were compiled: each test has stores of its own.

    SQLAlchemy compiles a statement once for each engine; that was a third of the time of a test of casework.
    """
    compiled = LRUCache[Any, Any](5_000)
    dialect: Any = SQLiteDialect_pysqlite
    dialect.__eq__ = _writes_the_same
    dialect.__hash__ = lambda self: hash(type(self))

    @event.listens_for(Engine, "engine_connect")
    def _share(connection: Connection) -> None:
        if isinstance(connection.dialect, dialect):
            connection.execution_options(compiled_cache=compiled)


def _writes_the_same(one: Any, other: Any) -> bool:
    """Say whether two dialects write SQL alike: two of one kind over one library do."""
    return type(one) is type(other) and one.dbapi is other.dbapi


_compile_once()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Leave all other tests out of the coverage: it is asked of the lower rooms, whose own tests must hold it.

    Tracing every call that Textual makes would cost half as much again; of the commands, a third. It is switched where
    a room begins, not around the call of each test: what sets a test up would be traced, and that is most of some.
    """
    plugin = item.config.pluginmanager.getplugin("_cov")
    tracing = getattr(plugin, "cov_controller", None)
    if tracing is not None:
        wanted = item.path.relative_to(_TESTS).parts[0] in _TRACED or item.path.name in _TRACED_TOO
        if wanted != tracing.started:
            (tracing.resume if wanted else tracing.pause)()
    return (yield)


def pytest_sessionfinish() -> None:
    """Let pytest's last look for what was not closed pass by what a whole run leaves: it took eight seconds of each.

    It looks for cycles five times. What a test leaves open is found when it is dropped, which is nearly always at once.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon on Thursday 6 August 2026 until a test moves it."""
    return FixedClock(NOON)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """The folder of a store that is closed again, empty but for what making it writes; and the secret of its key."""
    folder, key = tmp_path_factory.mktemp("made") / "store", DataKey.make()
    Store.make(folder, new_id(), key, FixedClock(NOON)).close()
    return folder, key.secret()


@pytest.fixture
def data_key(made_once: tuple[Path, bytes]) -> DataKey:
    """A data key of a store that needs no passphrase in the test at hand."""
    return DataKey(made_once[1])


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock, data_key: DataKey, made_once: tuple[Path, bytes]) -> Iterator[Store]:
    """A real encrypted store of the test's own: a copy of one, for making each anew takes three times as long."""
    shutil.copytree(made_once[0], tmp_path / "store")
    with Store.open(tmp_path / "store", data_key, clock) as opened:
        yield opened


@pytest.fixture
def worker(store: Store) -> str:
    """The id of a fictional link worker, Jo Brand-Taylor, of the team at HMP Fenwick."""
    with store.unit_of_work(None) as uow:
        team = uow.add(Team(name="HMP Fenwick wellbeing team", setting="custody"))
        return uow.add(Worker(name="Jo Brand-Taylor", title="link worker", team_id=team.id, role="manager")).id

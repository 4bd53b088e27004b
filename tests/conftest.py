"""What every test may ask for: a fixed clock, a real encrypted store, and a worker in it."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.records.worker import Team, Worker
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

# The same examples on every run: a failure seen once is seen again.
hypothesis_settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis_settings.load_profile("fixed")

# The suite makes and drops widgets by the hundred thousand; looking for cycles less often saves a sixth of its time.
gc.set_threshold(100_000, 50, 50)

NOON = datetime(2026, 8, 6, 12, 0, tzinfo=UTC)

pytest_plugins = ["practices", "postgres"]

_TESTS = Path(__file__).parent
_UNTRACED = frozenset({"ui", "hub", "convergence", "cli", "imports", "printing", "demo", "casework", "base", "journal"})

for _name in [name for name in os.environ if name.startswith("LINKWORKER_")]:
    del os.environ[_name]  # a developer's own settings must not decide a test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests of the upper rooms out of the coverage: it is asked of rooms below, whose own tests must hold it.

    Tracing every call that Textual makes would cost half as much again; of the commands, a third.
    """
    for item in items:
        if item.path.relative_to(_TESTS).parts[0] in _UNTRACED:
            item.add_marker(pytest.mark.no_cover)


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

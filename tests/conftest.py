"""What every test may ask for: a fixed clock, a real encrypted store, and a worker in it."""

import gc
import os
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

pytest_plugins = ["practices"]

for _name in [name for name in os.environ if name.startswith("LINKWORKER_")]:
    del os.environ[_name]  # a developer's own settings must not decide a test


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon on Thursday 6 August 2026 until a test moves it."""
    return FixedClock(datetime(2026, 8, 6, 12, 0, tzinfo=UTC))


@pytest.fixture
def data_key() -> DataKey:
    """A data key of a store that needs no passphrase in the test at hand."""
    return DataKey.make()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock, data_key: DataKey) -> Iterator[Store]:
    """A real encrypted store, empty but for what making it writes."""
    with Store.make(tmp_path / "store", new_id(), data_key, clock) as made:
        yield made


@pytest.fixture
def worker(store: Store) -> str:
    """The id of a fictional link worker, Jo Brand-Taylor, of the team at HMP Fenwick."""
    with store.unit_of_work(None) as uow:
        team = uow.add(Team(name="HMP Fenwick wellbeing team", setting="custody"))
        return uow.add(Worker(name="Jo Brand-Taylor", title="link worker", team_id=team.id, role="manager")).id

"""The demonstration, told once and read by many tests."""

from collections.abc import Iterator

import pytest

from demonstration import told_once
from linkworker.demo.content import Content, content
from linkworker.vault.store import Store


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demonstration's store, open, for reading only."""
    opened = told_once().copied(tmp_path_factory.mktemp("demonstration") / "store").opened()
    with opened.store as store:
        yield store


@pytest.fixture(scope="session")
def told() -> Content:
    """What the data files tell for 6 August 2026."""
    from demonstration import NOON  # noqa: PLC0415 - beside its only use

    return content(NOON.date())

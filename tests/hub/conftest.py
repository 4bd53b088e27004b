"""A hub on PostgreSQL or on trial, laptops beside it, and the web service on a port."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from linkworker.base.clock import FixedClock
from linkworker.hub.hub_settings import write_settings
from linkworker.hub.opening import make_hub, open_folder
from linkworker.sync.device import DeviceIdentity
from made_once import copied_hub
from postgres import database, name_of
from two_sides import Laptop
from web_asking import NOON, fictional_laptop
from web_server import KeepingHub, serving


@pytest.fixture
def address(postgresql):
    """The address of a test's own PostgreSQL database."""
    return postgresql.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def hub_once(postgresql_server, postgresql_migrated, tmp_path_factory):
    """A hub on PostgreSQL with two teams, closed: its folder, and the name of its database."""
    folder = tmp_path_factory.mktemp("made") / "hub"
    with database(postgresql_server, "hub_once", postgresql_migrated) as url:
        address, teams = url.render_as_string(hide_password=False), ["Fenwick", "Leaving care"]
        make_hub(folder, "Westshire hub", FixedClock(NOON), database=address, teams=teams).close()
        yield folder, "hub_once"


@pytest.fixture
def hub(postgresql_server, hub_once, tmp_path, clock, request):
    """A hub on PostgreSQL with two teams: a copy of one, for making each anew takes three times as long."""
    folder, template = hub_once
    with database(postgresql_server, name_of(request), template) as url:
        shutil.copytree(folder, tmp_path / "hub")
        write_settings(tmp_path / "hub", url.render_as_string(hide_password=False))
        with open_folder(tmp_path / "hub", clock) as opened:
            yield opened


@pytest.fixture
def trial(tmp_path, clock):
    """A hub on trial: an encrypted store in its folder."""
    with copied_hub(tmp_path / "trial", "Trial hub", clock) as made:
        yield made


@pytest.fixture(params=["postgresql", "trial"])
def either(request):
    """A hub on each of the two databases."""
    return request.getfixturevalue("hub" if request.param == "postgresql" else "trial")


@pytest.fixture
def reopened(clock):
    """What closes a hub and opens it again, as another process would."""
    left = []

    def reopen(hub):
        hub.close()
        left.append(open_folder(hub.folder, clock))
        return left[-1]

    yield reopen
    for each in left:
        each.close()


@pytest.fixture
def laptops(tmp_path, clock):
    """What makes laptops by their worker's name; they are closed at the end."""
    made, numbers = [], count(1)

    def make(name):
        assert name not in {each.name for each in made}, "laptops of one name are one laptop"
        made.append(Laptop(tmp_path / f"laptop-{next(numbers)}", clock, name))
        return made[-1]

    yield make
    for each in made:
        each.store.close()


@pytest.fixture
def jo(laptops):
    """Jo's laptop, in the prison."""
    return laptops("Jo Brand-Taylor")


@pytest.fixture
def sam(laptops):
    """Sam's laptop, outside the gate."""
    return laptops("Sam Osei")


@pytest.fixture
def laptop() -> DeviceIdentity:
    """A laptop."""
    return fictional_laptop()


@pytest.fixture
def behind(tmp_path: Path, laptop: DeviceIdentity) -> KeepingHub:
    """A hub at noon that knows the laptop."""
    hub = KeepingHub(tmp_path, clock=FixedClock(NOON))
    hub.enrol(laptop)
    return hub


@pytest.fixture
def port(behind: KeepingHub) -> Iterator[int]:
    """The port of the service."""
    with serving(behind) as port:
        yield port

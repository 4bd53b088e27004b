"""The first world, made once: each run has a copy of it."""

import atexit
import copy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from convergence.desk import Desk
from convergence.model import Model
from convergence.world import NOON, World
from linkworker.base.clock import FixedClock
from linkworker.base.ids import new_id
from linkworker.hub.enrolment import enrol
from linkworker.hub.hub_settings import write_settings
from linkworker.hub.opening import make_hub
from linkworker.hub.staff import staff
from linkworker.hub.transfer import transfer
from linkworker.records.goal import Goal
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.worker import Team, Worker
from linkworker.sync.own_identities import device
from linkworker.sync.trust import trust
from linkworker.vault.data_key import DataKey
from linkworker.vault.store import Store

NAMES = ("Jo", "Sam", "Ash", "Kit", "Lou")


@cache
def first_world(database: str | None = None) -> World:
    """Make a hub and five laptops that know each other, each with Ali's record; `database` is a PostgreSQL address."""
    folder = Path(tempfile.mkdtemp(prefix="convergence-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = FixedClock(NOON)
    hub = make_hub(folder / "hub", "Westshire hub", clock, **({} if database is None else {"database": database}))
    world = World(folder, Model(), [], clock, hub, staff(hub, "Robin Hale"))
    for name in NAMES:
        world.desks.append(_laptop(world, name))
    first = world.desks[0]
    ali = world.at(first, "first", lambda uow: uow.add(Person(name="Ali Mansour", wing="A")).id)
    plan = world.at(first, "first", lambda uow: uow.add(Plan(person_id=ali)).id)
    world.at(first, "first", lambda uow: uow.add(Goal(person_id=ali, plan_id=plan, words="A CSCS card")).id)
    _round(world)
    for desk in world.desks[1:]:
        world.at_centre("first", lambda to=desk.device_id: transfer(hub, world.by, ali, to, keep=True))
    _round(world)
    world.close()
    world.did.clear()
    return world


def _laptop(world: World, name: str) -> Desk:
    key, clock = DataKey.make(), FixedClock(NOON)
    folder = world.folder / name
    store = Store.make(folder, new_id(), key, clock)
    with store.unit_of_work(None) as uow:
        team = uow.add(Team(name=f"Team of {name}", setting="custody"))
        worker = uow.add(Worker(name=name, title="link worker", team_id=team.id, role="manager")).id
    desk = Desk(name, folder, key, worker, clock, store)
    trust(store, worker, world.hub.identity.invitation)
    enrol(world.hub, world.by, device(store).public)
    return desk


def _round(world: World) -> None:
    for desk in world.desks:
        world.export(desk)
    for paper in world.up:
        world.receive(paper)
    for desk in world.desks:
        world.receipts(desk)
    for paper, desk in zip(world.down, world.desks, strict=True):
        world.take(desk, paper)
    world.up, world.down = [], []


@contextmanager
def new_world(folder: Path, laptops: int, database: str | None = None) -> Iterator[World]:
    """Give a copy of the first world with so many laptops, open, in a folder that is not there yet."""
    first = first_world(database)
    shutil.copytree(first.folder, folder, ignore=shutil.ignore_patterns("pigeon-hole", "*.lock"))
    clock = FixedClock(first.clock.now())
    desks = [
        Desk(each.name, folder / each.name, each.key, each.worker, FixedClock(each.clock.now()))
        for each in first.desks[:laptops]
    ]
    made = World(folder, copy.deepcopy(first.model), desks, clock, by=first.by)
    with _database(folder, database):
        try:
            made.open()
            yield made
        finally:
            made.close()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(folder: Path, database: str | None) -> Iterator[None]:
    """Give the hub a copy of the first world's database."""
    if database is None:
        yield
        return
    url = make_url(database)
    name = f"world_{new_id().replace('-', '')}"
    admin = create_engine(url.set(drivername="postgresql+psycopg", database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {url.database}"))
    write_settings(folder / "hub", url.set(database=name).render_as_string(hide_password=False))
    try:
        yield
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()

"""What the simulation has found, each in the fewest steps: so that it is not found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from convergence.carrying import carry, check, lift_all
from convergence.desk import Desk
from convergence.first_world import new_world
from convergence.world import World
from linkworker.casework.consent.withholding import let_leave, withhold
from linkworker.hub.transfer import transfer
from linkworker.journal.unit_of_work import Leaving, UnitOfWork
from linkworker.records.goal import Goal
from linkworker.records.person import Person

_P = Person.table().c


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A centre and two laptops, both with Ali's record."""
    with new_world(tmp_path.resolve() / "world", 2) as made:
        yield made


def ali(uow: UnitOfWork) -> Person:
    """Return Ali's record."""
    return uow.get(Person, min(uow.connection.execute(select(_P.id)).scalars()))


def meet(world: World, desk: Desk) -> None:
    """Let a laptop send all, take in what comes back, and say so."""
    for _ in range(2):
        world.export(desk)
        for paper in [each for each in world.up if each.desk == desk.name]:
            world.receive(paper)
            world.up.remove(paper)
        world.receipts(desk)
        world.take(desk, world.down.pop())


def test_what_nobody_saw_is_not_typed_over(world: World) -> None:
    """Jo's change is held back and goes as a bare header; Sam changes what Sam sees. Both values stand then."""
    jo, sam = world.desks
    person = world.at(jo, "held back", lambda uow: withhold(uow, ali(uow).id) and ali(uow).id)
    world.at(jo, "changed", lambda uow: uow.change(ali(uow), risk_level="very-high"))
    meet(world, jo)
    meet(world, sam)
    world.at(sam, "changed", lambda uow: uow.change(ali(uow), risk_level="low"))
    carry(world)
    check(world)
    with jo.store.reading() as connection:
        assert connection.execute(select(_P.risk_level).where(_P.id == person)).scalar() == "very-high"
    lift_all(world)
    carry(world)
    assert check(world)["asked about"] == 1


def test_a_removal_does_not_take_what_nobody_saw(world: World) -> None:
    """Jo's change is held back, and Sam marks the goal as entered in error: somebody is asked."""
    jo, sam = world.desks
    world.at(jo, "held back", lambda uow: withhold(uow, ali(uow).id))
    world.at(jo, "changed", lambda uow: uow.change(goal(uow), words="To lay bricks"))
    meet(world, jo)
    meet(world, sam)
    world.at(sam, "marked", lambda uow: uow.enter_in_error(goal(uow), "Not theirs"))
    carry(world)
    lift_all(world)
    carry(world)
    check(world)
    with world.hub.reading() as connection:
        from linkworker.journal.conflicts import conflicts  # noqa: PLC0415 - one test asks

        assert [each.field for each in conflicts(connection)] == ["in_error"]


def test_a_stick_of_a_former_device_that_is_lost_is_written_again(world: World) -> None:
    """Restored, Jo's laptop writes again what the device it was had no receipt for; that stick is lost too."""
    jo, _ = world.desks
    world.at(jo, "changed", lambda uow: uow.change(ali(uow), wing="Z"))
    world.export(jo)
    world.up.clear()
    world.back_up(jo)
    world.restore(jo)
    world.enrol(jo)
    world.export(jo)
    world.up.clear()
    carry(world)
    check(world)
    with world.hub.reading() as connection:
        assert "Z" in connection.execute(select(_P.wing)).scalars().all()


def test_a_laptop_restored_twice_from_one_backup_can_be_enrolled(world: World) -> None:
    """It does not know of the device that it was in between; its store is the same one."""
    jo, _ = world.desks
    world.back_up(jo)
    for wing in ("B", "C"):
        world.at(jo, "changed", lambda uow, wing=wing: uow.change(ali(uow), wing=wing))
        meet(world, jo)
        world.restore(jo)
        world.enrol(jo)
    carry(world)
    check(world)
    with jo.store.reading() as connection:
        assert "C" in connection.execute(select(_P.wing)).scalars().all()


def test_what_keeps_somebody_from_being_let_go_of_can_be_lifted(world: World) -> None:
    """Bea moves to Sam, but what Jo held back would be lost: Jo may let it leave, and nothing else."""
    jo, sam = world.desks
    bea = world.at(jo, "added", lambda uow: uow.add(Person(name="Bea Okafor")).id)
    meet(world, jo)
    world.at(jo, "held back", lambda uow: withhold(uow, bea))
    world.at(jo, "changed", lambda uow: uow.change(uow.get(Person, bea), wing="Z"))
    world.at_centre("moved", lambda: transfer(world.hub, world.by, bea, sam.device_id))
    carry(world)
    check(world)
    with pytest.raises(Leaving), jo.store.unit_of_work(jo.worker) as uow:
        uow.change(uow.get(Person, bea), wing="Q")
    world.at(jo, "lifted", lambda uow: let_leave(uow, bea))
    carry(world)
    check(world)
    wings = []
    for desk in (jo, sam):
        with desk.store.reading() as connection:
            wings.append(connection.execute(select(_P.wing).where(_P.id == bea)).scalar())
    assert wings == [None, "Z"]


def test_a_change_of_what_is_in_error_does_not_settle_another_conflict(world: World) -> None:
    """Jo changes a goal and Sam removes it after changing it too; Sam's next change does not take Jo's with it."""
    jo, sam = world.desks
    world.at(jo, "changed", lambda uow: uow.change(goal(uow), words="To lay bricks"))
    world.at(sam, "changed", lambda uow: uow.change(goal(uow), words="To read"))
    world.at(sam, "marked", lambda uow: uow.enter_in_error(goal(uow), "Not theirs"))
    meet(world, jo)
    meet(world, sam)
    world.at(sam, "changed", lambda uow: uow.change(goal(uow), words="To write"))
    carry(world)
    assert check(world)["silently lost"] == 0


def goal(uow: UnitOfWork) -> Goal:
    """Return Ali's goal."""
    table = Goal.table().c
    person, one = uow.connection.execute(select(table.person_id, table.id).order_by(table.id)).first()
    return uow.get_of(Goal, person, one)

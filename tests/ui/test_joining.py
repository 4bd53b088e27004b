"""Joining two records of one person on the screens, going from one to the other, and parting them."""

import pytest

from linkworker.records.person import Person
from linkworker.ui.screens.joining.other_record import OtherRecord
from linkworker.ui.screens.person.person import PersonScreen
from linkworker.ui.widgets.dialog import Dialog
from linkworker.vault.store import Store
from on_screen import Screens, has_line, press, settle, text_of, type_text


@pytest.fixture
def two(store: Store, worker: str) -> tuple[str, str]:
    """Two records of one name, and somebody else."""
    with store.unit_of_work(worker) as uow:
        uow.add(Person(name="Mina Karimi", worker_id=worker))
        first = uow.add(Person(name="Ali Mansour", worker_id=worker, wing="B")).id
        return first, uow.add(Person(name="Ali Mansour", worker_id=worker, establishment="LEW")).id


def into(store: Store, person_id: str) -> str | None:
    """Return what a record was joined with."""
    with store.reading() as connection:
        table = Person.table()
        return connection.execute(table.select().where(table.c.id == person_id)).first().merged_into


async def opened(pilot, person_id: str) -> None:
    """Open a person by their id."""
    pilot.app.open_person(person_id)
    await settle(pilot)


async def chosen(pilot, other: str) -> None:
    """Point at the other record, and take it."""
    assert isinstance(pilot.app.screen, OtherRecord)
    await press(pilot, "up")
    if pilot.app.screen._list.highlighted_key != other:
        await press(pilot, "down")
    await press(pilot, "enter")


async def test_two_records_are_joined_once_both_are_named(
    empty_screens: Screens, store: Store, two: tuple[str, str], golden
) -> None:
    """The safe answer has the focus; joined, each leads to the other; u parts them."""
    async with empty_screens() as pilot:
        await opened(pilot, two[0])
        await press(pilot, "j")
        golden(pilot.app, "other-record-80x24")  # the pointer is not at the record that is open
        await chosen(pilot, two[0])
        assert has_line(pilot.app, "That is the record that is open. Choose the other one.")
        await chosen(pilot, two[1])
        assert isinstance(pilot.app.screen, Dialog)
        golden(pilot.app, "join-80x24")
        await press(pilot, "enter")
        assert into(store, two[0]) is None
        await press(pilot, "j")
        await chosen(pilot, two[1])
        await press(pilot, "right", "enter")
        assert into(store, two[0]) == two[1]
        golden(pilot.app, "person-joined-80x24")
        await press(pilot, "y")
        assert pilot.app.screen.person_id == two[1]
        assert has_line(pilot.app, "Also recorded as Ali Mansour. Press y to open it.")
        await press(pilot, "u")
        assert into(store, two[0]) is None
        assert "Also recorded" not in text_of(pilot.app)


async def test_they_are_parted_by_the_same_key(empty_screens: Screens, store: Store, two: tuple[str, str]) -> None:
    """Long after, when u means something else."""
    with store.unit_of_work(None) as uow:
        uow.change(uow.get(Person, two[0]), merged_into=two[1])
    async with empty_screens() as pilot:
        await opened(pilot, two[0])
        await press(pilot, "j", "right", "enter")
        assert into(store, two[0]) is None
        assert has_line(pilot.app, "Parted: this record stands by itself again.")


async def test_typing_finds_the_other_record(empty_screens: Screens, store: Store, two: tuple[str, str]) -> None:
    """The name stands there already, and is typed over; Esc joins nothing."""
    async with empty_screens() as pilot:
        await opened(pilot, two[0])
        await press(pilot, "j")
        assert not has_line(pilot.app, "Mina Karimi")
        await type_text(pilot, "mina")
        assert has_line(pilot.app, "Mina Karimi")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Dialog)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        with store.reading() as connection:
            mina = connection.execute(Person.table().select().where(Person.table().c.name == "Mina Karimi")).one().id
        await opened(pilot, mina)
        await press(pilot, "j")
        assert has_line(pilot.app, "Ali Mansour")  # nobody else has her name: everybody is shown
        assert pilot.app.screen._list.highlighted_key == two[1]  # though she comes last
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PersonScreen)

"""Choosing on the screens between what was written in two places."""

import random
from datetime import date, timedelta

import pytest

from laptops import Centre, Laptop, centre, round_trip, two_laptops
from linkworker.base.setting_values import Look
from linkworker.casework.conflicts.conflict_list import conflict_list, count_all
from linkworker.hub.transfer import transfer
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.ui.screens.conflicts.choosing import Choosing
from linkworker.ui.screens.conflicts.listing import Conflicts
from linkworker.ui.screens.sync import Sync
from met_on_screen import fill, screens_of, shared_by
from on_screen import has_line, press, settle, text_of, type_text
from opened_person import open_person

__all__ = ["centre", "two_laptops"]
Pair = tuple[Laptop, Laptop]


@pytest.fixture
def ali(centre: Centre, two_laptops: Pair) -> str:
    """A person whose release date, risk level and wing were written in two places."""
    jo, sam = two_laptops
    made = shared_by(centre, jo, sam, wing="B", risk_level="low")
    jo.change(made, release_date=date(2026, 9, 12), risk_level="medium", wing="C")
    sam.clock.advance(timedelta(minutes=90))
    sam.change(made, release_date=date(2026, 9, 19), risk_level="high", wing="D")
    round_trip(centre, jo, sam)
    return made


def left(laptop: Laptop) -> int:
    """Return how many things there are to choose."""
    with laptop.store.reading() as connection:
        return count_all(connection)


async def test_they_are_listed_and_chosen_one_after_another(two_laptops: Pair, ali: str, golden) -> None:
    """From Sync: c, Enter, a digit; the next comes by itself, and after the last the list is empty."""
    jo, _ = two_laptops
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "c")
        assert isinstance(pilot.app.screen, Conflicts)
        golden(pilot.app, "conflicts-80x24")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Choosing)
        golden(pilot.app, "conflict-80x24")
        first = pilot.app.screen.conflict
        words = first.sides[1].words
        await press(pilot, "2")
        assert left(jo) == 2
        assert has_line(pilot.app, f"{first.heading} is {words}. u puts back what was")
        assert pilot.app.screen.conflict.field == "risk_level"
        await press(pilot, "1", "enter")
        assert left(jo) == 0
        assert isinstance(pilot.app.screen, Conflicts)
        assert has_line(pilot.app, "That was the last one.")
        assert has_line(pilot.app, "Nothing is to be chosen.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Sync)
        assert not has_line(pilot.app, "c choose")


async def test_u_puts_back_what_was_shown_before(two_laptops: Pair, ali: str) -> None:
    """The cautious level was shown; the other was chosen by mistake. Of what was shown already nothing goes back."""
    jo, _ = two_laptops
    async with screens_of(jo) as pilot:
        await open_person(pilot, "Ali Mansour")
        await press(pilot, "l", "enter")
        while pilot.app.screen.conflict.field != "risk_level":
            await press(pilot, "n")
        await press(pilot, "2")
        assert jo.person(ali).risk_level == "medium"
        await press(pilot, "u")
        assert has_line(pilot.app, "Undone: the choice for Ali Mansour: risk level.")
        assert jo.person(ali).risk_level == "high"
        assert left(jo) == 2
        await press(pilot, "1")
        assert "u puts back" not in text_of(pilot.app)
        await press(pilot, "u")
        assert has_line(pilot.app, "nothing to undo")


async def test_another_value_is_asked_for_as_its_field_is(two_laptops: Pair, ali: str, golden) -> None:
    """A day is read as a day: what is none is said in the form, and nothing is settled."""
    jo, _ = two_laptops
    async with screens_of(jo) as pilot:
        await open_person(pilot, "Ali Mansour")
        await press(pilot, "l", "enter")
        while pilot.app.screen.conflict.field != "release_date":
            await press(pilot, "n")
        await press(pilot, "o")
        await fill(pilot, "soon")
        assert has_line(pilot.app, "There is a problem")
        assert left(jo) == 3
        golden(pilot.app, "conflict-another-80x24")
        await press(pilot, "enter")
        await fill(pilot, "26 9 26")
        assert jo.person(ali).release_date == date(2026, 9, 26)
        assert left(jo) == 2


async def test_of_a_coded_list_one_of_its_own_is_chosen(two_laptops: Pair, ali: str) -> None:
    """Another risk level is one of the list."""
    jo, _ = two_laptops
    async with screens_of(jo) as pilot:
        await open_person(pilot, "Ali Mansour")
        await press(pilot, "l", "enter")
        while pilot.app.screen.conflict.field != "risk_level":
            await press(pilot, "n")
        await press(pilot, "o")
        await type_text(pilot, "low")
        await press(pilot, "ctrl+s")
        assert jo.person(ali).risk_level == "low"


async def test_a_removed_record_is_kept_or_goes(centre: Centre, two_laptops: Pair, golden) -> None:
    """K and d say so in words; another value makes no sense there, and is not offered."""
    jo, sam = two_laptops
    made = shared_by(centre, jo, sam, wing="B")
    with jo.store.unit_of_work(jo.worker) as uow:
        uow.enter_in_error(uow.get(Person, made), "A double")
    sam.change(made, wing="D")
    round_trip(centre, jo, sam)
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "c", "enter")
        golden(pilot.app, "conflict-removal-80x24")
        assert not has_line(pilot.app, "o another value")
        await press(pilot, "k")
        assert not jo.person(made).in_error
        await press(pilot, "u")
        assert jo.person(made).in_error
        assert left(jo) == 0


async def test_of_two_corrections_one_is_kept(centre: Centre, two_laptops: Pair, golden) -> None:
    """The other is marked as entered in error; undone, both stand again and are asked for."""
    jo, sam = two_laptops
    made = shared_by(centre, jo, sam)
    with jo.store.unit_of_work(jo.worker) as uow:
        note = uow.add(Note(person_id=made, on=uow.clock.today(), words="Said Tuesday")).id
    round_trip(centre, jo, sam)
    for laptop, words in ((jo, "Said Wednesday, he was sure"), (sam, "Said Thursday")):
        with laptop.store.unit_of_work(laptop.worker) as uow:
            uow.add(Note(person_id=made, on=uow.clock.today(), words=words, corrects=note))
    round_trip(centre, jo, sam)
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "c", "enter")
        golden(pilot.app, "conflict-correction-80x24")
        await press(pilot, "1")
        assert left(jo) == 0
        await press(pilot, "u")
        assert left(jo) == 1


async def test_the_person_and_today_say_what_is_to_be_chosen(two_laptops: Pair, ali: str, golden) -> None:
    """A line under the name with the fields that are not settled; Today leads straight to them."""
    jo, _ = two_laptops
    async with screens_of(jo) as pilot:
        assert has_line(pilot.app, r"Ali Mansour +3 things to choose between")
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, Conflicts)
        await press(pilot, "o")
        assert has_line(pilot.app, r"3 things to choose between: release date, risk level and wing. Press l.")
        golden(pilot.app, "person-to-choose-80x24")
        await press(pilot, "f3")
        assert has_line(pilot.app, r"> Ali Mansour +! +none set")
        assert has_line(pilot.app, "Something was written in two places. Press Enter, then l to choose.")


async def test_one_that_was_settled_meanwhile_gives_way_to_the_next(two_laptops: Pair, ali: str) -> None:
    """A receipt may bring the choice of somebody else while the page is open."""
    jo, _ = two_laptops
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "c", "enter")
        open_one = pilot.app.screen.conflict
        with jo.store.unit_of_work(jo.worker) as uow:
            record = uow.get(Person, ali)
            side = open_one.sides[0]
            uow.choose(record, open_one.field, side.value, open_one.entries)
        await press(pilot, "2")
        await settle(pilot)
        assert pilot.app.screen.conflict.place != open_one.place
        assert left(jo) == 2


async def test_in_the_full_look_it_is_roomy(two_laptops: Pair, ali: str, golden) -> None:
    """The same, at 120 by 36."""
    async with screens_of(two_laptops[0], look=Look.FULL) as pilot:
        await press(pilot, "f7", "c", "enter")
        golden(pilot.app, "conflict-120x36")


async def test_many_are_read_a_page_at_a_time(centre: Centre, two_laptops: Pair) -> None:
    """The last of 60 is reached by one key, and opened."""
    jo, sam = two_laptops
    people = [jo.add(f"Person {number:02}", wing="B") for number in range(60)]
    made = shared_by(centre, jo, sam)
    for person in people:
        transfer(centre.hub, centre.by, person, sam.device_id, keep=True)
    round_trip(centre, jo, sam)
    for person in people:
        jo.change(person, wing="C")
        sam.change(person, wing="D")
    round_trip(centre, jo, sam)
    assert made not in people
    async with screens_of(jo) as pilot:
        await press(pilot, "f7", "c")
        assert has_line(pilot.app, "60 things to choose between")
        await press(pilot, "end", "enter")
        with jo.store.reading() as connection:
            last = conflict_list(connection, most=100)[-1]
        assert pilot.app.screen.conflict == last


@pytest.mark.slow
async def test_random_keys_choose_what_they_choose_and_break_nothing(two_laptops: Pair, ali: str) -> None:
    """Forty keys on the list and the page: no fault, and what is left is still to be chosen."""
    keys = random.Random(5).choices(  # noqa: S311 - the same each time is the point
        [*"0123456789abcdefghijklmnopqstvwxyz", "enter", "escape", "up", "down", "end", "home", "tab", "u"], k=40
    )
    async with screens_of(two_laptops[0]) as pilot:
        await press(pilot, "f7", "c", "enter")
        for key in keys:
            await press(pilot, key)
            assert pilot.app._exception is None
            text_of(pilot.app).encode("cp437")
        assert left(two_laptops[0]) <= 3

"""Changing what is written of a person: the menu, each part's form, each list."""

from linkworker.base.setting_values import Look
from linkworker.casework.people.as_kept import as_kept
from linkworker.casework.people.identifying import identifiers
from linkworker.casework.people.keeping_apart import kept_apart
from linkworker.casework.people.reaching import contact_details
from linkworker.ui.screens.edit_person.menu import EditPerson
from linkworker.ui.screens.edit_person.parts import PARTS, part_named
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, press, text_of, type_text

WHO, WHERE, REACH, AROUND, HELPS, ASKS, JOINING, TIMES, RISK, APART, NUMBERS, ABOUT = range(12)


async def open_part(pilot, place: int, name: str = "ali") -> str:
    """Open a part of a person; return the person's id."""
    await press(pilot, "f3", "slash")
    await type_text(pilot, name)
    await press(pilot, "enter")
    person_id = pilot.app.screen.person_id
    await press(pilot, "e", *["down"] * place, "enter")
    return person_id


async def kept(pilot, person_id: str) -> dict:
    """Return a person's fields as they are kept."""
    return dict(await pilot.app.desk.read(lambda connection: as_kept(connection, person_id)))


async def test_the_menu_says_what_stands_in_each_part(screens: Screens, golden) -> None:
    """Twelve parts, each with what is there now or that there is nothing yet."""
    async with screens() as pilot:
        await press(pilot, "f3", "slash")
        await type_text(pilot, "ali")
        await press(pilot, "enter", "e")
        assert isinstance(pilot.app.screen, EditPerson)
        golden(pilot.app, "edit-person-80x24")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PersonScreen)
    async with screens(look=Look.FULL) as pilot:
        await open_part(pilot, RISK)
        golden(pilot.app, "edit-risk-120x36")


async def test_a_name_is_changed_and_taken_back(screens: Screens, golden) -> None:
    """The form opens on what is kept; saved, the menu says so; u takes it back."""
    async with screens() as pilot:
        person_id = await open_part(pilot, WHO)
        golden(pilot.app, "edit-who-80x24")
        await press(pilot, "tab")
        await type_text(pilot, "Al")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Who they are: saved. u takes it back.")
        assert has_line(pilot.app, r"Al \(Ali M\), born 28 May 2007")
        assert (await kept(pilot, person_id))["known_as"] == "Al"
        await press(pilot, "u")
        assert has_line(pilot.app, "Undone: the change of: who they are.")
        assert (await kept(pilot, person_id))["known_as"] is None


async def test_saving_a_part_as_it_stands_changes_nothing(screens: Screens) -> None:
    """Opening any form and saving it loses nothing: not a code, not a word, not the order of a list."""
    async with screens() as pilot:
        for name in ("ali", "leon"):
            person_id = await open_part(pilot, 0, name)
            before = await kept(pilot, person_id)
            await press(pilot, "escape")
            for place, part in enumerate(PARTS):
                if part.questions:
                    await press(pilot, "home", *["down"] * place, "enter", "ctrl+s")
                    assert has_line(pilot.app, "Nothing differed"), part.code
                    assert await kept(pilot, person_id) == before


async def test_why_a_sensitive_question_is_asked_is_said(screens: Screens, golden) -> None:
    """Each has its reason, and both 'Prefers not to say' and 'Not asked'."""
    async with screens() as pilot:
        await open_part(pilot, ABOUT)
        golden(pilot.app, "edit-about-80x24")
        said = text_of(pilot.app)
        assert "Asked because some activities are for women or for men alone." in said
        assert "Prefers not to say" in said
        assert "Not asked" in said


async def test_what_does_not_fit_together_is_kept_and_said(screens: Screens) -> None:
    """A date of birth to come is a problem at its field; a risk level with no source is saved and said."""
    async with screens() as pilot:
        person_id = await open_part(pilot, RISK, "eddie")
        await press(pilot, "home", "down", "ctrl+s")
        assert has_line(pilot.app, "Risk and safety: saved")
        assert has_line(pilot.app, "Say where the risk level comes from")
        assert (await kept(pilot, person_id))["risk_level"] == "medium"


async def test_what_they_ask_for_is_read_as_kinds(screens: Screens) -> None:
    """Words between commas: those that name a kind are matched with, the others are kept and said."""
    async with screens() as pilot:
        person_id = await open_part(pilot, ASKS, "eddie")
        await type_text(pilot, "gardening, fixing clocks")
        await press(pilot, "ctrl+s")
        now = await kept(pilot, person_id)
        assert now["asked_for"] == ["gardening"]
        assert now["asked_for_words"] == "gardening, fixing clocks"
        assert "'fixing clocks' names no kind of activity" in " ".join(text_of(pilot.app).split())


async def test_ways_to_reach_somebody_are_added_changed_and_taken_out(screens: Screens, golden) -> None:
    """N adds, Enter changes whether it is safe, d takes out with a reason; u takes the last back."""
    async with screens() as pilot:
        person_id = await open_part(pilot, REACH)

        async def held() -> list:
            found = await pilot.app.desk.read(lambda connection: contact_details(connection, person_id))
            return [(one.value, one.safe) for one in found]

        await press(pilot, "n", "ctrl+s")
        assert has_line(pilot.app, "Enter the number or address.")
        await press(pilot, "enter")
        await type_text(pilot, "ali@example.org")
        await press(pilot, "ctrl+s")
        assert await held() == [("07700 900101", "yes"), ("ali@example.org", "not-asked")]
        golden(pilot.app, "edit-reach-80x24")
        await press(pilot, "down", "enter", "tab", "tab", "2", "ctrl+s")
        assert (await held())[1] == ("ali@example.org", "no")
        assert has_line(pilot.app, "NOT SAFE to contact")
        await press(pilot, "d")
        await type_text(pilot, "His brother's")
        await press(pilot, "ctrl+s")
        assert await held() == [("07700 900101", "yes")]


async def test_a_number_changes_its_status(screens: Screens) -> None:
    """A number that is not theirs any more says so; the number itself is not typed again."""
    async with screens() as pilot:
        person_id = await open_part(pilot, NUMBERS)
        await press(pilot, "enter", "3", "ctrl+s")
        held = await pilot.app.desk.read(lambda connection: identifiers(connection, person_id))
        assert held[0].status == "replaced"
        assert has_line(pilot.app, "Replaced by another")


async def test_people_are_kept_apart_and_no_longer(screens: Screens) -> None:
    """Named by name; a name of nobody is a problem at its field; d ends it, and u takes that back."""
    async with screens() as pilot:
        person_id = await open_part(pilot, APART)

        async def held() -> list:
            found = await pilot.app.desk.read(lambda c: kept_apart(c, person_id, pilot.app.desk.today))
            return [one.other_name for one in found]

        assert has_line(pilot.app, "Nobody is kept apart from them")
        await press(pilot, "n")
        await type_text(pilot, "Nobody Atall")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Error: Nobody here has the name or number 'Nobody Atall'.")
        await press(pilot, "escape", "n", "ctrl+r")
        await type_text(pilot, "Leon Hartigan")
        await press(pilot, "ctrl+s")
        assert await held() == ["Leon Hartigan"]
        await press(pilot, "enter")
        assert has_line(pilot.app, "Take it out with d and add it again with n.")
        await press(pilot, "d")
        assert await held() == []
        assert has_line(pilot.app, "Taken out. It stays in the history. u takes it back.")
        await press(pilot, "u")
        assert await held() == ["Leon Hartigan"]


async def test_times_say_what_they_need(screens: Screens) -> None:
    """A time with nothing in it is a problem; one that is there is changed where it stands."""
    async with screens() as pilot:
        await open_part(pilot, TIMES)
        assert has_line(pilot.app, "Wednesday 9:00am to midday: barber course")
        await press(pilot, "n", "ctrl+s")
        assert has_line(pilot.app, "Enter a day, a time, or the date until which they cannot come.")
        await press(pilot, "escape", "enter", "2", "ctrl+s")
        assert has_line(pilot.app, "Tuesday 9:00am to midday: barber course")


async def test_an_empty_list_says_what_to_do(screens: Screens) -> None:
    """Nothing there: e and d say so, n adds."""
    async with screens() as pilot:
        await open_part(pilot, AROUND)
        assert has_line(pilot.app, "Nobody else is written down. Press n")
        await press(pilot, "d")
        assert has_line(pilot.app, "There is nothing to take out.")
        await press(pilot, "e")
        assert has_line(pilot.app, "There is nothing to change yet. Press n to add one.")


def test_parts_have_codes_of_their_own() -> None:
    """Drafts are named by them."""
    assert len({part.code for part in PARTS}) == len(PARTS) == 12
    assert part_named("who") is PARTS[0]
    assert part_named("nothing") is None

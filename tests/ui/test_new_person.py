"""A new person: one short form, and whoever may be here already first."""

from linkworker.base.setting_values import Look, Theme
from linkworker.casework.people.caseload import Filter, count
from linkworker.ui.screens.look_alikes import LookAlikes
from linkworker.ui.screens.new_person import NewPerson
from linkworker.ui.screens.people import People
from linkworker.ui.screens.person.person import PersonScreen
from on_screen import Screens, has_line, press, text_of, type_text


async def how_many(pilot) -> int:
    """Return how many people are in the store."""
    return await pilot.app.desk.read(lambda connection: count(connection, Filter(pilot.app.desk.today)))


async def test_the_form_in_both_looks(screens: Screens, golden) -> None:
    """It fits on one screen of a console."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        golden(pilot.app, "new-person-80x24")
    async with screens(look=Look.FULL, theme=Theme.LIGHT) as pilot:
        await press(pilot, "f3", "n")
        golden(pilot.app, "new-person-120x36")


async def test_only_a_name_is_needed_and_the_person_opens(screens: Screens) -> None:
    """A name and Ctrl+S: the person is there, on the worker's own list, and open; u takes it back."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Wren Ashdown")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, "Wren Ashdown is added. u takes it back.")
        assert await how_many(pilot) == 41
        await press(pilot, "escape", "u")
        assert has_line(pilot.app, "Undone: adding Wren Ashdown.")
        assert await how_many(pilot) == 40


async def test_undoing_a_new_person_leaves_their_screen(screens: Screens) -> None:
    """There is nobody to show any more; the list says what was undone, and F8 that nobody is there."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Wren Ashdown")
        await press(pilot, "ctrl+s", "u")
        assert isinstance(pilot.app.screen, People)
        assert has_line(pilot.app, "Undone: adding Wren Ashdown.")
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, People)
        assert has_line(pilot.app, "That person is not here any more. Their record was taken back.")


async def test_without_a_name_nobody_is_added(screens: Screens) -> None:
    """The problem is said at the top and at the name; what was typed stays."""
    async with screens() as pilot:
        await press(pilot, "f3", "n", "tab")
        await type_text(pilot, "Wren")
        await press(pilot, "tab")
        await type_text(pilot, "31/13/2001")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "There is a problem")
        assert has_line(pilot.app, "Enter a name.")
        assert has_line(pilot.app, "That day is not in the calendar")
        assert await how_many(pilot) == 40


async def test_somebody_like_them_is_shown_before_a_second_record(screens: Screens, golden) -> None:
    """Who it may be and why; going back keeps what was typed, and nobody is added."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Leon Hartigan")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, LookAlikes)
        assert has_line(pilot.app, "1 person here may be Leon Hartigan")
        assert has_line(pilot.app, "same name")
        golden(pilot.app, "look-alikes-80x24")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, NewPerson)
        assert has_line(pilot.app, "Leon Hartigan")
        assert has_line(pilot.app, "Nobody was added yet")
        assert await how_many(pilot) == 40


async def test_the_one_who_is_here_can_be_opened_instead(screens: Screens) -> None:
    """Enter opens the person who was meant; nobody is added, and no draft is left."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Leon Hartigan")
        await press(pilot, "ctrl+s", "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert has_line(pilot.app, "Leon Hartigan - 21, born 7 February 2005")
        assert await how_many(pilot) == 40
        assert await pilot.app.desk.drafts() == []


async def test_somebody_else_is_added_when_the_worker_says_so(screens: Screens) -> None:
    """'This is somebody else' adds the second record; it was said of these answers only."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Leon Hartigan")
        await press(pilot, "ctrl+s", "tab", "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert await how_many(pilot) == 41


async def test_a_number_that_somebody_has_finds_them(screens: Screens) -> None:
    """A number is read whatever its spacing, and tells who has it already; one that looks wrong is kept and said."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Somebody New")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, "nhs=999 000 3017")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Ali M .*born 28 May 2007")
        assert has_line(pilot.app, "same NHS number")
        await press(pilot, "tab", "enter")
        assert "Ali M has this number too" in " ".join(text_of(pilot.app).split())


async def test_esc_keeps_what_was_typed(screens: Screens) -> None:
    """Left with Esc, the form comes back with its words."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Wren")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, People)
        await press(pilot, "n")
        assert has_line(pilot.app, "Wren")
        assert has_line(pilot.app, "You began this on")


async def test_nobody_waits_for_the_release_of_somebody_in_the_community(screens: Screens) -> None:
    """A prison is asked for in custody alone; of the others there is no release to wait for."""
    async with screens() as pilot:
        await press(pilot, "f3", "n")
        await type_text(pilot, "Wren Ashdown")
        await press(pilot, *["tab"] * 4, "1")
        assert has_line(pilot.app, "Prison")
        await press(pilot, "3")
        assert not has_line(pilot.app, "Prison")
        await press(pilot, "ctrl+s", "e", "down", "enter")
        assert has_line(pilot.app, "Where they are now")
        kept = pilot.app.screen.form.initial()
        assert (kept["setting"], kept["release_known"]) == ("community", "does-not-apply")

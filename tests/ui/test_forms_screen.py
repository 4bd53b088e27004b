"""A form on the screen: going about in it, saving it, and what is said when it cannot be saved."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from form_on_screen import form_shown
from linkworker.base.errors import BadInput, Refused
from linkworker.base.setting_values import Look, Theme
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.form import Problem
from linkworker.ui.forms.form_view import FormView
from linkworker.ui.forms.summary import Summary
from on_screen import FULL, Screens, settle

NAME = Field("name", "Name", needed="Enter a name.", hint="The name they are known by here.")
CALLED = Field("called", "What they like to be called")
BORN = Field("born", "Date of birth", Kind.BIRTH)
AGREES = Field("agrees", "Do they agree?", Kind.YES_NO)
WHY = Field("why", "Why not?", needed="Enter why not.", shown_if=lambda typed: typed.get("agrees") == "no")
NOTE = Field("note", "Note", Kind.LONG, hint="In their own words where you can, [bold]and[/bold] none of anybody else.")
SPOKE = Field(
    "spoke", "How you spoke", Kind.CHOICE, options=(Option("face", "Face to face"), Option("phone", "By phone"))
)
ETHNICITY = Field(
    "ethnicity",
    "Ethnicity",
    Kind.PICK,
    options=(Option("a", "One"), Option("b", "Another")),
    why="It shows whether anybody is left out. They may prefer not to say.",
)


async def test_enter_goes_on_and_saves_only_after_the_last(empty_screens: Screens) -> None:
    """Going down a form with Enter never saves half of it."""
    async with form_shown(empty_screens, NAME, CALLED, BORN) as form:
        await form.type("Ali M\n")
        assert (form.at, form.saved) == ("called", [])
        await form.press("enter")
        await form.type("6/8/98\n")
        assert [values["name"] for values in form.saved] == ["Ali M"]
        assert form.ended == ["saved"]


async def test_ctrl_s_saves_from_anywhere(empty_screens: Screens) -> None:
    """From the first line, from a box of text, from the thing to press."""
    for tabs in range(3):
        async with form_shown(empty_screens, NAME, NOTE, name=f"form {tabs}") as form:
            await form.type("Ali M")
            await form.press(*["tab"] * tabs, "ctrl+s")
            assert form.saved == [{"name": "Ali M", "note": None}]


async def test_save_and_back_can_be_pressed(empty_screens: Screens) -> None:
    """They come after the last field; there is nothing to press for what is not offered."""
    async with form_shown(empty_screens, NAME) as form:
        await form.type("Ali M")
        await form.press("tab", "tab", "enter")
        assert (form.ended, form.saved) == ([None], [])
        await form.open()
        await form.press("tab", "enter")
        assert (form.ended, len(form.saved)) == ([None, "saved"], 1)


async def test_problems_are_told_at_the_top_and_at_their_fields(empty_screens: Screens) -> None:
    """The focus goes to the top; Enter there goes to the field; everything typed is still there."""
    async with form_shown(empty_screens, NAME, CALLED, BORN) as form:
        await form.press("tab")
        await form.type("Al[i]")
        await form.press("tab")
        await form.type("June")
        await form.press("ctrl+s")
        assert form.at == "Summary"
        assert "There is a problem" in form.text
        assert "Error: Enter a name." in form.text
        assert "Error: Enter a date of birth, for example 6 August 1998." in form.text
        await form.press("down", "down", "up", "down", "enter")
        assert form.at == "born"
        assert form.typed == {"name": "", "called": "Al[i]", "born": "June"}
        assert form.saved == []


async def test_nothing_is_said_before_saving(empty_screens: Screens) -> None:
    """Nobody is told off in the middle of a word."""
    async with form_shown(empty_screens, BORN, NAME) as form:
        await form.type("Ju")
        await form.press("tab", "tab")
        assert "Error" not in form.text


async def test_what_is_mended_is_said_no_more_after_saving(empty_screens: Screens) -> None:
    """And only what is still wrong is."""
    async with form_shown(empty_screens, NAME, BORN) as form:
        await form.press("tab")
        await form.type("June")
        await form.press("ctrl+s", "enter")
        await form.type("Ali M")
        await form.press("ctrl+s")
        assert "Enter a name." not in form.text
        assert "Error: Enter a date of birth" in form.text


async def test_a_problem_is_gone_to_with_the_mouse(empty_screens: Screens) -> None:
    """A click on its line."""
    async with form_shown(empty_screens, NAME, Field("x", "X", needed="Enter an x.")) as form:
        await form.press("ctrl+s")
        line = next(number for number, line in enumerate(form.text.splitlines()) if "Enter an x." in line)
        await form.pilot.click(offset=(12, line))
        await settle(form.pilot)
        assert form.at == "x"


async def test_a_refused_save_is_told_and_loses_nothing(empty_screens: Screens) -> None:
    """At the field that the error names, else at the top; saving again then works."""
    at_field = BadInput("Somebody has that name.")
    at_field.field = "name"  # type: ignore[attr-defined]
    refusals = [Refused("Somebody else changed this [now]."), at_field]
    async with form_shown(empty_screens, CALLED, NAME, refusals=refusals) as form:
        await form.press("tab")
        await form.type("Ali M")
        await form.press("ctrl+s")
        assert "Somebody else changed this [now]." in form.text
        assert "Error:" not in form.text
        await form.press("ctrl+s")
        assert "Error: Somebody has that name." in form.text
        await form.press("enter")
        assert form.at == "name"
        await form.press("ctrl+s")
        assert form.saved == [{"called": None, "name": "Ali M"}]


async def test_the_check_across_fields_is_shown_like_any_other(empty_screens: Screens) -> None:
    """At the field it gives."""

    def check(values: Mapping[str, Any]) -> list[Problem]:
        return [Problem("called", "It is the same as the name.")] if values["name"] == values["called"] else []

    async with form_shown(empty_screens, NAME, CALLED, check=check) as form:
        await form.type("Ali\nAli\n")
        assert "Error: It is the same as the name." in form.text
        assert form.saved == []


async def test_a_save_under_way_is_not_begun_again(empty_screens: Screens) -> None:
    """However often the keys are pressed; nor is it left by Esc."""
    begun: list[object] = []
    may_end = asyncio.Event()

    async def slow(values: object) -> str:
        begun.append(values)
        await may_end.wait()
        return "saved"

    async with form_shown(empty_screens, NAME, save=slow) as form:
        await form.type("Ali")
        await form.pilot.press("ctrl+s", "ctrl+s", "enter", "escape")
        await form.pilot.pause()
        assert len(begun) == 1
        assert "Saving" in form.text
        assert form.ended == []
        may_end.set()
        await settle(form.pilot)
        assert (len(begun), form.ended) == (1, ["saved"])


async def test_a_save_that_ends_behind_another_screen_ends_the_form(empty_screens: Screens) -> None:
    """Else what is saved could be saved a second time."""
    from textual.screen import ModalScreen  # noqa: PLC0415 - only here

    may_end = asyncio.Event()

    async def slow(values: object) -> str:
        await may_end.wait()
        return "saved"

    async with form_shown(empty_screens, NAME, save=slow) as form:
        await form.type("Ali")
        await form.pilot.press("ctrl+s")
        await form.pilot.app.push_screen(ModalScreen())
        may_end.set()
        await settle(form.pilot)
        assert form.ended == []
        form.pilot.app.pop_screen()
        await settle(form.pilot)
        assert form.ended == ["saved"]


async def test_a_question_is_asked_only_where_it_is_meant(empty_screens: Screens) -> None:
    """It comes and goes as another is answered, and what stood in it stays."""
    async with form_shown(empty_screens, AGREES, WHY, CALLED) as form:
        assert "Why not?" not in form.text
        await form.press("2")
        assert "Why not?" in form.text
        await form.press("enter")
        await form.type("Too soon")
        await form.press("shift+tab", "1", "enter")
        assert form.at == "called"
        assert form.typed["why"] == "Too soon"
        await form.press("ctrl+s")
        assert form.saved == [{"agrees": True, "why": None, "called": None}]


async def test_letters_are_typed_and_command_nothing(empty_screens: Screens) -> None:
    """Undo is a letter: neither in a line nor on radio lines does it undo."""
    async with form_shown(empty_screens, SPOKE, NAME) as form:
        await form.press("u", "q", "tab", "u")
        assert form.typed == {"spoke": "", "name": "u"}
        assert form.pilot.app.screen is form.screen


async def test_a_form_says_whom_it_is_about(empty_screens: Screens) -> None:
    """As it is, with brackets."""
    async with form_shown(empty_screens, NAME, about="Ali [M], born 6 August 1998") as form:
        assert "New person   Ali [M], born 6 August 1998" in form.text


@pytest.mark.parametrize("size", [(40, 12), (200, 60)])
async def test_a_form_stands_at_any_size(empty_screens: Screens, size: tuple[int, int]) -> None:
    """The field with the focus is always in sight."""
    async with form_shown(empty_screens, NAME, CALLED, SPOKE, ETHNICITY, NOTE, size=size) as form:
        for _ in range(6):
            focused = form.screen.focused
            assert focused is not None
            assert focused.region.bottom <= size[1]
            assert focused.region.height
            await form.press("tab")


async def test_the_label_comes_in_sight_with_its_input(empty_screens: Screens) -> None:
    """Even where the input itself stood in sight already, on the first line."""
    fields = [Field(f"f{number}", f"Question {number}") for number in range(12)]
    async with form_shown(empty_screens, *fields) as form:
        await form.press(*["tab"] * 6)
        view = form.screen.query_one(FormView)
        view.scroll_to(y=5 * 3 + 1, animate=False)
        await settle(form.pilot)
        assert "Question 5" not in form.text
        await form.press("shift+tab")
        assert form.at == "f5"
        assert "> Question 5" in form.text


async def test_markup_in_our_own_words_is_not_read(empty_screens: Screens) -> None:
    """Labels, hints, reasons, options and sentences are text."""
    odd = "[b]odd[/b]"
    field = Field("x", odd, Kind.CHOICE, hint=odd, why=odd, options=(Option("a", odd, odd),), needed=f"Enter {odd}.")
    async with form_shown(empty_screens, field, title=odd, about=odd) as form:
        await form.press("ctrl+s")
        assert form.text.count(odd) == 9


LOOKS = [(Look.CONSOLE, None, "console"), (Look.FULL, FULL, "full")]


@pytest.mark.parametrize(("look", "size", "name"), LOOKS)
async def test_a_form_looks_as_it_is_drawn(
    empty_screens: Screens, golden: Callable[[Any, str], None], look: Look, size: tuple[int, int] | None, name: str
) -> None:
    """Compared with a screen one can read: filled in, and with its problems."""
    fields = (NAME, BORN, SPOKE, AGREES, ETHNICITY, NOTE)
    async with form_shown(empty_screens, *fields, look=look, size=size, about="Ali M, 19, Lewes") as form:
        await form.press("tab")
        await form.type("6/8")
        await form.press("tab", "2")
        await form.screen.keep_draft()  # now, so that the picture does not hang on how fast the test ran
        await settle(form.pilot)
        golden(form.pilot.app, f"fields_{name}")
        await form.press("ctrl+s")
        golden(form.pilot.app, f"fields_problem_{name}")


async def test_focus_is_not_told_by_colour_alone(empty_screens: Screens) -> None:
    """The pointer moves with it, and the edges are of another form."""
    async with form_shown(empty_screens, NAME, CALLED, theme=Theme.HIGH_CONTRAST) as form:
        assert "> Name" in form.text
        assert "║" in form.text
        await form.press("tab")
        assert "> What they like" in form.text
        assert "> Name" not in form.text


async def test_the_summary_is_there_only_when_there_is_a_problem(empty_screens: Screens) -> None:
    """Tab does not come by it before."""
    async with form_shown(empty_screens, NAME) as form:
        assert not form.screen.query_one(Summary).display
        await form.press("shift+tab")
        assert form.at != "Summary"

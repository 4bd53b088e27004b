"""Each kind of field on the screen, answered with keys alone."""

import os
from datetime import date, time
from pathlib import Path

from textual.widgets import Input

from form_on_screen import form_shown
from linkworker.ui.forms.field import Field, Kind, Option
from linkworker.ui.forms.inputs.long_box import LongBox
from linkworker.ui.forms.options import from_list
from on_screen import Screens, settle

SPOKE = (Option("face", "Face to face"), Option("phone", "By phone"), Option("letter", "By letter"))
RISK = Field("risk", "Risk level", Kind.CHOICE, options=lambda: from_list("risk-level"))
LANGUAGE = Field("language", "First language", Kind.PICK, options=lambda: from_list("language"))
LAST = Field("last", "Last")

ANSWERED = [
    (Field("name", "Name"), "Ali [b]M", "Ali [b]M", "Ali [b]M"),
    (Field("born", "Born", Kind.BIRTH), "6/8/98", "6/8/98", date(1998, 8, 6)),
    (Field("out", "Release", Kind.DATE), "tomorrow", "tomorrow", date(2026, 8, 7)),
    (Field("begins", "Begins", Kind.TIME), "5:30pm", "5:30pm", time(17, 30)),
    (Field("cost", "Cost", Kind.MONEY), "25", "25", 2500),
    (Field("length", "Minutes", Kind.NUMBER), "40", "40", 40),
    (Field("note", "Note", Kind.LONG), "One [it].\nTwo.", "One [it].\nTwo.", "One [it].\nTwo."),
    (Field("secret", "Passphrase", Kind.SECRET), "kettle", "kettle", "kettle"),
    (Field("spoke", "Spoke", Kind.CHOICE, options=SPOKE), "2", "phone", "phone"),
    (Field("agrees", "Agrees?", Kind.YES_NO), "2", "no", False),
    (Field("helps", "Helps", Kind.CHOICES, options=SPOKE), "31", "face\nletter", ("face", "letter")),
    (Field("language", "Language", Kind.PICK, options=lambda: from_list("language")), "wel\n", "cy", "cy"),
    (Field("file", "File", Kind.FILE), "people.csv", "people.csv", Path("people.csv")),
]
PREFILLED = [
    (Field("name", "Name", default="Ali [b]M"), "Ali [b]M"),
    (Field("note", "Note", Kind.LONG, default="One.\nTwo."), "Two."),
    (Field("spoke", "Spoke", Kind.CHOICE, options=SPOKE, default="phone"), "(*) By phone"),
    (Field("agrees", "Agrees?", Kind.YES_NO, default="no"), "(*) No"),
    (Field("helps", "Helps", Kind.CHOICES, options=SPOKE, default="letter\nface"), "[x] By letter"),
    (Field("language", "Language", Kind.PICK, options=lambda: from_list("language"), default="cy"), "Welsh"),
    (Field("secret", "Passphrase", Kind.SECRET, default="kettle"), "******"),
]


async def test_each_kind_is_answered_by_keys_alone(empty_screens: Screens) -> None:
    """Down a form with one of each, by Tab; what is typed stands in it, brackets and all, and the values are saved."""
    async with form_shown(empty_screens, *[field for field, _, _, _ in ANSWERED]) as form:
        for number, (field, keys, typed, _) in enumerate(ANSWERED):
            assert form.at == field.name
            await form.type(keys)
            assert form.typed[field.name] == typed
            if number + 1 < len(ANSWERED) and form.at == field.name:
                await form.press("tab")
        await form.press("ctrl+s")
        assert form.saved == [{field.name: value for field, _, _, value in ANSWERED}]


async def test_each_kind_shows_what_was_there_before(empty_screens: Screens) -> None:
    """And keeps it when nothing is typed; a secret is not shown."""
    async with form_shown(empty_screens, *[field for field, _ in PREFILLED], size=(80, 50)) as form:
        for field, seen in PREFILLED:
            assert seen in form.text
            assert set(form.typed[field.name].splitlines()) == set(field.default.splitlines())
        assert "kettle" not in form.text


async def test_typing_in_a_filled_line_adds_to_it(empty_screens: Screens) -> None:
    """Coming to a line does not select it, so that a key does not wipe it."""
    async with form_shown(empty_screens, Field("x", "Name", default="Ali"), LAST) as form:
        await form.press("tab", "shift+tab")
        await form.type(" M")
        assert form.typed["x"] == "Ali M"
        await form.paste(" who would rather be called by another name than this, which is far too long for a box")
        assert "far too long for a box" in form.text


async def test_a_suggestion_is_taken_with_the_right_arrow(empty_screens: Screens) -> None:
    """It is only offered; what is typed stays otherwise."""
    async with form_shown(empty_screens, Field("x", "Wing", suggest=("Bluebell", "Ash")), LAST) as form:
        await form.type("bl")
        assert form.typed["x"] == "bl"
        await form.press("right")
        assert form.typed["x"] == "Bluebell"


async def test_no_answer_is_chosen_by_going_past(empty_screens: Screens) -> None:
    """Tab and Enter leave radio lines as they are."""
    async with form_shown(empty_screens, RISK, LAST) as form:
        await form.press("tab", "shift+tab", "enter")
        assert form.at == "last"
        assert form.typed["risk"] == ""


async def test_arrows_choose_as_they_move_and_stop_at_the_ends(empty_screens: Screens) -> None:
    """Home, End, Space and Backspace too; letters do nothing."""
    async with form_shown(empty_screens, RISK) as form:
        for key, typed in (
            ("down", "low"), ("down", "medium"), ("u", "medium"), ("up", "low"), ("up", "low"), ("3", "high"),
            ("9", "high"), ("0", "high"), ("end", "not-assessed"), ("down", "not-assessed"), ("home", "low"),
            ("backspace", ""), ("space", "low"), ("delete", ""),
        ):  # fmt: skip
            await form.press(key)
            assert form.typed["risk"] == typed, key


async def test_few_short_answers_stand_side_by_side(empty_screens: Screens) -> None:
    """Five stand one under another."""
    async with form_shown(empty_screens, Field("x", "Spoke", Kind.CHOICE, options=SPOKE), RISK) as form:
        assert any("( ) Face to face" in line and "( ) By letter" in line for line in form.text.splitlines())
        assert not any("( ) Low" in line and "( ) Medium" in line for line in form.text.splitlines())


async def test_a_long_answer_is_turned_over_under_its_words(empty_screens: Screens) -> None:
    """None of it is cut, and the mark stands alone before it."""
    long = Option("long", "They would rather meet in the morning " * 4, "[hint]")
    async with form_shown(empty_screens, Field("x", "When", Kind.CHOICES, options=(long, *SPOKE))) as form:
        lines = form.text.splitlines()
        first = next(number for number, line in enumerate(lines) if "[ ] They would" in line)
        words = " ".join(" ".join(line.rstrip(" ▐") for line in lines[first : first + 3]).split())
        assert "[hint]" in words
        assert lines[first + 1].index(lines[first + 1].split()[0]) == lines[first].index("They")


async def test_ticks_are_set_and_taken_away(empty_screens: Screens) -> None:
    """Space and digits tick; Enter goes on."""
    field = Field("x", "Helps", Kind.CHOICES, options=SPOKE)
    async with form_shown(empty_screens, field, LAST) as form:
        await form.press("space", "down", "down", "space", "1")
        assert form.typed["x"] == "letter"
        await form.press("enter")
        assert form.at == "last"


async def test_a_line_is_clicked_with_the_mouse(empty_screens: Screens) -> None:
    """The mouse works, and is never needed."""
    async with form_shown(empty_screens, Field("x", "Helps", Kind.CHOICES, options=SPOKE), RISK) as form:
        line = next(n for n, line in enumerate(form.text.splitlines()) if "( ) High" in line)
        await form.pilot.click(offset=(10, line))
        await settle(form.pilot)
        assert form.typed["risk"] == "high"


async def test_a_list_is_narrowed_and_taken_from(empty_screens: Screens) -> None:
    """The arrows point, Enter takes and goes on; the line then shows the answer."""
    async with form_shown(empty_screens, LANGUAGE, LAST) as form:
        assert "Type part of a word" in form.text
        await form.type("ar")
        assert "> Arabic" in form.text
        await form.press("down")
        assert "> Armenian" in form.text
        await form.press("enter")
        assert (form.at, form.typed["language"]) == ("last", "hy")
        assert "│ Armenian" in form.text
        assert "Arabic" not in form.text


async def test_another_answer_takes_the_place_of_the_one_taken(empty_screens: Screens) -> None:
    """Coming back selects the line, so typing begins anew."""
    async with form_shown(empty_screens, LANGUAGE, LAST) as form:
        await form.type("wel\n")
        await form.press("shift+tab")
        await form.type("pol\n")
        assert form.typed["language"] == "pl"


async def test_leaving_takes_the_only_answer_there_is(empty_screens: Screens) -> None:
    """Of several none is taken, and what was typed stays."""
    async with form_shown(empty_screens, LANGUAGE, LAST) as form:
        await form.type("somal")
        await form.press("tab")
        assert form.typed["language"] == "so"
        await form.press("shift+tab", "backspace")
        await form.type("kurd")
        await form.press("tab")
        assert form.typed["language"] == "kurd"


async def test_words_that_nothing_has_stay_and_say_so(empty_screens: Screens) -> None:
    """Enter stays there with them; on saving the field has its sentence."""
    async with form_shown(empty_screens, LANGUAGE, LAST) as form:
        await form.type("klingon\n")
        assert form.at == "language"
        assert "Nothing in the list has those words." in form.text
        await form.press("ctrl+s")
        assert "Choose one from the list." in form.text
        assert form.typed["language"] == "klingon"


async def test_an_empty_list_field_is_passed_by_enter(empty_screens: Screens) -> None:
    """Nothing is taken that was not pointed at."""
    async with form_shown(empty_screens, LANGUAGE, LAST) as form:
        await form.press("enter")
        assert (form.at, form.typed["language"]) == ("last", "")


async def test_the_list_follows_the_pointer(empty_screens: Screens) -> None:
    """Down past the last line in sight brings the next, and the end says how many are left."""
    async with form_shown(empty_screens, LANGUAGE) as form:
        await form.press(*["down"] * 6)
        found = from_list("language")
        assert f"> {found[5].label}" in form.text
        assert found[0].label not in form.text
        assert f"and {len(found) - 6} more" in form.text


async def test_several_lines_are_written_and_undone(empty_screens: Screens) -> None:
    """Enter begins a line, Tab leaves, F6 and F7 are left to the places."""
    async with form_shown(empty_screens, Field("x", "Note", Kind.LONG), LAST) as form:
        await form.type("One\nTwo")
        await form.press("ctrl+z")
        assert form.typed["x"] != "One\nTwo"
        await form.press("tab")
        assert form.at == "last"
        assert not {"f6", "f7"} & set(LongBox("")._bindings.key_to_bindings)


async def test_a_note_box_grows_with_the_note(empty_screens: Screens) -> None:
    """As far as it helps."""
    async with form_shown(empty_screens, Field("x", "Note", Kind.LONG, lines=3)) as form:
        box = form.screen.query_one(LongBox)
        assert box.size.height == 3
        await form.paste("a\n" * 6)
        assert box.size.height == 7
        await form.paste("a\n" * 20)
        assert box.size.height == 14


async def test_a_secret_is_stars_and_never_copied(empty_screens: Screens) -> None:
    """Not even within the program."""
    async with form_shown(empty_screens, Field("x", "Passphrase", Kind.SECRET)) as form:
        await form.type("kettle")
        form.screen.query_one(Input).select_all()
        await form.press("ctrl+c", "ctrl+x")
        assert "******" in form.text
        assert form.typed["x"] == "kettle"
        assert form.pilot.app.clipboard == ""


async def test_tab_completes_a_path_from_the_disk(empty_screens: Screens, tmp_path: Path) -> None:
    """It tells the names there are, and goes on when there is no more to do."""
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "people-june.csv").touch()
    (stick / "people-july.csv").touch()
    async with form_shown(empty_screens, Field("x", "File", Kind.FILE), LAST) as form:
        await form.paste(f"{stick}{os.sep}p")
        await form.press("tab")
        assert form.typed["x"] == f"{stick}{os.sep}people-ju"
        assert "people-july.csv   people-june.csv" in form.text
        await form.type("l")
        await form.press("tab")
        assert form.typed["x"].endswith("people-july.csv")
        await form.press("tab")
        assert form.at == "last"


async def test_nothing_blinks(empty_screens: Screens) -> None:
    """Neither lines nor boxes."""
    async with form_shown(empty_screens, *[field for field, _ in PREFILLED]) as form:
        assert not [box for box in form.screen.query("Input, TextArea") if getattr(box, "cursor_blink", False)]


async def test_help_is_found_by_what_has_the_focus(empty_screens: Screens) -> None:
    """Its hint, why it is asked, and its keys."""
    field = Field("x", "Born", Kind.BIRTH, hint="If they know it.", why="Some places ask for an age.")
    async with form_shown(empty_screens, field, RISK, LANGUAGE, Field("n", "Note", Kind.LONG)) as form:
        said = []
        for _ in range(4):
            said.append(getattr(form.screen.focused, "help_text", ""))
            await form.press("tab")
        assert said[0].startswith("If they know it. Some places ask for an age. Write it as")
        assert all(said)


async def test_typing_replaces_a_date_that_stands_there(empty_screens: Screens) -> None:
    """Nobody has to delete it letter by letter; what was typed by hand is gone on with."""
    came = Field("came", "Came", Kind.DATE, default="6 August 2026")
    async with form_shown(empty_screens, came, LAST) as form:
        await form.type("4/8/2")
        assert form.typed["came"] == "4/8/2"
        await form.press("tab", "shift+tab")
        await form.type("6")
        assert form.typed["came"] == "4/8/26"


async def test_an_arrow_keeps_the_date_to_change_it(empty_screens: Screens) -> None:
    """Left, right, Home and End go about in it, as in any line."""
    came = Field("came", "Came", Kind.DATE, default="6 August 2026")
    async with form_shown(empty_screens, came, LAST) as form:
        await form.press("home")
        await form.type("1")
        assert form.typed["came"] == "16 August 2026"


async def test_typing_replaces_a_folder_that_was_suggested(empty_screens: Screens) -> None:
    """A stick is named by its own path, not by one that begins with the home folder."""
    async with form_shown(empty_screens, Field("folder", "Folder", Kind.FOLDER, default="home"), LAST) as form:
        await form.type("stick")
        assert form.typed["folder"] == "stick"

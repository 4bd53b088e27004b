"""The questionnaire: answered with single keys, laid out as published, entered from paper, one at a time."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from linkworker.base.setting_values import Look
from linkworker.ui.screens.check_in.block_digits import block_digit
from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling
from linkworker.ui.screens.check_in.form_grid import grid_page
from linkworker.ui.screens.check_in.form_large import large_page
from linkworker.ui.screens.check_in.form_scale import scale_page
from linkworker.ui.screens.check_in.hand_over_form import Questionnaire
from linkworker.ui.theme.themes import look_variables
from linkworker.ui.widgets.drawing import plain
from linkworker.ui.widgets.drawing_glyphs import drawing_glyphs
from linkworker.wellbeing.packs import instrument, instruments

GOLDEN = Path(__file__).parent / "golden"
CODES = [each.code for each in instruments()]


class Host(App[None]):
    """A program with one questionnaire, that keeps what it says."""

    def __init__(self, code="wemwbs", filling=Filling.PERSON, *, console=True):
        super().__init__()
        self.console_look = console
        self.answers = Answers(instrument(code), filling)
        self.told = []

    def get_theme_variable_defaults(self):
        return look_variables(Look.CONSOLE)

    def compose(self):
        yield Questionnaire(self.answers)

    def on_mount(self):
        self.query_one(Questionnaire).focus()

    def on_questionnaire_changed(self):
        self.told.append("changed")

    def on_questionnaire_finished(self, message):
        self.told.append(("finished", message.answers.given()))

    def on_questionnaire_left(self, message):
        self.told.append(("left", message.answers.given()))


def text(app):
    """Return what stands on the screen."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def same_as_golden(app, name):
    """Compare the screen with golden/NAME.txt; NEW_GOLDENS=1 writes it anew."""
    said, file = "\n".join(text(app)) + "\n", GOLDEN / f"{name}.txt"
    if app.console_look:
        said.encode("cp437")
    if os.environ.get("NEW_GOLDENS"):
        file.write_text(said, encoding="utf-8", newline="\n")
    assert said == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "code", "filling", "console", "keys"),
    [
        ("form_wemwbs", "wemwbs", Filling.PERSON, True, ["3", "4", "5", "1", "s", "2"]),
        ("form_wemwbs_full", "wemwbs", Filling.PERSON, False, ["3", "4", "5", "1", "s", "2"]),
        ("form_wemwbs_large", "wemwbs", Filling.PERSON, True, ["l", "3", "right"]),
        ("form_wemwbs_large_full", "wemwbs", Filling.PERSON, False, ["l", "3", "right"]),
        ("form_wemwbs_paper", "wemwbs", Filling.PAPER, True, [*"3451x23451234", "2"]),
        ("form_swemwbs", "swemwbs", Filling.PERSON, True, ["3"]),
        ("form_ons4", "ons4", Filling.PERSON, True, ["7", "enter", "1", "0", "enter", "s"]),
    ],
)
async def test_the_form_looks_as_its_golden_text_has_it(name, code, filling, console, keys):
    """At 80x24 in the console look and at 120x36 in the full one."""
    app = Host(code, filling, console=console)
    async with app.run_test(size=(80, 24) if console else (120, 36)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        same_as_golden(app, name)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_every_word_of_the_owners_is_on_the_screen(code, size):
    """All statements, all answers, the prompt and the notice, none cut: the layout is as published."""
    scale = instrument(code)
    lay_out = grid_page if scale.layout == "grid" else scale_page
    lines = plain(lay_out(Answers(scale), size, drawing_glyphs(console=True)).lines)
    assert len(lines) == size[1]
    assert all(len(line) <= size[0] for line in lines)
    said = " ".join(" ".join(lines).replace(".", " ").replace(">", " ").split())
    notice = scale.notice.replace("©", "(c)")
    for words in (scale.prompt_screen, notice, *(item.text for item in scale.items)):
        # Answers may stand between the lines of a broken statement's last words; each word is there in its order.
        assert all(word in said for word in words.replace(".", " ").split())
    first = [next(at for at, line in enumerate(lines) if item.text[:24] in line) for item in scale.items]
    assert first == sorted(first)


async def test_fourteen_digits_and_one_key_are_a_whole_paper_form():
    """With c and p before them from the person's page, 17 keys in all."""
    app = Host(filling=Filling.PAPER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"34512345123451", "ctrl+s")
        await pilot.pause()
    assert app.told[-1] == ("finished", dict(enumerate([3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1], 1)))


@pytest.mark.parametrize("key", ["0", "x"])
async def test_what_was_left_blank_on_paper_is_left_blank(key):
    """It is no answer, and it is not open either."""
    app = Host("swemwbs", Filling.PAPER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"345", key, *"123", "ctrl+s")
        await pilot.pause()
        assert any("6 answered, 1 left blank. Ctrl+S saves, Up goes back." in line for line in text(app))
    assert app.told[-1] == ("finished", {1: 3, 2: 4, 3: 5, 4: None, 5: 1, 6: 2, 7: 3})


async def test_saving_too_early_goes_to_what_is_open_and_says_what_to_type():
    """Nothing is finished with an answer still to come."""
    app = Host("swemwbs", Filling.PAPER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "4", "down", "5", "ctrl+s")
        await pilot.pause()
        assert any("Type a number from 1 to 5, or x if it was left blank." in line for line in text(app))
    assert app.answers.place == 2
    assert not [each for each in app.told if each != "changed"]


async def test_a_person_answers_goes_back_changes_and_finishes():
    """A digit moves on; Up comes back; Enter at the end finishes; no score is on the screen at any time."""
    app = Host("swemwbs")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ["3", "up", "4", "3", "3", "3", "3", "3", "3"]:
            await pilot.press(key)
            assert "score" not in " ".join(text(app)).lower()
        assert any("That was the last one. Press Enter to finish" in line for line in text(app))
        assert "22" not in " ".join(text(app))
        await pilot.press("enter")
        await pilot.pause()
    assert app.told[-1] == ("finished", {1: 4, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3})


async def test_skipping_is_a_control_of_its_own_and_can_be_taken_back():
    """Enter on an open statement does not skip it: it says what can be done."""
    app = Host("swemwbs")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert app.answers.place == 0
        assert any("or s to skip this one." in line for line in text(app))
        await pilot.press("s")
        assert app.answers.left_out == (1,)
        assert any("skipped" in line for line in text(app))
        await pilot.press("x", "up", "2")
        assert app.answers.left_out == ()
        assert app.answers.answer_of(1) == 2


async def test_the_end_says_what_is_open_and_can_skip_it_all():
    """Enter goes to the first open one; s leaves them out; then Enter finishes."""
    app = Host("swemwbs")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert any("Nothing is answered yet." in line for line in text(app))
        await pilot.press("home", "3", "down", "3", "end")
        assert any("5 statements have no answer yet." in line for line in text(app))
        await pilot.press("enter")
        assert app.answers.place == 1
        await pilot.press("end", "s", "enter")
        await pilot.pause()
    assert app.told[-1] == ("finished", {1: 3, 2: None, 3: 3, 4: None, 5: None, 6: None, 7: None})


async def test_stopping_gives_what_was_answered():
    """Esc is never a loss."""
    app = Host("swemwbs")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "4", "escape")
        await pilot.pause()
    assert app.told == ["changed", "changed", ("left", {1: 3, 2: 4, 3: None, 4: None, 5: None, 6: None, 7: None})]


async def test_arrows_choose_without_moving_on():
    """Right begins at the first answer, left at the last; Enter and Tab move on."""
    app = Host("swemwbs")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right", "enter", "left", "tab")
        assert (app.answers.answer_of(1), app.answers.answer_of(2), app.answers.place) == (2, 5, 2)
        await pilot.press("shift+tab", "backspace", "left", "left", "left")
        assert app.answers.answer_of(1) == 1


async def test_a_digit_that_is_no_answer_says_which_are():
    """Nothing is entered, and nobody is moved on."""
    app = Host("swemwbs")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        assert any("Type a number from 1 to 5" in line for line in text(app))
        assert app.answers.place == 0
        await pilot.press("3")
        assert not any("Type a number" in line for line in text(app))


async def test_ten_is_typed_as_one_and_nought():
    """On a scale from 0 to 10 a digit waits; after moving, a new number begins."""
    app = Host("ons4")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "0", "enter", "1", "enter", "0", "enter", "1", "7", "enter", "enter")
        await pilot.pause()
    assert app.told[-1] == ("finished", {1: 10, 2: 1, 3: 0, 4: 7})


async def test_one_at_a_time_is_remembered_as_how_it_was_completed():
    """Only once something was answered so; looking at it is not enough."""
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        assert app.answers.large
        assert not app.answers.answered_large
        await pilot.press("3")
        assert app.answers.answered_large
        assert sum("I've" in line for line in text(app)) == 1
        await pilot.press("l")
        assert sum("I've" in line for line in text(app)) == 14


async def test_a_click_answers_and_a_click_on_a_statement_goes_there():
    """The mouse works, and is never needed."""
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        rows = text(app)
        row = next(at for at, line in enumerate(rows) if "feeling relaxed" in line)
        await pilot.click(offset=(rows[row].index("4"), row))
        assert (app.answers.answer_of(3), app.answers.place) == (4, 3)
        await pilot.click(offset=(4, row))
        assert app.answers.place == 2
        await pilot.click(offset=(4, 0))
        assert app.answers.place == 2


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
def test_one_at_a_time_stays_whole_when_letters_are_made_larger(size):
    """Down to 40 columns by 12 rows the statement and its five answers are there."""
    answers = Answers(instrument("wemwbs"))
    answers.large = True
    answers.go_to(10)
    lines = plain(large_page(answers, size, drawing_glyphs(console=True)).lines)
    said = " ".join(" ".join(lines).split())
    assert "I've been able to make up my own mind about" in said
    assert all(response.label in said for response in answers.instrument.responses)
    assert len(lines) <= size[1]
    assert max(len(line) for line in lines) <= size[0]


def test_block_digits_are_told_apart():
    """Ten different ones, three rows of three, in both looks' characters."""
    assert len({block_digit(digit) for digit in range(10)}) == 10
    "".join("".join(block_digit(digit)) for digit in range(10)).encode("cp437")


KEYS = st.lists(
    st.tuples(st.sampled_from(["type_digit", "nudge", "move", "leave_out", "go_to"]), st.integers(-3, 15)), max_size=60
)


@given(st.sampled_from(CODES), st.sampled_from(list(Filling)), KEYS, st.integers(20, 130), st.integers(5, 45))
def test_whatever_is_pressed_the_form_is_whole_and_a_draft_brings_it_back(code, filling, steps, width, height):
    """No answer outside the scale, the item at hand always in sight, and nothing lost through a draft."""
    scale = instrument(code)
    answers = Answers(scale, filling)
    for name, figure in steps:
        if name == "type_digit":
            answers.type_digit(figure % 10)
        elif name == "leave_out":
            answers.leave_out()
        else:
            getattr(answers, name)(figure)
    for value in answers.given().values():
        assert value is None or scale.lowest_answer <= value <= scale.highest_answer
    again = Answers.from_draft(scale, answers.to_draft())
    assert (again.given(), again.left_out, again.place, again.filling) == (
        answers.given(),
        answers.left_out,
        answers.place,
        filling,
    )
    lay_out = grid_page if scale.layout == "grid" else scale_page
    for page in (lay_out(answers, (width, height), drawing_glyphs(console=True)),):
        lines = plain(page.lines)
        assert len(lines) <= height
        if answers.item is not None and height >= 10 and width >= 60:
            assert any(line.lstrip().startswith(">") for line in lines)
    for draft in ({}, {"instrument": code, "answers": "1 2"}, {"instrument": "other", "answers": "1 1 1 1"}):
        assert not Answers.from_draft(scale, draft).begun

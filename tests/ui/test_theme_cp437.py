"""Whatever is drawn, only code page 437 reaches a console."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual._border import BORDER_CHARS
from textual.color import Color
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from linkworker.ui.theme.cp437 import Cp437, in_cp437
from linkworker.ui.theme.cp437_table import CP437, stand_ins

BLACK = Color.parse("#000000")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Mar\u00eda and Zo\u00eb", "Mar\u00eda and Zo\u00eb"),
        ("\u201cI\u2019m fine\u201d", '"I\'m fine"'),
        ("2024\u201326 \u2014 later\u2026", "2024-26 - later."),
        ("Łucja Wójcik", "Lucja Wójcik"),
        ("Siân, Tŷ Gwŷn", "Siân, Ty Gwyn"),
        ("Ştefan Ţurcanu", "Stefan Turcanu"),
        ("e\u0301te\u0301", "été"),
        ("n\u0331o", "no"),
        ("£5\u00a0or \u20ac6", "£5 or E6"),
        ("╭─╮┏━┓╌╎", "┌─┐┌─┐─│"),
        ("┡╪\u2573", "├╪?"),
        ("▁▃█▉▌▎▐", "_▄██▌│▐"),
        ("→ ✓ ✗ •", "> √ x ·"),
        ("\uff211", "A 1"),
        ("山田", "????"),
        ("👍🏽 ok", None),
        ("Олег", "????"),
        ("\x1b[31m\ttab\x7f", "[31mtab"),
        ("", ""),
    ],
)
def test_what_is_drawn(text, drawn):
    """The nearest that the page has; a question mark a cell where it has nothing near."""
    made = in_cp437(text)
    assert cell_len(made) == cell_len(text)
    if drawn is not None:
        assert made == drawn


@pytest.mark.parametrize(
    "face", ["\U0001f44d", "\U0001f44d\U0001f3fd", "\u2764\ufe0f", "\U0001f468\u200d\U0001f469\u200d\U0001f467"]
)
def test_picture_keeps_its_cells_and_its_place(face):
    """What stands after a picture stays in its column."""
    made = in_cp437(f"{face}|end")
    assert made == "?" * cell_len(face) + "|end"


AWKWARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u200d\ufe0f\u0301\u00a0\u200b\x00\x1b\t👩👧❤ａ山…“”╭━▁ŁŵßΩ\u1112\u1161\u11ab\ud800"),
    )
)


@given(AWKWARD)
def test_always_of_the_page_and_always_as_wide(text):
    """It encodes, holds no control code, and takes the same cells, so that no column moves."""
    made = in_cp437(text)
    made.encode("cp437")
    assert made.isprintable()
    assert cell_len(made) == len(made) == cell_len(text)
    assert in_cp437(made) == made


@given(st.text(st.sampled_from(sorted(CP437))))
def test_what_the_page_has_is_left_alone(text):
    """Not a character changes."""
    assert in_cp437(text) == text


def test_page_is_all_256_codes_but_the_controls_and_the_hard_space():
    """95 characters of ASCII and 127 above."""
    assert len(CP437) == 222
    assert all(cell_len(character) == 1 for character in CP437)


def test_stand_ins_are_needed_and_can_be_drawn():
    """Each is for a character that the page lacks, and is one that it has."""
    assert not CP437.intersection(stand_ins())
    assert CP437.issuperset(stand_ins().values())


def test_no_border_of_the_toolkit_becomes_a_question_mark():
    """Even a border that we do not use comes out as lines or blocks."""
    drawn = {in_cp437(sign) for rows in BORDER_CHARS.values() for row in rows for sign in row}
    assert "?" not in drawn
    assert "?" not in in_cp437("".join(ScrollBarRender.VERTICAL_BARS + ScrollBarRender.HORIZONTAL_BARS))


def test_box_lines_but_the_diagonals_have_a_line():
    """All 128 box characters of Unicode."""
    lines = [chr(code) for code in range(0x2500, 0x2580)]
    lost = [line for line in lines if in_cp437(line) == "?"]
    assert all("DIAGONAL" in unicodedata.name(line) for line in lost)


def test_nothing_to_change_is_not_copied():
    """A line of plain text costs a look, no more."""
    segments = [Segment("Ali Mrozek, Lewes "), Segment("£25 √")]
    assert Cp437().apply(segments, BLACK) is segments


def test_only_what_changes_is_made_anew():
    """Styles stay; untouched segments are the same ones."""
    bold = Style(bold=True)
    segments = [Segment("plain"), Segment("Łucja…", bold)]
    made = Cp437().apply(segments, BLACK)
    assert made[0] is segments[0]
    assert made[1] == Segment("Lucja.", bold)


def test_control_codes_of_the_toolkit_pass():
    """They are orders to the terminal, not text."""
    order = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert Cp437().apply([order, Segment("…")], BLACK)[0] is order


def test_strip_is_as_wide_after_the_filter():
    """As Textual applies it to a line of the screen."""
    strip = Strip([Segment("“山” "), Segment("é…")])
    made = strip.apply_filter(Cp437(), BLACK)
    assert made.text == '"??" é.'
    assert made.cell_length == strip.cell_length == cell_len(made.text)

"""Labels and words in columns: wrapped, never cut, whatever the width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkworker.ui.widgets.details import Detail, Part, detail_lines, said
from linkworker.ui.widgets.drawing import plain


def test_words_stand_beside_their_labels_and_go_on_below() -> None:
    """One column of labels for all parts; a part without marks begins at the edge."""
    parts = (
        Part("Checks", (Detail("Insurance", "Ended 3 June 2026, and nothing newer was seen.", "x ended", "error"),)),
        Part("About", said(("Phone", "01632 960105"), ("Email", None))),
    )
    assert plain(detail_lines(parts, 60)) == [
        "Checks",
        "  x ended  Insurance  Ended 3 June 2026, and nothing newer",
        "                      was seen.",
        "",
        "About",
        "  Phone               01632 960105",
    ]


def test_what_has_no_label_stands_right_after_its_mark() -> None:
    """As in a list of things to do."""
    parts = (Part("What to ask", (Detail("", "Ask about Tuesdays.", "-"),)), Part("", (Detail("A label", "words"),)))
    assert plain(detail_lines(parts, 60))[1] == "  -  Ask about Tuesdays."


def test_where_there_is_little_room_the_label_stands_above() -> None:
    """Words keep a readable width."""
    lines = plain(detail_lines((Part("", (Detail("Travel", "Bus 12 stops at the gate."),)),), 26))
    assert lines == ["  Travel", "  Bus 12 stops at the", "  gate."]


@given(st.text(st.characters(codec="cp437", exclude_categories=["C"]), max_size=80), st.integers(12, 120))
def test_no_line_is_wider_than_the_page_and_no_letter_is_lost(words: str, width: int) -> None:
    """For any words at any width."""
    lines = detail_lines((Part("", (Detail("Label", words, "x no", "error"),)),), width)
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)
    shown = "".join("".join(text for text, role in line if role == "words") for line in lines)
    assert "".join(shown.split()) == "".join(words.split())

"""How a list's columns, lines and texts are fitted to the room there is."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkworker.ui.widgets.columns import BETWEEN, Column, laid_out
from linkworker.ui.widgets.list_lines import ListLines
from linkworker.ui.widgets.one_line import fitted, one_line, wrapped
from linkworker.ui.widgets.rows import Row
from linkworker.ui.widgets.search_rows import FAR, Search, Unread, look, with_what_belongs

COLUMNS = st.lists(
    st.builds(
        Column,
        width=st.none() | st.integers(1, 30),
        weight=st.integers(1, 5),
        least=st.integers(1, 20),
        drop=st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)
OPEN, SHUT = Row("key", ("Ali",)), Row(None, ("to read",))


def widths(columns, room):
    return [laid.width for laid in laid_out(columns, room)]


def test_columns_without_a_width_share_what_is_left():
    """Each has at least its least, and the rest by weight, to the last cell."""
    columns = (Column(weight=2, least=10), Column(width=6), Column(least=10))
    assert widths(columns, 60) == [10 + 20, 6, 10 + 10]


def test_the_highest_drop_goes_first_and_of_equals_the_rightmost():
    """Those without a number never go, and are cut at the right edge when nothing else is left."""
    columns = (Column(width=10), Column(width=10, drop=2), Column(width=10, drop=1), Column(width=10, drop=1))
    shown = {room: [laid.cell for laid in laid_out(columns, room)] for room in (46, 45, 25, 21, 4)}
    assert shown == {46: [0, 1, 2, 3], 45: [0, 2, 3], 25: [0, 2], 21: [0], 4: [0]}
    assert widths(columns, 4) == [4]


@given(COLUMNS, st.integers(1, 200))
def test_columns_never_take_more_than_the_room(columns, room):
    """Whatever they ask for; and all of it when one of them shares and nothing had to be cut."""
    laid = laid_out(columns, room)
    taken = sum(column.width for column in laid) + BETWEEN * (len(laid) - 1)
    assert taken <= room
    shares = any(columns[column.cell].width is None for column in laid)
    uncut = all(column.width >= (columns[column.cell].width or columns[column.cell].least) for column in laid)
    kept = {column.cell for column in laid} >= {cell for cell, column in enumerate(columns) if not column.drop}
    assert taken == room or not (shares and uncut and kept)


@given(st.text(), st.integers(1, 40), st.sampled_from(["...", "…"]), st.sampled_from(["left", "right"]))
def test_fitted_text_has_exactly_its_width(text, width, more, align):
    """Any text: wide, combining, with line ends or halves of characters; and it can be written out."""
    line = fitted(text, width, more, align)
    assert cell_len(line) == width
    assert line.encode("utf-8").isascii() or line
    assert "\n" not in line


def test_short_text_is_padded_and_long_text_cut():
    """At the side that the column is not aligned to; without blanks before the sign of cutting."""
    assert fitted("£25.00", 8, "...", "right") == "  £25.00"
    assert fitted("Ali M", 8, "...") == "Ali M   "
    assert fitted("Walking football", 11, "...") == "Walking... "
    assert fitted("Walking", 2, "...") == "Wa"


def test_only_what_breaks_the_line_is_taken_out():
    """Accents, other scripts and joined signs are the person's own."""
    assert one_line("Zoë Ó\tNéill\r\n") == "Zoë Ó Néill  "
    assert one_line("\u0645\u062d\u0645\u062f") == "\u0645\u062d\u0645\u062f"


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_are_no_wider_than_asked_and_lose_nothing(text, width):
    """A word longer than the line is broken."""
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(one_line(text).split())


@given(st.integers(1, 50), st.integers(1, 2), st.booleans(), st.data())
def test_every_line_belongs_to_the_row_that_stands_on_it(count, per_row, trimmed, data):
    """Lines and rows are counted the same way in both directions."""
    lines = ListLines(count, per_row, trimmed and per_row == 2)
    line = data.draw(st.integers(0, lines.total - 1))
    index, which = lines.at(line)
    assert lines.first(index) <= line < lines.after(index)
    assert 0 <= which < per_row
    assert lines.after(count - 1) == lines.total


def test_a_search_passes_what_cannot_be_chosen():
    """It looks the other way only when told to, waits for rows not read, and does not look for ever."""
    rows = [SHUT, OPEN, SHUT, SHUT]
    assert look(Search(0, 1), 4, rows.__getitem__) == 1
    assert look(Search(3, -1), 4, rows.__getitem__) == 1
    assert look(Search(2, 1, stay=1), 4, rows.__getitem__) == 1
    assert look(Search(2, 1), 4, rows.__getitem__) is None
    assert look(Search(2, 1, both=True), 4, rows.__getitem__) == 1
    assert look(Search(2, 1), 9, lambda index: rows[index] if index < 4 else None) == Unread(4)
    looked = []
    assert look(Search(5_000, 1, both=True), 10_000, lambda index: looked.append(index) or SHUT) is None
    assert len(looked) == 2 * FAR - 1


def test_what_belongs_to_a_row_comes_into_sight_with_it():
    """Headings above when going up; the lines that close the list when going down, but not another group's heading."""
    rows = [SHUT, SHUT, OPEN, SHUT, OPEN, SHUT]
    assert with_what_belongs(2, -1, 10, 6, rows.__getitem__) == (0, 2)
    assert with_what_belongs(2, -1, 1, 6, rows.__getitem__) == (1, 2)
    assert with_what_belongs(2, 1, 10, 6, rows.__getitem__) == (2, 2)
    assert with_what_belongs(4, 1, 10, 6, rows.__getitem__) == (4, 5)

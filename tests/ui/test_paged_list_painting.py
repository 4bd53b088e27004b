"""What the list of every screen looks like: columns, cutting, two lines a row, no rows at all."""

import pytest
from rich.cells import cell_len

from linkworker.ui.theme.glyphs import glyphs
from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows
from linkworker.ui.widgets.rows import GAP, Cell, Row, heading
from list_host import Host, people, seen, settle

NAME_AND_PLACE = (Column("Name"), Column("Place", width=10, drop=1))


async def test_an_empty_list_says_what_to_do_next():
    """Wrapped, where the first row would be, one line down; and nothing before it is known that there are no rows."""
    paged_list = PagedList(NAME_AND_PLACE, empty="No one here yet. Press n to add a person.")
    async with Host(paged_list).run_test(size=(24, 8)) as pilot:
        assert set(seen(paged_list)) == {""}
        await paged_list.show(FixedRows([]))
        await settle(pilot)
        assert seen(paged_list)[1:4] == ["  No one here yet.", "  Press n to add a", "  person."]
        await paged_list.show(FixedRows([]), empty="Nothing due.")
        assert [line for line in seen(paged_list) if line] == ["  Nothing due."]


async def test_text_is_shown_as_it_is_and_on_one_line():
    """Brackets are no markup; line ends, escapes and what turns text round become spaces."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(60, 4)) as pilot:
        typed = ["[bold]Ali[/bold] [@click=app.quit]x[/]", "two\nlines\x1b[31m\x07", "a\u202eb\ud800c"]
        await paged_list.show(FixedRows([Row(text, (text,)) for text in typed]))
        await settle(pilot)
        assert seen(paged_list)[0] == "> [bold]Ali[/bold] [@click=app.quit]x[/]"
        assert seen(paged_list)[1:3] == ["  two lines [31m", "  a b c"]


@pytest.mark.parametrize(("console", "text"), [(True, "日本語日..."), (False, "日本語日本…")])
async def test_wide_text_is_cut_by_cells_with_the_sign_of_the_look(console, text):
    """A character of two cells is never cut through, and the line is as wide as the list."""
    paged_list = PagedList((Column(width=12),))
    async with Host(paged_list, console=console).run_test(size=(40, 4)) as pilot:
        await paged_list.show(FixedRows([Row("1", ("日本語日本語日本語",)), Row("2", ("Ali",))]))
        await settle(pilot)
        assert seen(paged_list)[0] == f"{glyphs(console).pointer} {text}"
        assert {cell_len(paged_list.render_line(y).text) for y in range(4)} == {40}


async def test_narrow_screens_drop_columns_and_keep_the_highlight_in_sight():
    """From 80 cells to 40: the columns that may go are gone, what stays is whole."""
    columns = (Column("Name", least=20), Column("Place", width=12, drop=2), Column("Due", width=14, drop=1))
    rows = [Row(str(n), (f"Person number {n}", "Lewes prison", Cell("6 August 2026", "warning"))) for n in range(90)]
    paged_list = PagedList(columns)
    async with Host(paged_list).run_test(size=(80, 24)) as pilot:
        await paged_list.show(FixedRows(rows), at="60")
        await settle(pilot)
        assert seen(paged_list)[0].split() == ["Name", "Place", "Due"]
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        assert seen(paged_list)[0].split() == ["Name", "Due"]
        assert [line.split() for line in seen(paged_list) if line.startswith(">")] == [
            [">", "Person", "number", "60", "6", "August", "2026"]
        ]


async def test_two_lines_a_row():
    """The detail is under the row; a heading has its blank line above, but for the first."""
    rows = [
        heading("Fits"),
        Row("1", ("Walking football",), detail="asked for"),
        heading("Fits if"),
        Row("2", ("Box",)),
    ]
    paged_list = PagedList((Column("Activity"),), lines=2)
    async with Host(paged_list).run_test(size=(40, 9)) as pilot:
        await paged_list.show(FixedRows(rows))
        await settle(pilot)
        lines = ["  Activity", "Fits", "> Walking football", "  asked for", "", "Fits if", "  Box", "", ""]
        assert seen(paged_list) == lines
        await pilot.click(PagedList, offset=(5, 7))
        assert paged_list.highlighted_key == "2"
        await pilot.click(PagedList, offset=(5, 3))
        assert paged_list.highlighted_key == "1"


async def test_colours_follow_the_theme():
    """A change of theme or look paints anew, though nothing else has changed."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 4)) as pilot:
        await paged_list.show(FixedRows([Row("1", (Cell("Overdue", "warning"),))]))
        await settle(pilot)
        dark = paged_list.render_line(0)
        pilot.app.theme = "textual-light"
        await settle(pilot)
        assert paged_list.render_line(0).text == dark.text
        assert paged_list.render_line(0) != dark


async def test_a_list_may_be_as_high_as_its_rows():
    """With its height left to it, a short list takes no more lines than it has."""
    paged_list = PagedList((Column("Name"),), empty="Nobody.")
    paged_list.styles.height = "auto"
    async with Host(paged_list).run_test(size=(40, 20)) as pilot:
        await paged_list.show(FixedRows(people(3)))
        await settle(pilot)
        assert paged_list.size.height == 4
        await paged_list.show(FixedRows([]))
        await settle(pilot)
        assert paged_list.size.height == 1


def test_blank_lines_are_put_between_groups_once():
    """A source that has its own, or has no groups, is left as it is."""
    assert FixedRows(people(2)).spaced().rows == tuple(people(2))
    rows = [heading("A"), GAP, heading("B"), Row("1", ("x",)), heading("C")]
    assert FixedRows(rows).spaced().rows == (heading("A"), GAP, heading("B"), Row("1", ("x",)), GAP, heading("C"))


async def test_figures_stand_at_the_right_beside_the_scroll_bar():
    """A right-aligned column ends one cell before the bar, and its colour does not reach over the blanks before it."""
    paged_list = PagedList((Column("Name"), Column("Left", width=9, align="right")))
    async with Host(paged_list).run_test(size=(40, 6)) as pilot:
        await paged_list.show(FixedRows([Row(str(n), ("Ali", Cell("£2.50", "success"))) for n in range(20)]))
        await settle(pilot)
        assert paged_list.show_vertical_scrollbar
        lines = [paged_list.render_line(y).text for y in range(6)]
        assert {len(line) for line in lines} == {39}
        assert lines[0].endswith("     Left ")
        assert lines[1].endswith("    £2.50 ")
        assert [part.text for part in paged_list.render_line(1)][-2:] == ["£2.50", " "]


async def test_lines_that_run_on_are_cut_at_the_edge():
    """Headings, details and lines to read take the whole width and no more, whatever is typed in them."""
    paged_list = PagedList(NAME_AND_PLACE, lines=2)
    long = "as they said it:\nall of it, and on"
    async with Host(paged_list).run_test(size=(24, 8)) as pilot:
        await paged_list.show(FixedRows([heading(long), Row("1", ("Ali",), detail=long), Row(None, (long,))]))
        await settle(pilot)
        assert seen(paged_list)[1] == "as they said it: all..."
        assert seen(paged_list)[3] == "  as they said it: a..."
        assert seen(paged_list)[4] == "  as they said it: a..."
        assert {len(paged_list.render_line(y).text) for y in range(8)} == {24}

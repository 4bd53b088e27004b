"""The list of every screen: keys, choosing, and keeping the place."""

from linkworker.ui.widgets.columns import Column
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.pages import FixedRows, Pages, ReadPages
from linkworker.ui.widgets.rows import Cell, Row, heading
from list_host import Host, people, press, seen, settle


class ThisDesk:
    """Reads at once, where the desk would read on the store's thread."""

    async def read(self, ask):
        return ask({"rows": people(300)})


def grouped():
    return FixedRows(
        [
            heading("Overdue", Cell("(2)", "muted")),
            Row("ali", ("Ali M",)),
            Row("bea", ("Bea K",)),
            heading("Due"),
            Row(None, ("within 7 days",)),
            Row("cai", ("Cai D",)),
        ]
    )


# Keys and choosing ---------------------------------------------------------------------------------------------------


async def test_arrows_walk_over_rows_and_pass_headings_and_plain_lines():
    """The highlight goes from the last of a group to the first of the next; at either end it stays."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 12)) as pilot:
        await paged_list.show(grouped())
        assert paged_list.highlighted_key == "ali"
        await press(pilot, "down", "down")
        assert paged_list.highlighted_key == "cai"
        await press(pilot, "down")
        assert paged_list.highlighted_key == "cai"
        await press(pilot, "up", "up", "up")
        assert paged_list.highlighted_key == "ali"
        assert pilot.app.moved == ["ali", "bea", "cai", "bea", "ali"]


async def test_groups_have_a_blank_line_between_and_rows_a_mark():
    """Headings stand out to the left, the first without a blank line above it."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 8)) as pilot:
        await paged_list.show(grouped())
        await settle(pilot)
        expected = ["Overdue  (2)", "> Ali M", "  Bea K", "", "Due", "  within 7 days", "  Cai D", ""]
        assert seen(paged_list) == expected


async def test_a_list_at_rest_marks_its_row_otherwise():
    """Without colours one still sees which row is highlighted, and whether the keys act on it."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 6)) as pilot:
        await paged_list.show(FixedRows(people(2)))
        await settle(pilot)
        assert seen(paged_list)[0].startswith("> Person 0")
        pilot.app.set_focus(None)
        await settle(pilot)
        assert seen(paged_list)[0].startswith("· Person 0")


async def test_enter_chooses_by_key():
    """The message carries the key and the row."""
    paged_list = PagedList()
    async with Host(paged_list).run_test() as pilot:
        await paged_list.show(FixedRows(people(3)))
        await press(pilot, "down", "enter")
        assert pilot.app.chosen == ["1"]


async def test_enter_on_nothing_chooses_nothing():
    """A list without rows, or with lines to read only, tells nothing."""
    paged_list = PagedList(empty="Nobody yet.")
    async with Host(paged_list).run_test() as pilot:
        await press(pilot, "enter", "down", "end")
        await paged_list.show(FixedRows([]))
        await press(pilot, "enter", "down", "up", "pagedown", "home", "end")
        await paged_list.show(FixedRows([Row(None, ("To read",))]))
        await press(pilot, "enter", "down", "up", "pageup", "home", "end")
        assert pilot.app.chosen == []
        assert paged_list.highlighted_key is None


async def test_a_click_highlights_and_a_second_chooses():
    """A double click on another row chooses it once, and so does one on the highlighted row."""
    paged_list = PagedList((Column("Name"),))
    async with Host(paged_list).run_test(size=(40, 8)) as pilot:
        await paged_list.show(FixedRows(people(4)))
        await settle(pilot)
        await pilot.click(PagedList, offset=(5, 3))
        assert (paged_list.highlighted_key, pilot.app.chosen) == ("2", [])
        await pilot.double_click(PagedList, offset=(5, 2))
        assert (paged_list.highlighted_key, pilot.app.chosen) == ("1", ["1"])
        await pilot.double_click(PagedList, offset=(5, 2))
        assert pilot.app.chosen == ["1", "1"]


async def test_clicks_on_titles_headings_and_below_do_nothing():
    """Only a row that can be chosen takes a click."""
    paged_list = PagedList((Column("Name"),))
    async with Host(paged_list).run_test(size=(40, 12)) as pilot:
        await paged_list.show(grouped())
        await settle(pilot)
        for line in (0, 1, 4, 5, 6, 10):
            await pilot.click(PagedList, offset=(3, line))
        assert (paged_list.highlighted_key, pilot.app.chosen) == ("ali", [])


async def test_lines_to_read_scroll_by_the_same_keys():
    """Where there is nothing to choose, arrows and pages move the text."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(FixedRows([Row(None, (f"Line {n}",)) for n in range(500)]))
        await press(pilot, "down", "pagedown")
        assert seen(paged_list)[0] == "  Line 11"
        await press(pilot, "end")
        assert seen(paged_list)[-1] == "  Line 499"
        await press(pilot, "up", "home")
        assert seen(paged_list)[0] == "  Line 0"


async def test_going_up_brings_back_the_heading_above():
    """The first row is not left at the top edge with its heading out of sight."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 4)) as pilot:
        await paged_list.show(grouped())
        await press(pilot, "end")
        assert seen(paged_list)[-1] == "> Cai D"
        await press(pilot, "up", "up")
        assert seen(paged_list)[:2] == ["Overdue  (2)", "> Ali M"]


# Keeping the place ---------------------------------------------------------------------------------------------------


async def test_the_highlight_stays_on_its_key_and_line():
    """Rows that come in above move the list, not what one is looking at."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(FixedRows(people(100)))
        await press(pilot, "pagedown", "pagedown", "down")
        before = seen(paged_list)
        await paged_list.show(FixedRows([Row("new", ("Newcomer",)), *people(100)]))
        assert paged_list.highlighted_key == "21"
        assert seen(paged_list) == before


async def test_a_key_that_left_leaves_its_place_to_the_next():
    """Done with one, the highlight stands on what followed it; at the end, on what is last now."""
    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(FixedRows(people(5)), at="3")
        await paged_list.show(FixedRows([row for row in people(5) if row.key != "3"]))
        assert paged_list.highlighted_key == "4"
        await paged_list.show(FixedRows(people(2)))
        assert paged_list.highlighted_key == "1"
        await settle(pilot)
        assert pilot.app.moved == ["3", "4", "1"]


async def test_moved_is_told_again_when_the_row_says_something_else():
    """A pane beside the list can follow it."""
    paged_list = PagedList()
    async with Host(paged_list).run_test() as pilot:
        await paged_list.show(FixedRows([Row("ali", ("Ali M",))]))
        await paged_list.show(FixedRows([Row("ali", ("Ali M",))]))
        await paged_list.show(FixedRows([Row("ali", ("Ali Mansour",))]))
        await paged_list.show(FixedRows([]))
        await settle(pilot)
        assert pilot.app.moved == ["ali", "ali", None]


async def test_move_to_a_key():
    """From memory at once; over pages where the source can tell, and otherwise near the highlight."""

    def found(tables, key):
        return int(key) if int(key) < len(tables["rows"]) else None

    def read(tables, offset, limit):
        return tables["rows"][offset : offset + limit]

    def count(tables):
        return len(tables["rows"])

    sources: list[tuple[Pages, bool]] = [
        (FixedRows(people(300)), True),
        (ReadPages(ThisDesk(), count, read, found), True),
        (ReadPages(ThisDesk(), count, read), False),
    ]
    for source, far in sources:
        paged_list = PagedList()
        async with Host(paged_list).run_test(size=(40, 10)) as pilot:
            assert await paged_list.move_to("40") is False
            await paged_list.show(source)
            assert await paged_list.move_to("40") is True
            assert await paged_list.move_to("250") is far
            assert await paged_list.move_to("999") is False
            await settle(pilot)
            assert paged_list.highlighted_key == ("250" if far else "40")
            assert any(line.startswith(f"> Person {paged_list.highlighted_key}") for line in seen(paged_list))

"""The list of every screen over long sources: only what is looked at is read, and late answers are dropped."""

import asyncio

import pytest

from linkworker.base.errors import BadInput
from linkworker.ui.widgets.paged_list import PagedList
from linkworker.ui.widgets.rows import Row
from list_host import Host, Long, press, seen, settle


@pytest.mark.parametrize("length", [1_000, 10_000, 1_000_000])
async def test_a_long_source_is_read_only_where_it_is_looked_at(length):
    """End, Home and paging ask for the same few rows whatever the length."""
    source, paged_list = Long(length), PagedList()
    async with Host(paged_list).run_test(size=(40, 24)) as pilot:
        await paged_list.show(source)
        await settle(pilot)
        assert source.rows_asked <= 3 * 64
        await press(pilot, "end")
        assert paged_list.highlighted_key == str(length - 1)
        assert seen(paged_list)[-1] == f"> Person {length - 1}"
        await press(pilot, "home")
        assert seen(paged_list)[0] == "> Person 0"
        await press(pilot, "pagedown", "pagedown")
        assert paged_list.highlighted_key == "48"
        assert seen(paged_list)[0] == "> Person 48"
        assert source.rows_asked <= 6 * 64


async def test_walking_through_a_long_source_reads_each_page_once():
    """Twenty pages on, twenty times as much has been read, no page twice; and few pages are kept."""
    source, paged_list = Long(10_000), PagedList()
    async with Host(paged_list).run_test(size=(40, 65)) as pilot:
        await paged_list.show(source)
        for _ in range(20):
            await press(pilot, "pagedown")
        assert paged_list.highlighted_key == str(20 * 65)
        assert len(source.asked) == len(set(source.asked)) <= 24
        await press(pilot, "home")
        assert source.asked[-2:].count((0, 64)) == 1


async def test_keys_are_taken_while_rows_are_being_read():
    """Cells are blank until they come; keys pressed meanwhile count, and Enter chooses the row when it is there."""
    source, paged_list = Long(10_000), PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(source)
        await settle(pilot)
        source.gate = asyncio.Event()
        await pilot.press("end", "up", "up", "enter")
        assert paged_list.highlighted_row is None
        assert set(seen(paged_list)) == {""}
        assert pilot.app.chosen == []
        source.gate.set()
        await settle(pilot)
        assert pilot.app.chosen == ["9997"]
        assert seen(paged_list)[-3] == "> Person 9997"


async def test_down_at_an_unread_end_stays_on_the_last_row():
    """A search that goes on in rows not read yet, and finds none to choose, leaves the highlight where it was."""

    class Tail(Long):
        async def page(self, offset, limit):
            rows = await super().page(offset, limit)
            return [row if int(row.key or 0) < 64 else Row(None, ("to read",)) for row in rows]

    paged_list = PagedList()
    source = Tail(90)
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(source, at="63")
        await press(pilot, "down", "down", "enter")
        assert pilot.app.chosen == ["63"]


async def test_answers_for_a_source_of_before_are_dropped():
    """What was being read for the old rows, by show or by scrolling, never appears among the new."""
    old, older, paged_list = Long(10_000, "Old"), Long(10_000, "Older"), PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(old)
        await settle(pilot)
        old.gate, older.gate = asyncio.Event(), asyncio.Event()
        await pilot.press("end")
        slow = asyncio.create_task(paged_list.show(older))
        await pilot.pause()
        await paged_list.show(Long(200, "New"))
        old.gate.set()
        older.gate.set()
        await slow
        await settle(pilot)
        assert paged_list.count == 200
        assert all("New" in line for line in seen(paged_list))


async def test_a_move_made_while_showing_is_kept():
    """Fresh rows come in behind a user who goes on: the highlight is where the last key put it."""
    source, paged_list = Long(500), PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(source)
        await settle(pilot)
        fresh = Long(500, "Fresh")
        fresh.gate = asyncio.Event()
        showing = asyncio.create_task(paged_list.show(fresh))
        await pilot.pause()
        await pilot.press("down", "down", "down")
        fresh.gate.set()
        await showing
        assert paged_list.highlighted_key == "3"
        assert seen(paged_list)[3] == "> Fresh 3"


async def test_a_source_that_shrinks_while_scrolling_ends_where_its_rows_do():
    """Rows removed elsewhere leave no blank tail, and the highlight goes to the last that is left."""
    source, paged_list = Long(1_000), PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(source)
        source.length = 100
        await press(pilot, "end")
        await press(pilot, "home", "end")
        assert (paged_list.count, paged_list.highlighted_key) == (100, "99")
        source.length = 0
        await paged_list.show(source)
        assert (paged_list.count, paged_list.highlighted_key) == (0, None)


async def test_rows_that_cannot_be_read_are_told():
    """While scrolling as a message; in show as the source's own error, with the rows of before left as they are."""

    class Breaking(Long):
        async def page(self, offset, limit):
            if offset > 500:
                raise BadInput("The store cannot be read.")
            return await super().page(offset, limit)

    class Broken(Long):
        async def count(self):
            raise BadInput("The store is closed.")

    paged_list = PagedList()
    async with Host(paged_list).run_test(size=(40, 10)) as pilot:
        await paged_list.show(Breaking(1_000))
        await press(pilot, "end")
        assert pilot.app.failed
        assert set(pilot.app.failed) == {"The store cannot be read."}
        with pytest.raises(BadInput):
            await paged_list.show(Broken(5))
        assert paged_list.count == 1_000

"""Scrollbars: whole cells, true about where one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget

from linkworker.ui.theme.cp437_table import CP437
from linkworker.ui.theme.scrollbars import QuietScrollBar, thumb_cells, use_scrollbars


@pytest.fixture
def quiet():
    """Our scrollbars, for one test."""
    use_scrollbars()
    yield
    ScrollBar.renderer = ScrollBarRender


@given(st.integers(2, 60), st.integers(1, 500), st.integers(1, 100_000), st.floats(0, 1))
def test_thumb_is_on_the_bar_and_touches_an_end_only_there(size, window, beyond, share):
    """At least one cell, never the whole bar; the first cell means the very top."""
    start, end = thumb_cells(size, window + beyond, window, share * beyond)
    assert 0 <= start < end <= size
    assert end - start < size
    if size - (end - start) > 1 and 0 < share < 1 and 0 < share * beyond < beyond:
        assert start > 0
        assert end < size


@pytest.mark.parametrize(("position", "cells"), [(0, (0, 5)), (90, (5, 10)), (45, (2, 7)), (1, (1, 6)), (89, (4, 9))])
def test_thumb_of_a_list_twice_its_window(position, cells):
    """Half the bar long."""
    start, end = thumb_cells(10, 180, 90, position)
    assert end - start == cells[1] - cells[0]
    assert abs(start - cells[0]) <= 1


@pytest.mark.parametrize("sizes", [(0, 100, 10), (10, 10, 10), (10, 5, 10), (10, 100, 0)])
def test_nothing_to_scroll_has_no_thumb(sizes):
    """As when all is in sight."""
    assert thumb_cells(*sizes, 0) == (0, 0)


@pytest.mark.parametrize("vertical", [True, False])
def test_bar_is_of_the_code_page_and_answers_the_mouse(vertical):
    """Above, on and below the thumb a press does what Textual's own bar does."""
    blue = Color.parse("blue")
    bar = QuietScrollBar.render_bar(10, 100, 20, 40, 1, vertical, blue, blue)
    cells = [segment for segment in bar.segments if segment.text != "\n"]
    assert CP437.issuperset("".join(segment.text for segment in cells))
    assert [segment.text.strip() != "" for segment in cells] == [False] * 4 + [True] * 2 + [False] * 4
    presses = [segment.style.meta["@mouse.down"] for segment in cells]
    assert presses == ["scroll_up"] * 4 + ["grab"] * 2 + ["scroll_down"] * 4


def test_thicker_bar_is_as_thick_as_asked():
    """Lines of it when it lies, cells of it when it stands."""
    lying = QuietScrollBar.render_bar(10, 100, 20, 0, 2, vertical=False)
    assert "".join(segment.text for segment in lying.segments).count("\n") == 2
    standing = QuietScrollBar.render_bar(10, 100, 20, 0, 2, vertical=True)
    assert {len(segment.text) for segment in standing.segments} == {2}


class Long(App[None]):
    """Fifty lines in a window of ten."""

    CSS = "VerticalScroll { scrollbar-size-vertical: 1; } Widget.tall { height: 50; }"

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Widget(classes="tall")


async def test_bar_on_a_screen(quiet):
    """Drawn by ours, at the right edge, and moved by End."""
    app = Long()
    async with app.run_test(size=(20, 10)) as pilot:

        def thumb():
            return [line for line, strip in enumerate(app.screen._compositor.render_strips()) if strip.text[-1] == "▐"]

        assert thumb() == [0, 1]
        app.query_one(VerticalScroll).scroll_end(animate=False)
        await pilot.pause()
        assert thumb() == [8, 9]

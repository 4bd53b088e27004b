"""The outline: items as long as their words, a highlight that goes through them, nothing cut."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from linkworker.ui.widgets.outline import Outline
from linkworker.ui.widgets.outline_lines import Item, outline_lines, title

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)
ITEMS = st.lists(
    st.builds(
        Item, key=st.just("a"), words=WORDS, label=st.just("1"), beside=st.one_of(st.just(""), WORDS),
        aside=st.sampled_from([0, 3, 26]), indent=st.sampled_from([0, 3]),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@given(items=ITEMS, width=st.integers(50, 130), roomy=st.booleans())
@settings(max_examples=150)
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(items: list[Item], width: int, roomy: bool) -> None:
    """Words and facts alike, at any width."""
    lines = outline_lines([title("Head"), *items], width, "...", roomy=roomy)
    texts = ["".join(text for text, _ in line.runs) for line in lines]
    assert max(map(len, texts)) <= width - 2
    letters = sorted("".join(text.removeprefix("Head") for text in texts).replace(" ", "").replace("1", ""))
    assert letters == sorted("".join(item.words + item.beside for item in items).replace(" ", ""))


def test_paragraphs_stay_paragraphs() -> None:
    """What somebody wrote on three lines stands on three."""
    lines = outline_lines([Item("a", "one\ntwo\n\nthree")], 80, "...", roomy=False)
    assert ["".join(text for text, _ in line.runs).strip() for line in lines] == ["one", "two", "three"]


class Host(App[None]):
    """Shows one outline, and writes down what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield Outline(empty="Nothing yet.")

    def on_outline_chosen(self, event: Outline.Chosen) -> None:
        self.chosen.append(event.key)


def many(count: int) -> list[Item]:
    return [title("All"), *(Item(str(number), f"Thing {number}") for number in range(count))]


async def test_the_highlight_goes_past_headings_and_to_either_end() -> None:
    """Enter chooses what it stands on."""
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        outline = app.query_one(Outline)
        outline.focus()
        outline.show([*many(3), title("More"), Item("x", "Last"), Item(None, "A line to read")])
        keys: list[Any] = []
        for key in ("up", "down", "down", "down", "down", "home", "end", "enter"):
            await pilot.press(key)
            keys.append(outline.highlighted_key)
        assert keys == ["0", "1", "2", "x", "x", "0", "x", "x"]
        await pilot.pause()
        assert app.chosen == ["x"]


async def test_the_highlight_stays_on_its_key_or_else_near_it() -> None:
    """When other items are shown."""
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        outline = app.query_one(Outline)
        outline.show(many(5), at="3")
        outline.show([Item("new", "New"), *many(5)])
        assert outline.highlighted_key == "3"
        outline.show(many(2))
        assert outline.highlighted_key == "1"
        outline.show([])
        await pilot.pause()
        assert outline.highlighted_key is None


async def test_pages_keep_the_highlight_in_sight() -> None:
    """A page down and a page up end where they began."""
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        outline = app.query_one(Outline)
        outline.focus()
        outline.show(many(60))
        await pilot.press("pagedown", "pagedown")
        assert int(outline.highlighted_key or 0) > 15
        await pilot.press("pageup", "pageup", "pageup")
        assert outline.highlighted_key == "0"
        assert outline.scroll_offset.y == 0


async def test_an_item_longer_than_the_screen_is_read_to_its_end() -> None:
    """Down scrolls through it before it goes on to the next."""
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        outline = app.query_one(Outline)
        outline.focus()
        outline.show([Item("long", "\n".join(f"line {number}" for number in range(30))), Item("next", "Next")])
        for _ in range(20):
            await pilot.press("down")
        assert outline.highlighted_key == "long"
        assert outline.scroll_offset.y == 20
        await pilot.press("down", "down")
        assert outline.highlighted_key == "next"


async def test_a_click_highlights_and_a_second_one_chooses() -> None:
    """The mouse works, and is never needed."""
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        outline = app.query_one(Outline)
        outline.show(many(3))
        await pilot.pause()
        await pilot.click(Outline, offset=(4, 2))
        assert (outline.highlighted_key, app.chosen) == ("1", [])
        await pilot.click(Outline, offset=(4, 2))
        await pilot.click(Outline, offset=(4, 0))
        assert app.chosen == ["1"]


@pytest.mark.parametrize("keys", [("down",), ("up",), ("enter",), ("pagedown",), ("end",)])
async def test_an_empty_outline_takes_every_key(keys: tuple[str, ...]) -> None:
    """Nothing is there to choose, and nothing breaks."""
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        outline = app.query_one(Outline)
        outline.focus()
        outline.show([])
        await pilot.press(*keys)
        assert app.chosen == []

"""One page of the handbook, drawn from its Markdown, that scrolls by keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from linkworker.ui.forms.inputs.looks import glyphs_of
from linkworker.ui.markdown_lines import Kind, Line, block_lines, blocks
from linkworker.ui.widgets.words import Words

WIDEST = 76
"""Columns of text: a longer line is hard to read."""
_STYLES = {
    "bold": "bold",
    "code": "bold $text-accent",
    "title": "bold $text-accent",
    "heading": "bold $text-accent",
    "command": "$text-accent",
    "head": "bold",
}
_LEFT_ABOVE = 2
"""Lines that stay in sight above a paragraph that was searched for."""


class GuidePage(VerticalScroll, can_focus=True):
    """Draws a page anew for each width, and keeps the block that stands at the top where it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "page_down", "page down", show=False)]
    DEFAULT_CSS = """
    GuidePage { width: 1fr; height: 1fr; padding: 0 1 0 3; scrollbar-gutter: stable; }
    GuidePage > Words { height: auto; width: 76; max-width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._words = ""
        self._starts: list[int] = []
        self._at = 0
        self._above = 0
        self._length = 0
        self._waits = False
        self._drawn_for = 0

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Words()

    def show(self, text: str, *, at: str = "", block: int | None = None, words: str = "") -> None:
        """Show a page from its top, from the heading `at`, or from a block by number; mark `words` where they stand."""
        self._text = text
        self._words = words
        self._above = 0 if block is None else _LEFT_ABOVE
        self._at = block_of(text, at) if block is None else block
        self._drawn_for = 0
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = min(WIDEST, self.scrollable_content_region.width)
        if width <= 0 or width == self._drawn_for or not self._text:
            return
        self._drawn_for = width
        bullet = glyphs_of(self).bullet
        lines: list[Line] = []
        self._starts = []
        for each in blocks(self._text)[1:]:  # the title stands in the heading of the screen
            if lines:
                lines.append(())
            self._starts.append(len(lines))
            lines += block_lines(each, width, bullet)
        self._length = len(lines)
        self._waits = True
        self.query_one(Words).show(_content(lines, self._words))
        self.call_after_refresh(self._to_block)

    def watch_virtual_size(self) -> None:
        """Go to the block once the page is as long as its text."""
        self._to_block()

    def _to_block(self) -> None:
        if self._waits and self._length and self.virtual_size.height >= self._length:
            self._waits = False
            at = self._starts[self._at - 1] if 0 < self._at <= len(self._starts) else 0
            self.scroll_to(y=max(0, at - self._above), animate=False)


def block_of(text: str, heading: str) -> int:
    """Return the number of the block that is this heading; 0 when there is none."""
    wanted = heading.casefold()
    return next(
        (
            number
            for number, block in enumerate(blocks(text))
            if wanted and block.kind is Kind.HEADING and block.lines[0].lstrip("# ").casefold() == wanted
        ),
        0,
    )


def _content(lines: list[Line], words: str) -> Content:
    parts: list[tuple[str, str]] = []
    for number, line in enumerate(lines):
        if number:
            parts.append(("\n", ""))
        parts += [(text, _STYLES.get(role, "")) for text, role in line]
    content = Content.assemble(*parts)
    plain = content.plain.casefold()
    for word in words.casefold().split():
        at = plain.find(word)
        while at >= 0:
            content = content.stylize("reverse", at, at + len(word))
            at = plain.find(word, at + len(word))
    return content

"""Scrollbars for both looks: half a cell of solid colour that glides over nothing."""

from math import floor

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender

from linkworker.ui.theme.glyphs import glyphs

# What a press of the mouse does on each part; the names are Textual's.
_ABOVE = {"@mouse.down": "scroll_up"}
_GRIP = {"@mouse.down": "grab"}
_BELOW = {"@mouse.down": "scroll_down"}

FLAT_THUMB = "▄"
"""The thumb of a scrollbar that lies flat, in both looks."""


def use_scrollbars() -> None:
    """Have every scrollbar drawn by `QuietScrollBar`; the look need not be told, as both have its glyphs."""
    ScrollBar.renderer = QuietScrollBar


class QuietScrollBar(ScrollBarRender):
    """Draws whole cells only, so that it is the same in code page 437 and without colours."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color | None = None,
        bar_color: Color | None = None,
    ) -> Segments:
        """Return the bar, `size` cells long, for a window of `window_size` at `position` in `virtual_size` lines."""
        signs = glyphs(console=True)
        track = signs.scroll_track
        thumb = signs.scroll_thumb if vertical else FLAT_THUMB
        across = thickness if vertical else 1
        start, end = thumb_cells(int(size), virtual_size, window_size, position)
        bare = Style(color=bar_color, bgcolor=back_color)
        above, grip, below = (bare + Style(meta=meta) for meta in (_ABOVE, _GRIP, _BELOW))
        cells = [
            *[Segment(track * across, above)] * start,
            *[Segment(thumb * across, grip)] * (end - start),
            *[Segment(track * across, below)] * (int(size) - end),
        ]
        if vertical:
            return Segments(cells, new_lines=True)
        return Segments([*cells, Segment.line()] * thickness, new_lines=False)


def thumb_cells(size: int, virtual_size: float, window_size: float, position: float) -> tuple[int, int]:
    """Return the first cell of the thumb and the one after its last; (0, 0) where there is nothing to scroll.

    It touches an end of the bar only when that end of what is scrolled is in sight.
    """
    most = virtual_size - window_size
    if size <= 0 or window_size <= 0 or most <= 0:
        return (0, 0)
    length = max(1, min(size - 1, round(size * window_size / virtual_size)))
    room = size - length
    share = min(1.0, max(0.0, position / most))
    start = floor(share * room + 0.5)
    if 0 < share < 1 and room > 1:
        start = min(room - 1, max(1, start))
    return (start, start + length)

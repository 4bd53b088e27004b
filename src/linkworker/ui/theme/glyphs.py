"""The signs that screens draw beside words, in each look."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One look's signs; each has its own width in cells, so lay out by len(). A word always stands beside a sign."""

    tick: str
    """Done, met, yes."""
    cross: str
    """Not met, no."""
    bullet: str
    """Begins a row of a list."""
    dash: str
    """Stands between two facts on a line."""
    more: str
    """Ends a text that was cut."""
    pointer: str
    """Before the row that is chosen."""
    up: str
    down: str
    left: str
    right: str
    on: str
    """The answer chosen of several."""
    off: str
    """An answer not chosen."""
    half: str
    """Between off and on: met in part, begun."""
    checked: str
    unchecked: str
    line: str
    """One cell of a rule across the screen."""
    bar_full: str
    bar_empty: str
    scroll_thumb: str
    """The part of a scrollbar that shows where one is; the lower half cell when it lies flat."""
    scroll_track: str
    point: str
    """A value on a chart."""
    plot_line: str
    """Joins two points at one height."""
    plot_upright: str
    """Joins two heights; the four below turn from the one to the other."""
    plot_down_right: str
    plot_down_left: str
    plot_up_right: str
    plot_up_left: str
    axis: str
    axis_tick: str
    axis_foot: str
    threshold: str
    """One cell of the dashed rule at a threshold."""


@cache
def glyphs(console: bool) -> Glyphs:
    """Return the signs of the console look, all of code page 437 from 0x20 up, or of the full look."""
    return _console() if console else _full()


def _full() -> Glyphs:
    return Glyphs(
        tick="✓",
        cross="✗",
        bullet="•",
        dash="·",
        more="…",
        pointer="\u203a",
        up="↑",
        down="↓",
        left="←",
        right="→",
        on="●",
        off="○",
        half="◐",
        checked="[✓]",
        unchecked="[ ]",
        line="─",
        bar_full="━",
        bar_empty="─",
        scroll_thumb="▐",
        scroll_track=" ",
        point="●",
        plot_line="─",
        plot_upright="│",
        plot_down_right="╭",
        plot_down_left="╮",
        plot_up_right="╰",
        plot_up_left="╯",
        axis="│",
        axis_tick="┤",
        axis_foot="└",
        threshold="╌",
    )


def _console() -> Glyphs:
    # Arrows and solid triangles sit among the control codes of the page, so not every console can be trusted with them.
    return Glyphs(
        tick="√",
        cross="x",
        bullet="·",
        dash="-",
        more="...",
        pointer=">",
        up="^",
        down="v",
        left="<",
        right=">",
        on="(*)",
        off="( )",
        half="(-)",
        checked="[x]",
        unchecked="[ ]",
        line="─",
        bar_full="█",
        bar_empty="░",
        scroll_thumb="▐",
        scroll_track=" ",
        point="■",
        plot_line="─",
        plot_upright="│",
        plot_down_right="┌",
        plot_down_left="┐",
        plot_up_right="└",
        plot_up_left="┘",
        axis="│",
        axis_tick="┤",
        axis_foot="└",
        threshold="-",
    )

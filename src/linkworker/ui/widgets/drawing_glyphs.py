"""What charts and forms are drawn with beyond the signs of the theme; the console's are all in code page 437."""

from dataclasses import dataclass
from functools import cache

from textual.widget import Widget

from linkworker.ui.theme.glyphs import Glyphs, glyphs


@dataclass(frozen=True, slots=True)
class DrawingGlyphs:
    """One look's characters for drawing, one cell each, but for `dash` and `copyright`."""

    signs: Glyphs
    """Those that the whole program shares."""
    gap: str
    """A check-in without a total."""
    dash: str
    """A level's line, repeated."""
    under: str
    """Where a point stands on the lying axis."""
    full: str
    """A cell of a bar."""
    parts: str
    """The ends of a bar, from the narrowest; each fills one part more of the cell."""
    rest: str
    """What a bar lacks of its total."""
    path: str
    """A step of the way from one point to the next; "" where it is drawn with the eight dots of a cell."""
    leader: str
    """Leads the eye from a statement to its answers."""
    copyright: str


@cache
def drawing_glyphs(*, console: bool) -> DrawingGlyphs:
    """Return the characters of the console look or of the full one."""
    signs = glyphs(console)
    if console:
        return DrawingGlyphs(
            signs, gap="x", dash="- ", under="┴", full="█", parts="▌", rest="░", path="·", leader=".", copyright="(c)"
        )
    return DrawingGlyphs(
        signs, gap="x", dash="╌", under="┴", full="█", parts="▏▎▍▌▋▊▉", rest="░", path="", leader="·", copyright="©"
    )


def drawing_glyphs_of(widget: Widget) -> DrawingGlyphs:
    """Return the characters for where a widget is shown; the console's in a program that does not say."""
    return drawing_glyphs(console=bool(getattr(widget.app, "console_look", True)))

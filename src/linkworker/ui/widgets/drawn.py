"""A widget that is drawn line by line: what it shows is a pure function of its size."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs, drawing_glyphs_of


class Drawn(Widget):
    """Draws what `lines` gives; a role becomes the component class `<prefix>--<role>`, which a subclass lists."""

    PREFIX: ClassVar[str] = ""
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[tuple[int, int], list[Line]] | None = None

    @property
    def glyphs(self) -> DrawingGlyphs:
        """The characters of the look it is drawn in."""
        return drawing_glyphs_of(self)

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the lines to show in so many cells; `height` 0 asks for as many as it takes."""
        raise NotImplementedError

    def redraw(self, *, layout: bool = False) -> None:
        """Draw again, since what it shows has changed; `layout` where its height may have too."""
        self._drawn = None
        self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own signature
        """Return how many lines it takes where its height is `auto`."""
        return len(self.lines(width, 0)) if width else 0

    def render_line(self, y: int) -> Strip:
        """Return one line, filled to the widget's width."""
        width, height = self.size
        if self._drawn is None or self._drawn[0] != (width, height):
            self._drawn = (width, height), self.lines(width, height)
        held = self._drawn[1]
        line = held[y] if y < len(held) else ()
        ground = self.rich_style
        segments = [Segment(text, self._style(role) if role else ground) for text, role in line]
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"{self.PREFIX}--{role}")

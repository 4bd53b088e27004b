"""The way from one point of a chart to the next: dots in the console look, the eight dots of a cell in the full one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from linkworker.ui.widgets.chart_axis import Axis
from linkworker.ui.widgets.drawing import Canvas
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs

_BRAILLE = 0x2800
# Bit of each dot of a braille cell, by column and row (Unicode, block U+2800).
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_ACROSS, _DOWN = 2, 4

Place = tuple[int, int]


def draw_path(canvas: Canvas, axis: Axis, placed: Sequence[tuple[int, Decimal | None]], glyphs: DrawingGlyphs) -> None:
    """Join neighbouring points; a point without a value breaks the line, for nothing is known there."""
    fine = not glyphs.path
    dots: dict[Place, int] = {}
    for (start, before), (end, after) in pairwise(placed):
        if before is None or after is None:
            continue
        ends = (_spot(axis, start, before, fine=fine), _spot(axis, end, after, fine=fine))
        for x, y in _steps(*ends):
            if fine:
                cell = (x // _ACROSS, y // _DOWN)
                dots[cell] = dots.get(cell, 0) | _DOTS[x % _ACROSS][y % _DOWN]
            else:
                dots[(x, y)] = 0
    for (x, y), bits in dots.items():
        canvas.put(x, y, chr(_BRAILLE + bits) if fine else glyphs.path, "path")


def _spot(axis: Axis, place: int, value: Decimal, *, fine: bool) -> Place:
    row = axis.row_of(value)
    return (place * _ACROSS, row * _DOWN + 1) if fine else (place, row)


def _steps(start: Place, end: Place) -> Iterator[Place]:
    """Return every cell on the straight way between two, so that a steep way has no holes."""
    (x, y), (x_end, y_end) = start, end
    long = max(abs(x_end - x), abs(y_end - y))
    for number in range(long + 1):
        share = number / long if long else 0
        yield round(x + (x_end - x) * share), round(y + (y_end - y) * share)

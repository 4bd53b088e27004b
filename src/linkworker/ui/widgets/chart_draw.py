"""The one chart: values over time against named levels, drawn with characters in any number of cells."""

import textwrap
from collections.abc import Sequence
from decimal import Decimal

from linkworker.base.dates import show_date
from linkworker.ui.widgets.chart_axis import Axis, axis_of
from linkworker.ui.widgets.chart_parts import Level, Point, Series
from linkworker.ui.widgets.chart_path import draw_path
from linkworker.ui.widgets.drawing import Canvas, Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs

_LEAST_ROWS = 3
_LEAST_COLUMNS = 8
_MARGIN_SHARE = Decimal("0.45")
"""The names of the levels stand beside the chart up to this share of its width, else below it."""
_LONGEST_LABEL = 4
"""Cells at most that the labels of the upright axis take, with the blank one after them."""
_MOST_BESIDE = 4
_CELLS_PER_VALUE = 5
"""Every value is written where there are so many cells for each; else only the ends and the peaks."""
_OVER = frozenset({"level"})


def draw(series: Series, width: int, height: int, glyphs: DrawingGlyphs) -> list[Line]:
    """Return the chart in so many columns and rows. Roles: axis, label, level, name, path, point, last, value, gap.

    The stretch of the scale that is shown holds every value and level; where there is no room for a chart at all, the
    latest value is said in words.
    """
    beside, below = _named(series.levels, width)
    notes = _notes(series, below, width, glyphs.gap)
    rows = height - 2 - len(notes)
    axis = axis_of(series, max(rows, 2))
    left = max(len(label) for label in axis.labels().values()) + 2
    margin = max((len(text) + 1 for text in beside.values()), default=0)
    columns = width - left - margin
    if rows < _LEAST_ROWS or columns < _LEAST_COLUMNS or not series.points:
        return _in_words(series, width, height)
    canvas = Canvas(width, height)
    places = _places(series.points, left, columns)
    _axis(canvas, axis, left - 1, columns, glyphs)
    _levels(canvas, axis, series.levels, (left, columns), beside, glyphs)
    _points(canvas, axis, list(zip(places, series.points, strict=True)), glyphs)
    _dates(canvas, places, series.points, left, rows + 1)
    for row, note in enumerate(notes, rows + 2):
        canvas.put(left - 1, row, note, "name")
    return canvas.lines()


def height_for(series: Series, width: int, rows: int) -> int:
    """Return the height that leaves so many rows to the chart itself, with its dates and notes below."""
    return rows + 2 + len(_notes(series, _named(series.levels, width)[1], width))


def _notes(series: Series, below: Sequence[Level], width: int, gap: str = "") -> list[str]:
    """Return the lines below the dates: the levels named there, and what a gap is."""
    room = max(_LEAST_COLUMNS, width - _LONGEST_LABEL)
    notes = [line for level in below for line in textwrap.wrap(level.in_full, room, subsequent_indent="  ")]
    if any(point.value is None for point in series.points):
        notes.append(f"{gap} {series.gap_words}")
    return notes


def _in_words(series: Series, width: int, height: int) -> list[Line]:
    """Return the latest value as a line, where a chart would not be readable."""
    known = [point for point in series.points if point.value is not None]
    if not known or height < 1:
        return []
    return [((f"{show_date(known[-1].on)}: {known[-1].value}"[:width], "value"),)]


def _named(levels: Sequence[Level], width: int) -> tuple[dict[Decimal, str], list[Level]]:
    """Return what is written beside the chart at each level, and the levels that are named below it."""
    names: dict[Decimal, list[str]] = {}
    for level in levels:
        names.setdefault(level.value, []).append(level.beside)
    beside = {value: f"{value} {', '.join(each)}" for value, each in names.items()}
    longest = max((len(text) + 1 for text in beside.values()), default=0)
    if longest <= width * _MARGIN_SHARE and len(beside) <= _MOST_BESIDE:
        return beside, []
    return {value: str(value) for value in names}, sorted(levels, key=lambda level: -level.value)


def _places(points: Sequence[Point], left: int, columns: int) -> list[int]:
    """Return the column of each point: by its day, and beside the one before where both would share a cell."""
    days = (points[-1].on - points[0].on).days
    last = columns - 1
    if days == 0:
        start = max(0, (columns - len(points)) // 2)
        return [left + min(last, start + number) for number in range(len(points))]
    wanted = [round((point.on - points[0].on).days * last / days) for point in points]
    for number in range(1, len(wanted)):
        wanted[number] = max(wanted[number], wanted[number - 1] + 1)
    for number in range(len(wanted) - 1, -1, -1):
        wanted[number] = max(0, min(wanted[number], last - (len(wanted) - 1 - number)))
    return [left + place for place in wanted]


def _axis(canvas: Canvas, axis: Axis, at: int, columns: int, glyphs: DrawingGlyphs) -> None:
    labels = axis.labels()
    for row in range(axis.rows):
        canvas.put(at, row, glyphs.signs.axis_tick if row in labels else glyphs.signs.axis, "axis")
    for row, label in labels.items():
        canvas.put(at - 1 - len(label), row, label, "label")
    canvas.put(at, axis.rows, glyphs.signs.axis_foot + glyphs.signs.line * columns, "axis")


def _levels(
    canvas: Canvas,
    axis: Axis,
    levels: Sequence[Level],
    across: tuple[int, int],
    beside: dict[Decimal, str],
    glyphs: DrawingGlyphs,
) -> None:
    left, columns = across
    for level in levels:
        canvas.put(left, axis.row_of(level.value), (glyphs.dash * columns)[:columns], "level")
    for row, text in _apart({value: axis.row_of(value) for value in beside}, axis.rows, beside):
        canvas.put(left + columns + 1, row, text, "name")


def _apart(wanted: dict[Decimal, int], rows: int, words: dict[Decimal, str]) -> list[tuple[int, str]]:
    """Return each name with a row of its own, as near to its level as may be, highest first."""
    order = sorted(wanted, reverse=True)
    placed: list[int] = []
    for value in order:
        placed.append(max(wanted[value], placed[-1] + 1) if placed else wanted[value])
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], rows - (len(placed) - number))
    return [(row, words[value]) for row, value in zip(placed, order, strict=True)]


def _points(canvas: Canvas, axis: Axis, placed: Sequence[tuple[int, Point]], glyphs: DrawingGlyphs) -> None:
    known = [(place, point.value) for place, point in placed if point.value is not None]
    draw_path(canvas, axis, [(place, point.value) for place, point in placed], glyphs)
    for place, point in placed:
        canvas.put(place, axis.rows, glyphs.gap if point.value is None else glyphs.under, "axis")
    for number, (place, value) in enumerate(known, 1):
        role = "last" if number == len(known) else "point"
        canvas.put(place, axis.row_of(value), glyphs.signs.point, role)
    # The two ends matter most, then the highest and the lowest; the rest are written where they do not crowd.
    ends = [known[-1], known[0]] if known else []
    peaks = [max(known, key=lambda each: each[1]), min(known, key=lambda each: each[1])] if known else []
    rest = known if len(known) * _CELLS_PER_VALUE <= placed[-1][0] - placed[0][0] else []
    for place, value in dict.fromkeys([*ends, *peaks, *rest]):
        _write_value(canvas, place, axis.row_of(value), str(value), axis.rows)


def _write_value(canvas: Canvas, place: int, row: int, text: str, rows: int) -> None:
    """Write a value above its point, else below it, else to a side; not at all where it would touch another."""
    start = place - len(text) // 2
    beside = ((place + 2, row), (place - 1 - len(text), row))
    shifted = ((start - 1, row - 1), (start + 1, row - 1), (start - 1, row + 1), (start + 1, row + 1))
    for x, y in ((start, row - 1), (start, row + 1), *shifted, *beside):
        if y < rows and canvas.is_free(x, y, len(text), _OVER) and not _crowded(canvas, (x - 1, x + len(text)), y):
            for side in (x - 1, x + len(text)):
                if canvas.is_free(side, y, 1, _OVER):
                    canvas.put(side, y, " ")
            canvas.put(x, y, text, "value")
            return


def _crowded(canvas: Canvas, sides: tuple[int, int], y: int) -> bool:
    """Say whether a point or another value stands right beside."""
    return any(0 <= x < canvas.width and canvas.role(x, y) in {"point", "last", "value"} for x in sides)


def _dates(canvas: Canvas, places: Sequence[int], points: Sequence[Point], left: int, row: int) -> None:
    """Write the first day and the last below their points, and others between them where there is room."""
    first, last = show_date(points[0].on), show_date(points[-1].on)
    if points[0].on == points[-1].on:
        middle = (places[0] + places[-1]) // 2
        canvas.put(max(0, min(middle - len(first) // 2, canvas.width - len(first))), row, first, "label")
        return
    if canvas.width < len(first) + len(last) + 2:
        first, last = (f"{point.on:%d/%m/%y}" for point in (points[0], points[-1]))
    canvas.put(left - 1, row, first, "label")
    end = min(places[-1] + 1, canvas.width)
    canvas.put(max(end - len(last), left + len(first) + 1), row, last, "label")
    for place, point in list(zip(places, points, strict=True))[-2:0:-1]:
        text = show_date(point.on)
        start = place - len(text) // 2
        if canvas.is_free(start - 2, row, len(text) + 4):
            canvas.put(start, row, text, "label")

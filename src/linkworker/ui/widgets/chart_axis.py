"""The upright axis of a chart: what stretch of the scale is shown, and where its labels stand."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from linkworker.ui.widgets.chart_parts import Series

_STEPS = tuple(Decimal(step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000))
_ROWS_PER_LABEL = 2
_LEAST_SHARE = 4
"""At least a quarter of the scale is shown: a change of two points must not look like a mountain."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of the scale on so many rows, row 0 at the top."""

    bottom: Decimal
    top: Decimal
    rows: int
    step: Decimal

    def height_of(self, value: Decimal) -> Decimal:
        """Return how far down a value lies, in rows from the middle of the top one."""
        return (self.top - value) / (self.top - self.bottom) * (self.rows - 1)

    def row_of(self, value: Decimal) -> int:
        """Return the row that a value lies in."""
        return int(self.height_of(value).quantize(Decimal(1), ROUND_HALF_UP))

    def labels(self) -> dict[int, str]:
        """Return what is written beside a row, by row: the two ends always, others where nothing is crowded."""
        found = {self.row_of(end): str(end) for end in (self.top, self.bottom)}
        value = _snap(self.bottom, self.step, ROUND_CEILING)
        while value <= self.top:
            row = self.row_of(value)
            if not {row - 1, row, row + 1} & found.keys():
                found[row] = str(value)
            value += self.step
        return found


def axis_of(series: Series, rows: int) -> Axis:
    """Return the axis that shows every value and level, within the scale, at round figures."""
    values = [point.value for point in series.points if point.value is not None]
    values += [level.value for level in series.levels]
    low, high = min(values, default=series.lowest), max(values, default=series.highest)
    lacking = (series.highest - series.lowest) / _LEAST_SHARE - (high - low)
    if lacking > 0:
        low, high = low - lacking / 2, high + lacking / 2
    most = max(1, (rows - 1) // _ROWS_PER_LABEL)
    step = next((each for each in _STEPS if (high - low) / each <= most), _STEPS[-1])
    bottom = max(series.lowest, _snap(low, step, ROUND_FLOOR))
    top = min(series.highest, _snap(high, step, ROUND_CEILING))
    return Axis(_short(bottom), _short(top), rows, step)


def _snap(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding) * step


def _short(value: Decimal) -> Decimal:
    """Return the value without needless decimals: 7 for 7.00."""
    whole = value.to_integral_value()
    return whole if value == whole else value

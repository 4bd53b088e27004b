"""The trend of check-ins, oldest first, as rows that a chart and a table both take."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from linkworker.casework.check_ins.check_in_view import CheckInView, Trend, TrendRow
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.packs import instrument as pack
from linkworker.wellbeing.scoring import score_raw


def order(view: CheckInView) -> tuple[date, str]:
    """Return where a check-in stands in time; one that corrects another takes its place."""
    return view.on, view.corrects or view.id


def family(code: str) -> set[str]:
    """Return the codes of the scales that an instrument gives: its own and those it also yields."""
    return {code, *(yields.instrument for yields in pack(code).also_yields)}


def trends(scale: Instrument, found: CheckInView, others: Sequence[CheckInView]) -> tuple[Trend, ...]:
    """Return the trend on every scale that this instrument gives, with whatever else gives that scale."""
    seen = sorted((*others, found), key=order)
    if not scale.summed:
        own = [each for each in seen if each.instrument == scale.code]
        return tuple(_figure_trend(scale, number, own) for number in range(len(scale.items)))
    names = [scale.code, *(yields.instrument for yields in scale.also_yields)]
    return tuple(_trend(pack(name), [each for each in seen if name in family(each.instrument)]) for name in names)


def _trend(scale: Instrument, seen: Sequence[CheckInView]) -> Trend:
    values = [next((s.value for s in each.scores if s.instrument == scale.code), None) for each in seen]
    ends = scale.raw_range[0], scale.raw_range[-1]
    low, high = (score_raw(scale, end).value for end in ends)
    return Trend(scale.short_name, low, high, higher_is_better=True, rows=_rows(seen, values))


def _figure_trend(scale: Instrument, number: int, seen: Sequence[CheckInView]) -> Trend:
    item = scale.items[number]
    values = [None if (given := each.answers[item.number]) is None else Decimal(given) for each in seen]
    return Trend(
        item.short_name or item.text,
        Decimal(scale.lowest_answer),
        Decimal(scale.highest_answer),
        item.higher_is_better,
        _rows(seen, values),
    )


def _rows(seen: Sequence[CheckInView], values: Sequence[Decimal | None]) -> tuple[TrendRow, ...]:
    rows: list[TrendRow] = []
    before: Decimal | None = None
    for each, value in zip(seen, values, strict=True):
        change = None if value is None or before is None else value - before
        rows.append(TrendRow(each.on, each.moment_label, value, change, each.mode_label))
        before = before if value is None else value
    return tuple(rows)

"""The levels that a trend is seen against: published averages, and how far a reliable change would have to go."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, bindparam, select

from linkworker.casework.check_ins.check_in_reading import BASELINE
from linkworker.casework.check_ins.check_in_view import Result, Trend
from linkworker.records.person import Person
from linkworker.wellbeing.change import RELIABLE
from linkworker.wellbeing.comparator import comparators
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.scoring import Score

_CUSTODY = "custody"
_P = Person.table()
_PERSON = select(_P.c.setting, _P.c.sex).where(_P.c.id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One level on a scale, named in full and in few words."""

    value: Decimal
    name: str
    short: str


def trend_marks(connection: Connection, person_id: str, found: Result) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of each trend of a result, in the order of its trends; none where the answers stand alone.

    The averages are those that fit the person's setting and sex. A reliable change is reckoned from the baseline, or
    from this check-in where it is itself the baseline; the one downwards is there once a score fell below that, and
    neither where it would lie beyond the end of the scale.
    """
    person = connection.execute(_PERSON, {"person": person_id}).one()
    by_scale = {score.instrument: score for score in found.check_in.scores}
    if not by_scale:
        return tuple(() for _ in found.trends)
    names = {instrument(code).short_name: score for code, score in by_scale.items()}
    return tuple(
        (*_averages(score, person.setting == _CUSTODY, person.sex), *_reliable(found, trend, score))
        if (score := names.get(trend.name))
        else ()
        for trend in found.trends
    )


def _averages(score: Score, in_custody: bool, sex: str | None) -> Iterator[Mark]:
    for each in comparators(instrument(score.instrument), in_custody=in_custody, sex=sex):
        yield Mark(each.mean, f"average for {each.population} ({each.period})", each.population)


def _reliable(found: Result, trend: Trend, score: Score) -> Iterator[Mark]:
    start = _baseline(found, score)
    if start is None:
        return
    figure = instrument(score.instrument).threshold(RELIABLE).figure
    fell = any(row.value is not None and row.value < start for row in trend.rows)
    ways = ((start + figure, "up"), (start - figure, "down")) if fell else ((start + figure, "up"),)
    for value, way in ways:
        if trend.lowest <= value <= trend.highest:
            yield Mark(value, f"reliable change {way} from the baseline ({figure} points)", f"reliable change {way}")


def _baseline(found: Result, score: Score) -> Decimal | None:
    """Return the baseline's value on a scale, or None where there is none to compare with."""
    if found.check_in.moment == BASELINE:
        return score.value
    changes = [change for each in found.comparisons if each.against == BASELINE for change in each.changes]
    return next((score.value - change.amount for change in changes if change.scale == score.instrument), None)

"""How many check-ins were taken, and how many people changed by each threshold of their scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.words import sentence
from linkworker.casework.check_ins.check_in_reading import BASELINE
from linkworker.casework.evidence.counting import NAMED, OWN, Counting, P
from linkworker.casework.evidence.figure import Asked, Counted, Figure, Group
from linkworker.casework.people.naming import shown_name
from linkworker.records.check_in import CheckIn
from linkworker.wellbeing.change import Change, ChangeClass, changes
from linkworker.wellbeing.packs import instrument
from linkworker.wellbeing.parts import Threshold
from linkworker.wellbeing.scoring import score_raw

_C = CheckIn.table()
_NEWER = _C.alias("newer")
_CODE = "change:"
_CORRECTED = (
    select(_NEWER.c.id)
    .where(_NEWER.c.person_id == _C.c.person_id, _NEWER.c.corrects == _C.c.id, _NEWER.c.in_error.is_(False))
    .exists()
)
_LIVE = (*OWN, _C.c.in_error.is_(False), ~_CORRECTED)
_JOINED = select(*NAMED, _C.c.instrument, _C.c.on, _C.c.moment, _C.c.raw).join_from(_C, P, P.c.id == _C.c.person_id)
_LATELY = _JOINED.where(*_LIVE, _C.c.on.between(bindparam("year_ago"), bindparam("today"))).order_by(
    _C.c.on.desc(), _C.c.id
)
# Later ones first within each person and instrument.
_SCORED = _JOINED.where(*_LIVE, _C.c.raw.is_not(None)).order_by(
    _C.c.person_id, _C.c.instrument, _C.c.on.desc(), _C.c.id.desc()
)


@dataclass(frozen=True, slots=True)
class Moved:
    """One person's change on one instrument, from a baseline to the latest, by each threshold."""

    person_id: str
    name: str
    instrument: str
    since: date
    on: date
    changes: tuple[Change, ...]


@cache
def _taken() -> Counting:
    how = "Check-ins kept in the last 12 months, those without a total among them. One person may have several."
    return Counting(
        "check-ins",
        "Check-ins taken in 12 months",
        how,
        _LATELY,
        lambda row: f"{instrument(row.instrument).short_name}, {show_date(row.on)}",
    )


def figures(connection: Connection, asked: Asked) -> tuple[Figure, ...]:
    """Return the check-ins taken."""
    taken = _taken()
    return (Figure(taken.code, taken.label, taken.count(connection, asked), 0, taken.how),)


def change_groups(connection: Connection, asked: Asked) -> tuple[Group, ...]:
    """Return a group for each instrument and threshold: how many improved, did not change reliably, or worsened."""
    by_instrument = sorted(moved(connection, asked), key=lambda one: one.instrument)
    parted = groupby(by_instrument, key=lambda one: one.instrument)
    return tuple(group for code, some in parted for group in _groups(code, list(some)))


def who(connection: Connection, asked: Asked, code: str) -> tuple[Counted, ...] | None:
    """Return whom a figure counts; None for one that is not of these."""
    if code == _taken().code:
        return _taken().who(connection, asked)
    if not code.startswith(_CODE):
        return None
    return tuple(
        Counted(one.person_id, one.name, _said(one, change))
        for one in moved(connection, asked)
        for change in one.changes
        if _code(one.instrument, change) == code
    )


def moved(connection: Connection, asked: Asked) -> tuple[Moved, ...]:
    """Return everybody who has a baseline and a later check-in of one instrument, both with a total."""
    rows = connection.execute(_SCORED, asked.given)
    found = (_moved(list(some)) for _, some in groupby(rows, key=lambda row: (row.person_id, row.instrument)))
    return tuple(each for each in found if each is not None)


def _moved(rows: list[Any]) -> Moved | None:
    """Compare the newest with the newest baseline before it; coming back begins with a baseline of its own."""
    latest, *before = rows
    if latest.moment == BASELINE:
        return None
    baseline = next((row for row in before if row.moment == BASELINE), None)
    if baseline is None:
        return None
    scale = instrument(latest.instrument)
    judged = changes(score_raw(scale, baseline.raw), score_raw(scale, latest.raw))
    name = shown_name(latest.name, latest.known_as)
    return Moved(latest.person_id, name, latest.instrument, baseline.on, latest.on, judged)


def _groups(code: str, people: list[Moved]) -> Iterator[Group]:
    scale = instrument(code)
    for place, threshold in enumerate(scale.thresholds):
        judged = [one.changes[place] for one in people]
        yield Group(
            f"{scale.short_name} change by the {threshold.name} threshold of {threshold.figure}",
            tuple(_figure(code, threshold, kind, judged) for kind in ChangeClass),
        )


def _figure(code: str, threshold: Threshold, kind: ChangeClass, judged: list[Change]) -> Figure:
    name, many = instrument(code).short_name, sum(change.kind is kind for change in judged)
    how = (
        f"People with a {name} baseline and a later {name}, both with every answer. The latest is compared with the "
        f"baseline before it. A change counts from {threshold.figure} points, the {threshold.name} threshold."
    )
    return Figure(f"{_CODE}{code}:{threshold.name}:{kind.name.lower()}", sentence(kind)[:-1], many, len(judged), how)


def _code(code: str, change: Change) -> str:
    return f"{_CODE}{code}:{change.threshold.name}:{change.kind.name.lower()}"


def _said(one: Moved, change: Change) -> str:
    moved_by = "the same" if not change.amount else f"{'up' if change.amount > 0 else 'down'} {abs(change.amount)}"
    return f"{moved_by} from {show_date(one.since)} to {show_date(one.on)}"

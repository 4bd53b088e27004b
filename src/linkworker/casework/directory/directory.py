"""The directory of activities: searched without a network, a page at a time, each with how old its facts are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, and_, cast, func, or_, select, tuple_

from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.directory.activity_reading import labels, running, times_of
from linkworker.casework.directory.activity_view import (
    ActivityRow,
    TimeView,
    cost_words,
    fresh_from,
    is_stale,
    when_words,
)
from linkworker.casework.directory.shown import PAGE
from linkworker.casework.people.naming import CODES_ONLY
from linkworker.records.activity import Activity, ActivityTime
from linkworker.records.provider import Provider
from linkworker.records.venue import Venue

_A, _T, _P, _V = Activity.table(), ActivityTime.table(), Provider.table(), Venue.table()
_TEXTS = (_A.c.name, _A.c.plain, _P.c.name, _V.c.name, _V.c.area)
SORTED = func.lower(_A.c.name)
ROWS = (
    select(
        _A.c.id, _A.c.name, _A.c.kinds, _A.c.item, _A.c.starts_on, _A.c.cost_pence, _A.c.cost_per, _A.c.cost_words,
        _A.c.status_on, _A.c.active, _A.c.withdrawn_on, _A.c.anywhere, _A.c.areas, _A.c.establishments, _A.c.plain,
        _P.c.name.label("provider"), _V.c.name.label("venue"), _V.c.area.label("area"),
    )
    .select_from(_A.outerjoin(_P, _P.c.id == _A.c.provider_id).outerjoin(_V, _V.c.id == _A.c.venue_id))
    .where(_A.c.in_error.is_(False))
    .order_by(SORTED, _A.c.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words of name, description, provider or place, a kind (code), an area; all must hold."""

    words: str = ""
    kind: str | None = None
    area: str | None = None
    running_only: bool = True
    stale_only: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the directory by name. `after` asks for the next one, None on the last; `total` counts them all."""

    rows: tuple[ActivityRow, ...]
    total: int
    after: tuple[str, str] | None

    def sentence(self) -> str:
        """Return how many there are and how many are shown, so that nothing is left out unsaid."""
        if len(self.rows) == self.total:
            return f"{self.total} listed."
        return f"{len(self.rows)} of {self.total} listed."


def activities(
    connection: Connection,
    sought: Sought,
    today: date,
    *,
    after: tuple[str, str] | None = None,
    most: int = PAGE,
    places: Mapping[str, str] = CODES_ONLY,
) -> Page:
    """Return a page of activities by name; two selects for the page and one for the count.

    `places` are the names of establishments by code.
    """
    chosen = ROWS.where(*clauses(sought, today))
    counted = select(func.count()).select_from(chosen.order_by(None).subquery())
    total = connection.execute(counted).scalar_one()
    if after is not None:
        name, last = after
        chosen = chosen.where(tuple_(SORTED, _A.c.id) > (name, last))
    rows = connection.execute(chosen.limit(most + 1)).all()
    more, rows = len(rows) > most, rows[:most]
    times = times_of(connection, [row.id for row in rows])
    last_key = (rows[-1].name.lower(), rows[-1].id) if more else None
    return Page(tuple(_row(row, times.get(row.id, ()), today, places) for row in rows), total, last_key)


def clauses(sought: Sought, today: date) -> list[ColumnElement[bool]]:
    """Return what a row must meet to be found."""
    clauses = [or_(*(column.icontains(word, autoescape=True) for column in _TEXTS)) for word in sought.words.split()]
    if sought.kind:
        clauses.append(_holds(_A.c.kinds, coded("activity-kind").find(sought.kind).code))
    if sought.area:
        area = sought.area.strip()
        clauses.append(or_(_A.c.anywhere.is_(True), _holds(_A.c.areas, area), func.lower(_V.c.area) == area.lower()))
    if sought.running_only:
        clauses.append(and_(_A.c.active.is_(True), _A.c.withdrawn_on.is_(None)))
    if sought.stale_only:
        clauses.append(or_(_A.c.status_on.is_(None), _A.c.status_on < fresh_from(today)))
    return clauses


def _holds(column: Any, value: str) -> ColumnElement[bool]:
    """Look for one whole text in a small JSON list, as it is written there: in quotes."""
    return cast(column, String).icontains(json.dumps(value), autoescape=True)


def _row(row: Any, times: Sequence[TimeView], today: date, places: Mapping[str, str]) -> ActivityRow:
    return ActivityRow(
        id=row.id,
        name=row.name,
        kinds=labels("activity-kind", row.kinds),
        provider=row.provider,
        where=where_words(row, places),
        when=when_words(times, row.item, row.starts_on, today),
        cost=cost_words(row.cost_pence, row.cost_per, row.cost_words),
        confirmed_on=row.status_on,
        stale=is_stale(row.status_on, today),
        running=running(row),
    )


def where_words(row: Any, places: Mapping[str, str]) -> str | None:
    """Return where an activity is: its venue, that it is anywhere, or the prisons and areas that it serves."""
    if row.venue:
        return f"{row.venue}, {row.area}" if row.area and row.area not in row.venue else str(row.venue)
    if row.anywhere:
        return "anywhere"
    return listed([*(places.get(code, code) for code in row.establishments or ()), *(row.areas or ())]) or None

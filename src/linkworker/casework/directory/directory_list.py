"""The directory as a list that can be jumped about in: any rows of it, counted, and where one stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from linkworker.casework.directory.activity_reading import running, times_of
from linkworker.casework.directory.activity_view import TimeView, is_stale
from linkworker.casework.directory.brief import brief_cost, brief_when
from linkworker.casework.directory.directory import ROWS, SORTED, Sought, clauses, where_words
from linkworker.casework.people.naming import CODES_ONLY
from linkworker.records.activity import Activity

_A = Activity.table()


class Chosen(StrEnum):
    """Which activities a list holds."""

    RUNNING = "running"
    TO_CONFIRM = "to-confirm"
    ALL = "all"

    @property
    def words(self) -> str:
        """Return what the list is called."""
        return {"running": "Running now", "to-confirm": "Details to confirm", "all": "All, ended ones too"}[self.value]

    def sought(self, words: str = "") -> Sought:
        """Return what is looked for."""
        return Sought(words, running_only=self is not Chosen.ALL, stale_only=self is Chosen.TO_CONFIRM)


@dataclass(frozen=True, slots=True)
class ListedActivity:
    """One activity as a row: when and what it costs in the fewest words."""

    id: str
    name: str
    provider: str | None
    where: str | None
    when: str
    cost: str
    confirmed_on: date | None
    stale: bool
    running: bool


def count_listed(connection: Connection, sought: Sought, today: date) -> int:
    """Return how many activities are found."""
    chosen = ROWS.where(*clauses(sought, today)).order_by(None)
    return int(connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one())


def listed_at(
    connection: Connection,
    sought: Sought,
    today: date,
    offset: int,
    most: int,
    places: Mapping[str, str] = CODES_ONLY,
) -> tuple[ListedActivity, ...]:
    """Return up to `most` activities by name from the one at `offset` (0 is the first); two selects."""
    rows = connection.execute(ROWS.where(*clauses(sought, today)).limit(most).offset(offset)).all()
    times = times_of(connection, [row.id for row in rows])
    return tuple(_listed(row, times.get(row.id, ()), today, places) for row in rows)


def place_listed(connection: Connection, sought: Sought, today: date, activity_id: str) -> int | None:
    """Return at which place (0 is the first) an activity stands, or None where it is not found."""
    chosen = ROWS.where(*clauses(sought, today)).order_by(None)
    own = connection.execute(chosen.add_columns(SORTED.label("sort")).where(_A.c.id == activity_id)).first()
    if own is None:
        return None
    before = chosen.where(tuple_(SORTED, _A.c.id) < (own.sort, activity_id)).subquery()
    return int(connection.execute(select(func.count()).select_from(before)).scalar_one())


def _listed(row: Any, times: Sequence[TimeView], today: date, places: Mapping[str, str]) -> ListedActivity:
    starts = [(each.weekday, time.fromisoformat(each.starts) if each.starts else None) for each in times]
    return ListedActivity(
        id=row.id,
        name=row.name,
        provider=row.provider,
        where=where_words(row, places),
        when=brief_when(starts, row.item),
        cost=brief_cost(row.cost_pence, row.cost_per, row.cost_words),
        confirmed_on=row.status_on,
        stale=is_stale(row.status_on, today),
        running=running(row),
    )

"""What a person has agreed to go to, as their own copy says it: plain name, when, where, cost; never the need."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.lists import coded
from linkworker.casework.directory.activity_reading import times_of
from linkworker.casework.directory.activity_view import cost_words, when_words
from linkworker.casework.directory.not_here import NO_ACTIVITY
from linkworker.records.activity import Activity
from linkworker.records.referral import Referral
from linkworker.records.venue import Venue

# An idea that only the worker noted is not yet something between the two of them.
_NOT_YET_SAID = "suggested"
NOT_HERE = "An activity that was agreed before"
"""What the person's copy says of one whose name has not come to this laptop."""
_R, _A, _V = Referral.table(), Activity.table(), Venue.table()
_OPEN = (
    select(
        _R.c.activity_id.label("id"), _A.c.name, _A.c.plain, _A.c.item, _A.c.starts_on, _A.c.cost_pence,
        _A.c.cost_per, _A.c.cost_words,
        _V.c.name.label("venue"), _V.c.address,
    )
    .select_from(_R.outerjoin(_A, _A.c.id == _R.c.activity_id).outerjoin(_V, _V.c.id == _A.c.venue_id))
    .where(
        _R.c.person_id == bindparam("person"),
        _R.c.in_error.is_(False),
        _R.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(_R.c.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanActivity:
    """One activity in words; blank where nobody knows. `in_directory` is its own name, for workers alone."""

    name: str
    when: str
    where: str
    cost: str
    in_directory: str


def plan_activities(connection: Connection, person_id: str, today: date) -> tuple[PlanActivity, ...]:
    """Return the activities that a person was offered, chose or goes to, each once, oldest first; two selects."""
    states = [row.code for row in coded("referral-state") if row.is_set("open") and row.code != _NOT_YET_SAID]
    rows = {row.id: row for row in connection.execute(_OPEN, {"person": person_id, "states": states})}
    times = times_of(connection, list(rows))
    return tuple(_activity(row, times.get(row.id, ()), today) for row in rows.values())


def _activity(row: Any, times: Any, today: date) -> PlanActivity:
    when = when_words(times, row.item, row.starts_on, today) if times else ""
    cost = "" if row.cost_pence is None and not row.cost_words else cost_words(
        row.cost_pence, row.cost_per, row.cost_words
    )  # fmt: skip
    where = ", ".join(part for part in (row.venue, row.address) if part)
    name = row.plain or row.name or NOT_HERE
    return PlanActivity(name, _capital(when), where, _capital(cost), row.name or NO_ACTIVITY)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

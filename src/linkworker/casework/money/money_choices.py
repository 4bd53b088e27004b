"""What a request for money may name: goals of the open plan, activities the person agreed to, and the pots."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from linkworker.casework.directory.not_here import ACTIVITY_NAME
from linkworker.casework.money.money_reading import budget_of, pots
from linkworker.casework.money.money_view import BudgetView, PotView
from linkworker.matching.rules import rules
from linkworker.records.activity import Activity
from linkworker.records.goal import Goal
from linkworker.records.plan import Plan
from linkworker.records.referral import Referral

_G, _L, _R, _A = Goal.table().c, Plan.table().c, Referral.table().c, Activity.table().c
_GOALS = (
    select(_G.id, _G.words)
    .join_from(Goal.table(), Plan.table(), (_L.person_id == _G.person_id) & (_L.id == _G.plan_id))
    .where(
        _G.person_id == bindparam("person"),
        _G.in_error.is_(False),
        _G.state == "active",
        _L.in_error.is_(False),
        _L.closed_on.is_(None),
    )
    .order_by(_G.id)
)
_ACTIVITIES = (
    select(_R.activity_id.label("id"), ACTIVITY_NAME.label("name"))
    .join_from(Referral.table(), Activity.table(), _A.id == _R.activity_id, isouter=True)
    .where(
        _R.person_id == bindparam("person"),
        _R.in_error.is_(False),
        _R.state.in_(bindparam("states", expanding=True)),
    )
    .distinct()
    .order_by(ACTIVITY_NAME, _R.activity_id)
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from. `goals` and `activities` are (id, words)."""

    goals: tuple[tuple[str, str], ...]
    activities: tuple[tuple[str, str], ...]
    pots: tuple[PotView, ...]
    """Those that have not ended, the soonest to end first."""
    budget: BudgetView | None


def choices(connection: Connection, person_id: str, today: date) -> Choices:
    """Return what a request of this person may name."""
    given = {"person": person_id}
    states = {"states": sorted(rules().codes["live_states"])}
    return Choices(
        tuple((row.id, row.words) for row in connection.execute(_GOALS, given)),
        tuple((row.id, row.name) for row in connection.execute(_ACTIVITIES, given | states)),
        tuple(pot for pot in pots(connection, today) if not pot.ended),
        budget_of(connection, person_id),
    )

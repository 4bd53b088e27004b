"""Reading money: balances summed by the database from the requests that count, one select a list."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.casework.money.money_view import Balance, BudgetView, PotView, RequestView
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.stands import STANDS
from linkworker.journal.unit_of_work import live
from linkworker.records.activity import Activity
from linkworker.records.goal import Goal
from linkworker.records.money import Budget, MoneyRequest, Pot
from linkworker.records.person import Person
from linkworker.records.worker import Worker

REQUESTED = "requested"

_B, _R, _T = Budget.table(), MoneyRequest.table(), Pot.table()
_P, _G, _A, _W = Person.table(), Goal.table(), Activity.table(), Worker.table()

_REQUESTS = (
    select(
        _R, _P.c.name.label("name"), _P.c.known_as, _G.c.words.label("goal"), _A.c.name.label("activity"),
        _T.c.name.label("pot"), _W.c.name.label("decider"),
    )
    .select_from(
        _R.join(_P, _P.c.id == _R.c.person_id)
        .outerjoin(_G, (_G.c.person_id == _R.c.person_id) & (_G.c.id == _R.c.goal_id))
        .outerjoin(_A, _A.c.id == _R.c.activity_id)
        .outerjoin(_T, _T.c.id == _R.c.pot_id)
        .outerjoin(_W, _W.c.id == _R.c.decided_by)
    )
    .where(_R.c.in_error.is_(False))
)  # fmt: skip
_OF_PERSON = _REQUESTS.where(_R.c.person_id == bindparam("person")).order_by(_R.c.id)
_IN_STATES = _REQUESTS.where(_R.c.state.in_(bindparam("states", expanding=True)), STANDS).order_by(
    _R.c.state_on, _R.c.id
)
_BUDGETS = (
    select(_B, _T.c.name.label("pot"))
    .select_from(_B.outerjoin(_T, _T.c.id == _B.c.pot_id))
    .where(_B.c.person_id == bindparam("person"), _B.c.in_error.is_(False))
    .order_by(_B.c.agreed_on.desc(), _B.c.id.desc())
)
_ON_BUDGETS = (
    select(_R.c.budget_id.label("key"), _R.c.state, func.sum(_R.c.amount_pence).label("pence"))
    .where(_R.c.person_id == bindparam("person"), _R.c.in_error.is_(False), _R.c.budget_id.is_not(None))
    .group_by(_R.c.budget_id, _R.c.state)
)
_POTS = live(Pot).order_by(_T.c.ends_on.is_(None), _T.c.ends_on, _T.c.name, _T.c.id)
_ON_POTS = (
    select(_R.c.pot_id.label("key"), _R.c.state, func.sum(_R.c.amount_pence).label("pence"))
    .where(_R.c.in_error.is_(False), _R.c.pot_id.is_not(None))
    .group_by(_R.c.pot_id, _R.c.state)
)
_HELPED = (
    select(_R.c.pot_id.label("key"), func.count(func.distinct(_R.c.person_id)).label("people"))
    .where(_R.c.in_error.is_(False), _R.c.pot_id.is_not(None), _R.c.state.in_(bindparam("states", expanding=True)))
    .group_by(_R.c.pot_id)
)


def counts(kind: str) -> tuple[str, ...]:
    """Return the states whose sums count as "nothing", "committed" or "spent"."""
    return tuple(row.code for row in coded("money-state") if row.text("counts") == kind)


def requests_of(connection: Connection, person_id: str) -> tuple[RequestView, ...]:
    """Return a person's requests, oldest first, numbered from 1."""
    rows = connection.execute(_OF_PERSON, {"person": person_id})
    return tuple(_request(row, number) for number, row in enumerate(rows, 1))


def request_of(connection: Connection, person_id: str, request_id: str) -> RequestView:
    """Return one request of a person; raises NotFound."""
    found = next((each for each in requests_of(connection, person_id) if each.id == request_id), None)
    if found is None:
        raise NotFound("This request is not here any more.")
    return found


def to_approve(connection: Connection) -> tuple[RequestView, ...]:
    """Return every request that waits for approval, oldest first."""
    return tuple(_request(row, 0) for row in connection.execute(_IN_STATES, {"states": [REQUESTED]}))


def budgets_of(connection: Connection, person_id: str) -> tuple[BudgetView, ...]:
    """Return a person's budgets with their balances, the one in force first."""
    given = {"person": person_id}
    rows = connection.execute(_BUDGETS, given).all()
    sums = _by_key(connection.execute(_ON_BUDGETS, given))
    return tuple(
        BudgetView(
            row.id, row.person_id, balance(row.amount_pence, sums.get(row.id, {})), row.what_for, row.plan_id,
            row.pot_id, row.pot, row.agreed_by, row.agreed_on, row.managed_as, row.review_on,
        )
        for row in rows
    )  # fmt: skip


def budget_of(connection: Connection, person_id: str) -> BudgetView | None:
    """Return the person's budget in force, the latest agreed, or None."""
    return next(iter(budgets_of(connection, person_id)), None)


def pots(connection: Connection, today: date) -> tuple[PotView, ...]:
    """Return every pot with its balance, the soonest to end first."""
    sums = _by_key(connection.execute(_ON_POTS))
    states = [*counts("committed"), *counts("spent")]
    helped = {row.key: row.people for row in connection.execute(_HELPED, {"states": states})}
    return tuple(_pot(row, sums.get(row.id, {}), helped.get(row.id, 0), today) for row in connection.execute(_POTS))


def pot(connection: Connection, pot_id: str, today: date) -> PotView:
    """Return one pot; raises NotFound."""
    found = next((each for each in pots(connection, today) if each.id == pot_id), None)
    if found is None:
        raise NotFound("There is no such pot here.")
    return found


def together(views: Iterable[PotView]) -> Balance:
    """Return the balance of several pots as if they were one; each source keeps its own account."""
    held = [view.balance for view in views]
    return Balance(
        sum(each.amount_pence for each in held),
        sum(each.committed_pence for each in held),
        sum(each.spent_pence for each in held),
        sum(each.asked_pence for each in held),
    )


def balance(amount_pence: int, by_state: Mapping[str, int]) -> Balance:
    """Return the balance of an amount, given the sums of its requests by state."""
    committed, spent = (sum(by_state.get(state, 0) for state in counts(kind)) for kind in ("committed", "spent"))
    return Balance(amount_pence, committed, spent, by_state.get(REQUESTED, 0))


def _by_key(rows: Any) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.key, {})[row.state] = row.pence
    return found


def _request(row: Any, number: int) -> RequestView:
    return RequestView(
        row.id, row.person_id, shown_name(row.name, row.known_as), number, row.amount_pence, row.what_for, row.state,
        row.state_on, row.goal, row.activity, row.budget_id, row.pot_id, row.pot, row.why, row.decider,
    )  # fmt: skip


def _pot(row: Any, by_state: Mapping[str, int], people: int, today: date) -> PotView:
    held = balance(row.amount_pence, by_state)
    used = held.committed_pence + held.spent_pence
    return PotView(
        id=row.id,
        name=row.name,
        funder=row.funder,
        balance=held,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        terms=row.terms,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        settings=tuple(row.settings or ()),
        people=people,
        average_pence=used // people if people else None,
        projected_pence=_projected(used, row.starts_on, row.ends_on, today),
        days_left=None if row.ends_on is None else (row.ends_on - today).days,
    )


def _projected(used: int, starts_on: date | None, ends_on: date | None, today: date) -> int | None:
    """Return what is used by the end if the pace so far holds, in whole pence."""
    if starts_on is None or ends_on is None or not starts_on <= today <= ends_on:
        return None
    return used * ((ends_on - starts_on).days + 1) // ((today - starts_on).days + 1)

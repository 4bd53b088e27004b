"""Requests for money: asked for what the plan agrees, decided, paid, and never below nothing without a reason."""

from datetime import date

from sqlalchemy import bindparam, select

from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, maybe, next_state, words
from linkworker.casework.directory.providers import not_approved
from linkworker.casework.money.budgets import refuse_debt, the_budget
from linkworker.casework.money.money_reading import budgets_of, counts, pot
from linkworker.casework.money.pots import above_nothing, outside_terms
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.matching.rules import rules
from linkworker.records.activity import Activity
from linkworker.records.goal import Goal
from linkworker.records.money import Budget, MoneyRequest, Pot
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.referral import Referral

_AGREED = "agreed"
DECISIONS = frozenset({"approved", "refused"})

_REFERRAL = Referral.table().c
_CHOSEN = select(_REFERRAL.id).where(
    _REFERRAL.person_id == bindparam("person"),
    _REFERRAL.activity_id == bindparam("activity"),
    _REFERRAL.state.in_(bindparam("states", expanding=True)),
    _REFERRAL.in_error.is_(False),
)


def ask_for(
    uow: UnitOfWork,
    person_id: str,
    amount_pence: int,
    what_for: str,
    *,
    goal_id: str | None = None,
    activity_id: str | None = None,
    pot_id: str | None = None,
    reason: str | None = None,
    on: date | None = None,
) -> str:
    """Ask for money and return the request's id: from a pot if one is named, else from the person's budget.

    It names a goal of the agreed plan, or an activity that the person agreed to; anything else needs a stated reason,
    and so do a provider whose checks are not in date and a pot whose terms do not cover the person.
    Raises Refused without it, BadInput for no money or blank words, NotFound.
    """
    asked, why = words(what_for, "Enter what the money is for."), maybe(reason)
    budget = None if pot_id else the_budget(uow, person_id)
    source = budget.pot_id if budget else pot_id
    faults = _faults(uow, person_id, goal_id, activity_id, source)
    if faults and why is None:
        raise Refused(f"{' '.join(faults)} Or give a reason to ask all the same.")
    request = MoneyRequest(
        person_id=person_id,
        budget_id=budget.id if budget else None,
        pot_id=source,
        goal_id=goal_id,
        activity_id=activity_id,
        amount_pence=above_nothing(amount_pence),
        what_for=asked,
        state_on=_day(uow, on),
        why=why,
    )
    return uow.add(request, why).id


def decide(
    uow: UnitOfWork,
    person_id: str,
    request_id: str,
    state: str,
    *,
    reason: str | None = None,
    despite: str | None = None,
    on: date | None = None,
) -> None:
    """Move a request on: approved, refused, ordered, paid, received, refunded; a refused one can be asked again.

    Where the coded list says so a `reason` is needed. Money that is not there, or a provider whose checks are not in
    date, needs a stated reason to go ahead (`despite`). Raises Refused, BadInput.
    """
    request = live_of(uow, MoneyRequest, person_id, request_id)
    row = next_state("money-state", request.state, state)
    given = words(reason, f"Say why it is '{row.label.lower()}'.") if row.is_set("reason") else maybe(reason)
    override = maybe(despite)
    day = _day(uow, on)
    if day < request.state_on:
        raise BadInput("The date must be on or after that of the step before.")
    if row.text("counts") in {"committed", "spent"}:
        _check_money(uow, request, override)
        faults = _provider_faults(uow, request.activity_id)
        if faults and override is None and request.why is None:
            raise Refused(f"{' '.join(faults)} Give a reason to go ahead.")
    told = override or given
    uow.change(
        request,
        told,
        state=row.code,
        state_on=day,
        why=told or request.why,
        decided_by=uow.worker_id if row.code in DECISIONS else request.decided_by,
    )


def _check_money(uow: UnitOfWork, request: MoneyRequest, override: str | None) -> None:
    """Look at what is left when the sum begins to count; once it counts, it is in the balance already."""
    if request.state in {*counts("committed"), *counts("spent")}:
        return
    if request.budget_id is not None:
        budget = live_of(uow, Budget, request.person_id, request.budget_id)
        held = next(each for each in budgets_of(uow.connection, request.person_id) if each.id == budget.id)
        refuse_debt(held.balance.left_pence, request.amount_pence, "The budget", override)
    if request.pot_id is not None:
        source = pot(uow.connection, request.pot_id, uow.clock.today())
        refuse_debt(source.balance.left_pence, request.amount_pence, source.name, override)


def _faults(
    uow: UnitOfWork, person_id: str, goal_id: str | None, activity_id: str | None, pot_id: str | None
) -> list[str]:
    found = []
    if not (_goal_agreed(uow, person_id, goal_id) or _activity_agreed(uow, person_id, activity_id)):
        found.append("Money may be spent only on what the agreed plan holds. Name a goal or an activity of it.")
    found += _provider_faults(uow, activity_id)
    if pot_id is not None:
        found += outside_terms(uow.get(Pot, pot_id), uow.get(Person, person_id), uow.clock.today())
    return found


def _goal_agreed(uow: UnitOfWork, person_id: str, goal_id: str | None) -> bool:
    if goal_id is None:
        return False
    goal = live_of(uow, Goal, person_id, goal_id)
    plan = live_of(uow, Plan, person_id, goal.plan_id)
    return plan.agreement == _AGREED and plan.closed_on is None and coded("goal-state")[goal.state].is_set("open")


def _activity_agreed(uow: UnitOfWork, person_id: str, activity_id: str | None) -> bool:
    if activity_id is None:
        return False
    given = {"person": person_id, "activity": activity_id, "states": sorted(rules().codes["live_states"])}
    return uow.connection.execute(_CHOSEN, given).first() is not None


def _provider_faults(uow: UnitOfWork, activity_id: str | None) -> list[str]:
    if activity_id is None:
        return []
    provider_id = uow.get(Activity, activity_id).provider_id
    said = not_approved(uow.connection, provider_id, uow.clock.today()) if provider_id else None
    return [said] if said else []


def _day(uow: UnitOfWork, on: date | None) -> date:
    today = uow.clock.today()
    if on is not None and on > today:
        raise BadInput("The date must be today or earlier.")
    return on or today

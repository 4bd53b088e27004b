"""Personal Health Budgets, tied to the plan, within the limit and ages that the organisation set."""

from datetime import date
from typing import Any

from linkworker.base.dates import age_on
from linkworker.base.errors import NotFound, Refused
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.setting_values import PersonalBudget
from linkworker.casework.ask import live_of, maybe
from linkworker.casework.money.money_reading import budgets_of
from linkworker.casework.money.pots import above_nothing
from linkworker.casework.plans.plan_reading import current_plan
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.money import Budget, Pot
from linkworker.records.person import Person


def set_budget(
    uow: UnitOfWork,
    person_id: str,
    amount_pence: int,
    limit: PersonalBudget,
    *,
    what_for: str | None = None,
    agreed_by: str | None = None,
    agreed_on: date | None = None,
    managed_as: str = "notional",
    review_on: date | None = None,
    pot_id: str | None = None,
    despite: str | None = None,
) -> str:
    """Give a person a budget on their open plan and return its id; it takes the place of an earlier one.

    `limit` is the organisation's; beyond its sum or ages a reason is needed (`despite`), which the journal keeps.
    Raises Refused without it, or without a plan; BadInput for no money or an unknown way of managing.
    """
    person = uow.get(Person, person_id)
    plan_id = current_plan(uow.connection, person_id)
    if plan_id is None:
        raise Refused("A personal budget belongs to a plan. Start a plan first.")
    beyond = beyond_limit(person, above_nothing(amount_pence), limit, uow.clock.today())
    why = maybe(despite)
    if beyond and why is None:
        raise Refused(f"{' '.join(beyond)} Give a reason to go ahead.")
    if pot_id is not None:
        uow.get(Pot, pot_id)
    budget = Budget(
        person_id=person_id,
        plan_id=plan_id,
        pot_id=pot_id,
        amount_pence=amount_pence,
        what_for=maybe(what_for),
        agreed_by=maybe(agreed_by),
        agreed_on=agreed_on or uow.clock.today(),
        managed_as=coded("managed-as").find(managed_as).code,
        review_on=review_on,
    )
    return uow.add(budget, why).id


def change_budget(
    uow: UnitOfWork,
    person_id: str,
    budget_id: str,
    limit: PersonalBudget,
    *,
    despite: str | None = None,
    **fields: Any,
) -> None:
    """Change a budget's fields. A sum beyond the limit, or below what is committed and spent, needs a reason."""
    budget = live_of(uow, Budget, person_id, budget_id)
    why = maybe(despite)
    if "amount_pence" in fields:
        wanted = above_nothing(fields["amount_pence"])
        faults = list(beyond_limit(uow.get(Person, person_id), wanted, limit, uow.clock.today()))
        held = next(each for each in budgets_of(uow.connection, person_id) if each.id == budget_id).balance
        if wanted < held.committed_pence + held.spent_pence:
            faults.append(f"{show_money(held.committed_pence + held.spent_pence)} is committed or spent already.")
        if faults and why is None:
            raise Refused(f"{' '.join(faults)} Give a reason to go ahead.")
    if "managed_as" in fields:
        fields["managed_as"] = coded("managed-as").find(fields["managed_as"]).code
    uow.change(budget, why, **fields)


def beyond_limit(person: Person, amount_pence: int, limit: PersonalBudget, today: date) -> tuple[str, ...]:
    """Return a sentence for each way in which a budget goes beyond the organisation's limit."""
    found = []
    if amount_pence > limit.limit:
        found.append(f"A personal budget is up to {show_money(limit.limit)}.")
    ages = f"Personal budgets are for ages {limit.from_age} to {limit.to_age}"
    if person.date_of_birth is None:
        found.append(f"{ages}, and the date of birth is not known.")
    elif not limit.from_age <= (age := age_on(person.date_of_birth, today)) <= limit.to_age:
        found.append(f"{ages}, and this person is {age}.")
    return tuple(found)


def the_budget(uow: UnitOfWork, person_id: str) -> Budget:
    """Return the record of the budget in force; raises NotFound."""
    held = budgets_of(uow.connection, person_id)
    if not held:
        raise NotFound("There is no personal budget yet. Set one, or name a pot.")
    return live_of(uow, Budget, person_id, held[0].id)


def refuse_debt(left_pence: int, pence: int, name: str, despite: str | None) -> None:
    """Raise Refused when a sum is more than is left and no reason is stated; exactly what is left is enough."""
    if pence <= left_pence or maybe(despite):
        return
    short = show_money(pence - left_pence)
    raise Refused(f"{name} has {show_money(max(left_pence, 0))} left, {short} too little. Give a reason to go ahead.")

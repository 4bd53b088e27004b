"""Pots, personal budgets and requests. All money is integer pence."""

from datetime import date

from linkworker.records.record import OfPerson, Standalone, coded, codes, link


class Pot(Standalone, table=True):
    """Money from one funder, with its terms and dates."""

    name: str
    funder: str | None = None
    amount_pence: int
    starts_on: date | None = None
    ends_on: date | None = None
    terms: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    settings: list[str] = codes("setting")


class Budget(OfPerson, table=True):
    """A Personal Health Budget tied to a plan."""

    plan_id: str | None = link(optional=True)
    pot_id: str | None = link("pot.id", optional=True)
    amount_pence: int
    what_for: str | None = None
    agreed_by: str | None = None
    agreed_on: date | None = None
    managed_as: str = coded("managed-as", "notional")
    review_on: date | None = None


class MoneyRequest(OfPerson, table=True):
    """A request for money: how much, what for, which goal it serves, and where it stands."""

    __tablename__ = "money_request"

    budget_id: str | None = link(optional=True)
    pot_id: str | None = link("pot.id", optional=True)
    goal_id: str | None = link(optional=True)
    activity_id: str | None = link("activity.id", optional=True)
    amount_pence: int
    what_for: str
    state: str = coded("money-state", "requested")
    state_on: date
    why: str | None = None  # the latest reason given: for a sum off the plan, a refusal, a refund
    decided_by: str | None = link("worker.id", optional=True)

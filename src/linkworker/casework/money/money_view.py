"""What is shown of money: requests, budgets and pots, all in whole pence."""

from dataclasses import dataclass
from datetime import date

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.money import show_money
from linkworker.base.words import count, sentence, within

ENDING_SOON_DAYS = 60
"""How long before its end a pot says so."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a pot or a budget holds. Left = amount - committed - spent; `asked` waits for an answer, counted nowhere."""

    amount_pence: int
    committed_pence: int = 0
    spent_pence: int = 0
    asked_pence: int = 0

    @property
    def left_pence(self) -> int:
        """Pence left; below nothing only where a stated reason let it."""
        return self.amount_pence - self.committed_pence - self.spent_pence

    def words(self) -> str:
        """Return the balance in one sentence."""
        asked = f"; {show_money(self.asked_pence)} asked for" if self.asked_pence else ""
        return (
            f"{show_money(self.left_pence)} left of {show_money(self.amount_pence)}: "
            f"{show_money(self.committed_pence)} committed, {show_money(self.spent_pence)} spent{asked}"
        )


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request. `number` is its place among the person's, from 1, oldest first; 0 in a list of many people's."""

    id: str
    person_id: str
    person: str
    number: int
    amount_pence: int
    what_for: str
    state: str
    state_on: date
    goal: str | None
    activity: str | None
    budget_id: str | None
    pot_id: str | None
    pot: str | None
    why: str | None
    decided_by: str | None

    @property
    def state_label(self) -> str:
        """The state in words."""
        return coded("money-state").label(self.state)

    def words(self) -> str:
        """Return the request as one line to read aloud."""
        serves = f", for the goal '{within(self.goal)}'" if self.goal else ""
        source = f", from {self.pot}" if self.pot else ""
        why = f" {sentence(self.why)}" if self.why else ""
        what = f"{show_money(self.amount_pence)} for {within(self.what_for)}{serves}{source}"
        return f"{what}: {self.state_label.lower()} {show_date(self.state_on)}.{why}"


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A Personal Health Budget with where it stands and every request on it."""

    id: str
    person_id: str
    balance: Balance
    what_for: str | None
    plan_id: str | None
    pot_id: str | None
    pot: str | None
    agreed_by: str | None
    agreed_on: date | None
    managed_as: str
    review_on: date | None

    def words(self) -> str:
        """Return the budget as one line to read aloud."""
        managed = coded("managed-as").label(self.managed_as).lower()
        agreed = f", agreed by {self.agreed_by}" if self.agreed_by else ""
        review = f", review {show_date(self.review_on)}" if self.review_on else ""
        return f"Personal budget ({managed}{agreed}{review}): {self.balance.words()}."


@dataclass(frozen=True, slots=True)
class PotView:
    """A pot with its terms, what is left, and whom it helped."""

    id: str
    name: str
    funder: str | None
    balance: Balance
    starts_on: date | None
    ends_on: date | None
    terms: str | None
    minimum_age: int | None
    maximum_age: int | None
    settings: tuple[str, ...]
    people: int
    """How many people money was committed to or spent on."""
    average_pence: int | None
    """Committed and spent for each of them, rounded down; None while there is nobody."""
    projected_pence: int | None
    """Committed and spent by its end at the pace so far; None without dates, or before it starts."""
    days_left: int | None

    @property
    def ending_soon(self) -> bool:
        """Whether it ends within 60 days and has not ended."""
        return self.days_left is not None and 0 <= self.days_left <= ENDING_SOON_DAYS

    @property
    def ended(self) -> bool:
        """Whether its last day has passed."""
        return self.days_left is not None and self.days_left < 0

    def who(self) -> str:
        """Return who may benefit, in words."""
        low, high = self.minimum_age, self.maximum_age
        settings = " or ".join(coded("setting").label(code).lower() for code in self.settings)
        ages = (
            ""
            if low is None and high is None
            else f"ages {low or 0} and over"
            if high is None
            else f"ages {low or 0} to {high}"
        )
        return ", ".join(part for part in (ages, settings) if part) or "anyone"

    def ends_words(self) -> str:
        """Return when it ends, with a warning when that is near or past."""
        if self.ends_on is None or self.days_left is None:
            return "no end date"
        when = show_date(self.ends_on)
        if self.ended:
            return f"ended {when}"
        return f"ends {when}, in {count(self.days_left, 'day')}" if self.ending_soon else f"ends {when}"

    def lines(self) -> tuple[str, ...]:
        """Return the pot as lines to read aloud."""
        funder = f" ({self.funder})" if self.funder else ""
        helped = count(self.people, "person", "people") + " helped"
        average = "" if self.average_pence is None else f", {show_money(self.average_pence)} each on average"
        pace = "" if self.projected_pence is None else f" At this pace {show_money(self.projected_pence)} by its end."
        terms = f" Terms: {sentence(self.terms)}" if self.terms else ""
        return (
            f"{self.name}{funder}, {self.ends_words()}. For {self.who()}.{terms}",
            f"{self.balance.words()}. {helped}{average}.{pace}",
        )


def ages_words(youngest: int | None, oldest: int | None) -> str:
    """Return a range of ages in words, both included: "ages 16 to 25"; "" where there is no limit."""
    if youngest is None and oldest is None:
        return ""
    return f"ages {youngest or 0} and over" if oldest is None else f"ages {youngest or 0} to {oldest}"

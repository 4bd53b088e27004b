"""Pots of money: each with its funder, dates and terms, and who may benefit."""

from datetime import date
from typing import Any

from linkworker.base.dates import age_on, show_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.ask import maybe, words
from linkworker.casework.money.money_view import ages_words
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.money import Pot
from linkworker.records.person import Person

_TEXTS = frozenset({"funder", "terms"})


def add_pot(uow: UnitOfWork, name: str, amount_pence: int, **fields: Any) -> str:
    """Add a pot and return its id.

    Fields: `funder`, `starts_on`, `ends_on`, `terms`, `minimum_age`, `maximum_age` (years, both included) and
    `settings` (codes). Raises BadInput for a blank name, no money, or ends before starts.
    """
    given: dict[str, Any] = {name: maybe(value) if name in _TEXTS else value for name, value in fields.items()}
    pot = Pot(name=words(name, "Enter the name of the pot."), amount_pence=above_nothing(amount_pence), **given)
    _check(pot)
    return uow.add(pot).id


def change_pot(uow: UnitOfWork, pot_id: str, reason: str | None = None, **fields: Any) -> None:
    """Change a pot's fields; raises NotFound, BadInput as `add_pot`."""
    pot = uow.get(Pot, pot_id)
    given: dict[str, Any] = {name: maybe(value) if name in _TEXTS else value for name, value in fields.items()}
    if "name" in given:
        given["name"] = words(given["name"], "Enter the name of the pot.")
    if "amount_pence" in given:
        above_nothing(given["amount_pence"])
    uow.change(pot, reason, **given)
    _check(pot)


def above_nothing(pence: int) -> int:
    """Return the sum; raises BadInput for nothing or less."""
    if pence <= 0:
        raise BadInput("Enter a sum above £0.00.")
    return pence


def outside_terms(pot: Pot, person: Person, today: date) -> tuple[str, ...]:
    """Return a sentence for each term of the pot that this person is not known to meet today; none means they may."""
    found = []
    if pot.starts_on is not None and today < pot.starts_on:
        found.append(f"{pot.name} starts on {show_date(pot.starts_on)}.")
    if pot.ends_on is not None and today > pot.ends_on:
        found.append(f"{pot.name} ended on {show_date(pot.ends_on)}.")
    if pot.minimum_age is not None or pot.maximum_age is not None:
        found += _age(pot, person, today)
    if pot.settings and person.setting not in pot.settings:
        allowed = listed((coded("setting").label(code).lower() for code in pot.settings), "or")
        found.append(f"{pot.name} is for people {allowed}.")
    return tuple(found)


def _age(pot: Pot, person: Person, today: date) -> list[str]:
    if person.date_of_birth is None:
        return [f"{pot.name} has an age limit, and the date of birth is not known."]
    age = age_on(person.date_of_birth, today)
    if (pot.minimum_age or 0) <= age <= (age if pot.maximum_age is None else pot.maximum_age):
        return []
    return [f"{pot.name} is for {ages_words(pot.minimum_age, pot.maximum_age)}, and this person is {age}."]


def _check(pot: Pot) -> None:
    if pot.starts_on and pot.ends_on and pot.ends_on < pot.starts_on:
        raise BadInput("The pot must end on or after the day it starts.")
    if pot.minimum_age is not None and pot.maximum_age is not None and pot.maximum_age < pot.minimum_age:
        raise BadInput("The oldest age must be the youngest age or more.")
    for code in pot.settings:
        coded("setting").find(code)

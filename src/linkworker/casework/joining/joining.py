"""Joining two records of one person: one ends and leads to the other; nothing is moved, and it can be undone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import Refused
from linkworker.casework.people.naming import shown_name
from linkworker.casework.people.people import live_person
from linkworker.casework.people.stands import GOES_ON_ELSEWHERE
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person

_P = Person.table().c
_NAMED = select(_P.id, _P.name, _P.known_as, _P.in_error)
_INTO = select(_P.merged_into).where(_P.id == bindparam("person"))
_ONE = _NAMED.where(_P.id == bindparam("person"))
_ALSO = _NAMED.where(_P.merged_into == bindparam("person"), _P.in_error.is_(False)).order_by(_P.name, _P.id)
_GOES_ON = select(_P.id).where(_P.id == bindparam("person"), GOES_ON_ELSEWHERE)
ELSEWHERE = "a record that is not on this laptop"


class Counts(StrEnum):
    """Which record counts where this one was joined with another, and why it is this one."""

    THERE = "there"
    NOT_HERE = "not-here"  # the other one was erased, or let go to another laptop
    IN_ERROR = "in-error"  # the other one was
    LEADS_BACK = "leads-back"  # the other one was joined into this one, at once on another laptop


_ENDED = {
    Counts.THERE: "Joined with {name}. Go on writing there.",
    Counts.NOT_HERE: "Joined with {name}. Go on writing here.",
    Counts.IN_ERROR: "Joined with {name}, which was entered in error. This record counts.",
    Counts.LEADS_BACK: "This record and {name} were each joined into the other. Part one of them.",
}


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a person's record leads: (id, name) of the one that it was joined with, and of those joined with it.

    `counts` says which record counts: another than THERE where this one is in the lists although it was joined.
    """

    into: tuple[str, str] | None
    also: tuple[tuple[str, str], ...]
    counts: Counts = Counts.THERE

    def sentences(self) -> tuple[str, ...]:
        """Return what the person's page says; nothing for most people."""
        ended = () if self.into is None else (_ENDED[self.counts].format(name=self.into[1]),)
        said = None if self.into is None else self.into[0]
        return (*ended, *(f"Also recorded as {name}." for one, name in self.also if one != said))


def join(uow: UnitOfWork, person_id: str, into: str, reason: str | None = None) -> None:
    """Let a person's record end and lead to another one of the same person. What stands in either stays there.

    Raises Refused for one and the same record, or where either was joined with another already; NotFound.
    """
    ends, stays = live_person(uow, person_id), live_person(uow, into)
    if person_id == into:
        raise Refused("That is one and the same record.")
    if ends.merged_into is not None:
        raise Refused("This record has been joined with another already. Part them first.")
    if stays.merged_into is not None:
        raise Refused("That record has been joined with another itself. Choose the one that it leads to.")
    uow.change(ends, reason, merged_into=into)


def part(uow: UnitOfWork, person_id: str, reason: str | None = None) -> None:
    """Take back that a person's record was joined with another; raises Refused where it was not."""
    person = uow.get(Person, person_id)
    if person.merged_into is None:
        raise Refused("This record is not joined with another.")
    uow.restore(person, reason, merged_into=None)


def joined(connection: Connection, person_id: str) -> Joined:
    """Return what a person's record was joined with, and which were joined with it."""
    target = connection.execute(_INTO, {"person": person_id}).scalar()
    row = None if target is None else connection.execute(_ONE, {"person": target}).first()
    into = None if target is None else (target, ELSEWHERE if row is None else shown_name(row.name, row.known_as))
    also = connection.execute(_ALSO, {"person": person_id})
    named = tuple((each.id, shown_name(each.name, each.known_as)) for each in also)
    return Joined(into, named, Counts.THERE if into is None else _counts(connection, person_id, row))


def _counts(connection: Connection, person_id: str, into: Any) -> Counts:
    if connection.execute(_GOES_ON, {"person": person_id}).first() is not None:
        return Counts.THERE
    if into is None:
        return Counts.NOT_HERE
    return Counts.IN_ERROR if into.in_error else Counts.LEADS_BACK

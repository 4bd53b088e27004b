"""People who are here already and may be the one about to be added, by hand or from a row of a file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import Connection, Row, select

from linkworker.base.identifiers import check
from linkworker.base.lists import coded
from linkworker.casework.people.naming import CODES_ONLY, place_words, shown_name, told_apart
from linkworker.casework.people.spelling import Spelling
from linkworker.casework.people.stands import STANDS
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person

_P, _I = Person.table().c, Identifier.table().c
_PEOPLE = select(
    _P.id, _P.name, _P.known_as, _P.other_names, _P.date_of_birth, _P.establishment, _P.wing, _P.address, _P.area
).where(STANDS)
_NUMBERS = select(_I.person_id, _I.scheme, _I.value).where(_I.in_error.is_(False))

# How alike two names must be. "Jon Smith" and "John Smith" are 0.95 alike, "Okafor, Zoe" and "Okafer, Zoe" 0.9; but so
# are "Sam Smith" and "Pam Smith" 0.89, "Ally Morgan" and "Ali Morgan" 0.86. The same date of birth makes it likelier.
_ALIKE = 0.9
_ALIKE_BORN_TOGETHER = 0.75

_Key = str | date | tuple[str, int]


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody here who may be the same person, and in which way: "same prison number", "a similar name"."""

    person_id: str
    told: str
    why: str
    same: bool
    """Whether number or name and date of birth agree, so that it is hardly somebody else."""
    born_apart: bool = False
    """Whether only the name speaks for it and two known dates of birth against it: in a file, another person."""


@dataclass(frozen=True, slots=True)
class _One:
    """Somebody here, as far as telling people apart needs."""

    id: str
    told: str
    names: tuple[Spelling, ...]
    born: date | None

    @classmethod
    def of(cls, row: Person | Row[Any], places: Mapping[str, str]) -> Self:
        place = place_words(row.establishment, row.wing, row.address, row.area, places)
        told = told_apart(shown_name(row.name, row.known_as), row.date_of_birth, place)
        names = tuple(spelt for name in _names(row) if (spelt := Spelling.of(name)).text)
        return cls(row.id, told, names, row.date_of_birth)


class KnownPeople:
    """Everybody here, read once, so that a whole file of people can be looked up against them and against itself."""

    def __init__(
        self,
        people: Iterable[Person | Row[Any]] = (),
        numbers: Iterable[Row[Any]] = (),
        places: Mapping[str, str] = CODES_ONLY,
    ) -> None:
        self._places = places
        self._people: dict[str, _One] = {}
        self._by_key: dict[_Key, set[str]] = defaultdict(set)
        self._by_number: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in people:
            self.add(row)
        for number in numbers:
            if number.person_id in self._people:
                self.add_number(number.person_id, number.scheme, number.value)

    @classmethod
    def read(cls, connection: Connection, places: Mapping[str, str] = CODES_ONLY) -> Self:
        """Read everybody's names, dates of birth and numbers; `places` are the names of establishments by code."""
        return cls(connection.execute(_PEOPLE), connection.execute(_NUMBERS), places)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self._people

    def add(self, person: Person | Row[Any]) -> None:
        """Know one person more: one that was just added, so that a later row of the same file is told to be like it."""
        one = self._people[person.id] = _One.of(person, self._places)
        for key in _keys(one.names, one.born):
            self._by_key[key].add(one.id)

    def add_number(self, person_id: str, scheme: str, value: str) -> None:
        """Know one number more of somebody; `value` is as stored."""
        self._by_number[scheme, value].add(person_id)

    def bearers(self, scheme: str, value: str) -> frozenset[str]:
        """Return the ids of those who have a number; `value` is as stored."""
        return frozenset(self._by_number.get((scheme, value), ()))

    def like(
        self, name: str, born: date | None = None, numbers: Iterable[tuple[str, str]] = ()
    ) -> tuple[LookAlike, ...]:
        """Return those who may be the person of this name, date of birth and (scheme, number)s, surest first."""
        why: dict[str, tuple[int, str]] = {}
        for scheme, typed in numbers:
            for person_id in self._by_number.get((scheme, check(scheme, typed).canonical), ()):
                why.setdefault(person_id, (0, f"same {_number_words(scheme)}"))
        mine = Spelling.of(name)
        near = {person_id for key in _keys((mine,), born) for person_id in self._by_key.get(key, ())}
        for person_id in near - why.keys():
            verdict = _compare(self._people[person_id], mine, born)
            if verdict is not None:
                why[person_id] = verdict
        ordered = sorted((rank, self._people[one].told, one, said) for one, (rank, said) in why.items())
        return tuple(
            LookAlike(person_id, told, said, same=rank <= _SURE, born_apart=rank == _BORN_APART)
            for rank, told, person_id, said in ordered
        )


_SURE = 1
_LIKELY = 2
_PERHAPS = 3
_BORN_APART = 4


def _compare(other: _One, mine: Spelling, born: date | None) -> tuple[int, str] | None:
    """Return how sure it is that a person is the other, and why; None if nothing speaks for it."""
    same_day, both_known = born is not None and born == other.born, born is not None and other.born is not None
    if any(mine.text == name.text for name in other.names):
        if same_day:
            return _SURE, "same name and date of birth"
        return (_BORN_APART, "same name, another date of birth") if both_known else (_LIKELY, "same name")
    if same_day:
        if any(mine.words & name.words for name in other.names):
            return _LIKELY, "same date of birth and part of the name"
        near = any(mine.is_near(name, _ALIKE_BORN_TOGETHER) for name in other.names)
        return (_LIKELY, "same date of birth and a similar name") if near else None
    if both_known:
        return None
    return (_PERHAPS, "a similar name") if any(mine.is_near(name, _ALIKE) for name in other.names) else None


def _names(row: Person | Row[Any]) -> Iterator[str]:
    for name in (row.name, row.known_as, *(row.other_names or "").split(",")):
        if name:
            yield name


def _keys(names: Iterable[Spelling], born: date | None) -> Iterator[_Key]:
    """Yield what two people who may be one have in common: a word, first letters, or the day they were born."""
    if born is not None:
        yield born
    for name in names:
        yield from name.words
        yield name.initials


def _number_words(scheme: str) -> str:
    label = coded("identifier-scheme").label(scheme)
    return label if label[:2].isupper() else label[0].lower() + label[1:]

"""People who are here already and may be the one about to be added."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Self

from sqlalchemy import Connection, Row, select

from linkworker.base.identifiers import check
from linkworker.base.lists import coded
from linkworker.casework.naming import folded, place_words, shown_name, told_apart
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person

# Two spellings of a name by one slip ("Okafor", "Okafer") come out at 0.9 or more; two names by chance seldom do.
_ALIKE = 0.86

_P, _I = Person.table().c, Identifier.table().c
_PEOPLE = select(
    _P.id, _P.name, _P.known_as, _P.other_names, _P.date_of_birth, _P.establishment, _P.wing, _P.address, _P.area
).where(_P.in_error.is_(False))
_NUMBERS = select(_I.person_id, _I.scheme, _I.value).where(_I.in_error.is_(False))


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody here who may be the same person, and in which way: "same prison number", "a similar name"."""

    person_id: str
    told: str
    why: str
    same: bool
    """Whether number or name and date of birth agree, so that it is hardly somebody else."""


class KnownPeople:
    """Everybody here, read once, so that a whole file of people can be looked up against them."""

    def __init__(self, people: Iterable[Row[Any]], numbers: Iterable[Row[Any]]) -> None:
        self._people = {row.id: row for row in people}
        self._names: dict[str, tuple[str, ...]] = {row.id: tuple(_names(row)) for row in self._people.values()}
        self._by_key: dict[Any, set[str]] = defaultdict(set)
        for row in self._people.values():
            for key in _keys(self._names[row.id], row.date_of_birth):
                self._by_key[key].add(row.id)
        self._by_number: dict[tuple[str, str], set[str]] = defaultdict(set)
        for number in numbers:
            if number.person_id in self._people:
                self._by_number[number.scheme, number.value].add(number.person_id)

    @classmethod
    def read(cls, connection: Connection) -> Self:
        """Read everybody's names, dates of birth and numbers."""
        return cls(connection.execute(_PEOPLE), connection.execute(_NUMBERS))

    def like(
        self, name: str, born: date | None = None, numbers: Iterable[tuple[str, str]] = ()
    ) -> tuple[LookAlike, ...]:
        """Return those who may be the person of this name, date of birth and (scheme, number)s, surest first."""
        why: dict[str, tuple[int, str]] = {}
        for scheme, typed in numbers:
            for person_id in self._by_number.get((scheme, check(scheme, typed).canonical), ()):
                why[person_id] = 0, f"same {_number_words(scheme)}"
        words = folded(name)
        near = set().union(*(self._by_key.get(key, set()) for key in _keys((words,), born)))
        for person_id in near - why.keys():
            verdict = self._compare(person_id, words, born)
            if verdict is not None:
                why[person_id] = verdict
        ordered = sorted(why.items(), key=lambda item: (item[1][0], self._names[item[0]]))
        return tuple(
            LookAlike(person_id, self._told(person_id), reason, rank <= 1) for person_id, (rank, reason) in ordered
        )

    def _compare(self, person_id: str, words: str, born: date | None) -> tuple[int, str] | None:
        other = self._people[person_id].date_of_birth
        same_day, both_known = born is not None and born == other, born is not None and other is not None
        names = self._names[person_id]
        if any(sorted(words.split()) == sorted(name.split()) for name in names):
            if same_day:
                return 1, "same name and date of birth"
            return (3, "same name, another date of birth") if both_known else (2, "same name")
        if same_day and any(set(words.split()) & set(name.split()) for name in names):
            return 2, "same date of birth and part of the name"
        if both_known and not same_day:
            return None
        return (3, "a similar name") if any(_alike(words, name) for name in names) else None

    def _told(self, person_id: str) -> str:
        row = self._people[person_id]
        place = place_words(row.establishment, row.wing, row.address, row.area)
        return told_apart(shown_name(row.name, row.known_as), row.date_of_birth, place)


def _names(row: Row[Any]) -> Iterator[str]:
    for name in (row.name, row.known_as, *(row.other_names or "").split(",")):
        if name and name.strip():
            yield folded(name)


def _keys(names: Iterable[str], born: date | None) -> Iterator[Any]:
    """Yield what two people who may be one have in common: a word, first letters, or the day they were born."""
    if born is not None:
        yield born
    for name in names:
        words = name.split()
        yield from words
        yield "".join(sorted(word[0] for word in words)), len(words)


def _alike(first: str, second: str) -> bool:
    match = SequenceMatcher(None, first, second, autojunk=False)
    return match.real_quick_ratio() >= _ALIKE and match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE


def _number_words(scheme: str) -> str:
    label = coded("identifier-scheme").label(scheme)
    return label if label[:2].isupper() else label[0].lower() + label[1:]

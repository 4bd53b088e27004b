"""Whether a row of a caseload may be somebody who is already there: found kindly, and always asked about."""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from linkworker.imports.caseload import CaseloadRow, Number
from linkworker.imports.word_map import folded

# How alike two names must be (0 to 1). "Jon Smith" and "John Smith" are 0.95 alike, "Ali Khan" and "Alia Khan" 0.94,
# "Sam Smith" and "Pam Smith" 0.89, "Ally Morgan" and "Ali Morgan" 0.86. The same date of birth makes it likelier.
_ALIKE = 0.9
_ALIKE_BORN_TOGETHER = 0.75


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is already there (or in a row above): what is needed to tell whether a row is the same person."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    born: date | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    """Scheme and stored value."""
    source_ref: str | None = None
    in_error: bool = False

    def names(self) -> set[str]:
        """Return every name they go by, folded for comparing."""
        return {plain_name(name) for name in (self.name, *self.other_names) if plain_name(name)}


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody that a row may be, and why it seems so."""

    id: str
    name: str
    why: str


def plain_name(name: str) -> str:
    """Return a name for comparing: lower case, no accents or punctuation, its words in alphabetical order."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(sorted(folded(bare.replace("'", "").replace("\u2019", "")).split()))


@dataclass(slots=True)
class People:
    """The people already there, indexed so that each row is compared with a few of them only."""

    _by_id: dict[str, Known] = field(default_factory=dict)
    _by_number: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_birth: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_reference: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, people: Iterable[Known]) -> "People":
        """Return the index of some people."""
        made = cls()
        for person in people:
            made.add(person)
        return made

    def add(self, person: Known) -> None:
        """Add somebody, such as a row that is to be new."""
        self._by_id[person.id] = person
        for number in person.numbers:
            self._by_number[number].add(person.id)
        for word in {word for name in person.names() for word in name.split()}:
            self._by_word[word].add(person.id)
        if person.born:
            self._by_birth[person.born].add(person.id)
        if person.source_ref:
            self._by_reference[person.source_ref].add(person.id)

    def get(self, person_id: str) -> Known | None:
        """Return somebody by id, or None."""
        return self._by_id.get(person_id)

    def taken_as(self, row: CaseloadRow) -> Known | None:
        """Return whom an earlier import took this row to be: the same reference, and the same name or birth date."""
        for person_id in sorted(self._by_reference.get(row.source_ref or "", ())):
            person = self._by_id[person_id]
            if plain_name(row.name) in person.names() or (row.born and row.born == person.born):
                return person
        return None

    def look_alikes(self, row: CaseloadRow) -> list[LookAlike]:
        """Return who the row may be, the surest first; empty if it is like nobody."""
        found: dict[str, LookAlike] = {}
        for number in row.identifiers:
            for person_id in sorted(self._by_number.get((number.scheme, number.value), ())):
                if not self._by_id[person_id].in_error:
                    self._note(found, person_id, "has the same number")
        candidates = {self._by_id[person_id] for person_id in self._near(row)}
        for person in sorted(candidates, key=lambda one: (one.name, one.id)):
            if why := _alike(row, person):
                self._note(found, person.id, why)
        return list(found.values())

    def _near(self, row: CaseloadRow) -> set[str]:
        words = plain_name(row.name).split()
        near = {person_id for word in words for person_id in self._by_word.get(word, ())}
        return near | self._by_birth.get(row.born, set()) if row.born else near

    def _note(self, found: dict[str, LookAlike], person_id: str, why: str) -> None:
        found.setdefault(person_id, LookAlike(person_id, self._by_id[person_id].name, why))


def look_alikes(row: CaseloadRow, existing: Iterable[Known]) -> list[LookAlike]:
    """Return who among some people a row may be. For many rows make one `People` and ask that."""
    return People.of(existing).look_alikes(row)


def known_from(row: CaseloadRow, person_id: str) -> Known:
    """Return a row that is to be new as somebody known, so that a later row can be told to be like it."""
    others = tuple(filter(None, (row.person.get("known_as"), row.person.get("other_names"))))
    return Known(person_id, row.name, others, row.born, _pairs(row.identifiers), row.source_ref)


def _pairs(numbers: tuple[Number, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((number.scheme, number.value) for number in numbers)


def _alike(row: CaseloadRow, person: Known) -> str | None:
    """Say why a row may be a person, or None. Two known dates of birth that differ are two people."""
    if person.in_error or (row.born and person.born and row.born != person.born):
        return None
    mine = plain_name(row.name)
    same_born = bool(row.born and row.born == person.born)
    born = "and date of birth" if same_born else "and no date of birth to tell them apart"
    if mine in person.names():
        return f"has the same name {born}"
    least = _ALIKE_BORN_TOGETHER if same_born else _ALIKE
    if any(_is_near(mine, name, least) for name in person.names()):
        return f"has a name like it {born}"
    return None


def _is_near(mine: str, theirs: str, least: float) -> bool:
    # One order always: the ratio of two texts is not quite the same both ways round.
    first, second = sorted((mine, theirs))
    matcher = difflib.SequenceMatcher(None, first, second)
    # The two quick ratios are upper bounds: most pairs need no more.
    return all(ratio() >= least for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))

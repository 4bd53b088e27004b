"""What in a record is about or from somebody else: each finding with where it stands, its words and why it is marked.

Nothing is ever taken out by itself: a worker decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from linkworker.casework.access.flattened import texts_in
from linkworker.casework.access.held import Everything, HeldRecord, Place
from linkworker.casework.access.known_names import NamesIn, words_of
from linkworker.casework.access.passages import Passage, passages
from linkworker.casework.access.third_party_rules import FieldRule, Rules, rules

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+/-])(?:\+44 ?|0)\d(?:[ ()-]{0,2}\d){8,9}(?![\d/-])")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_AROUND = 90
_KEY = 10
_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that may be somebody else's. `whole`: the field is theirs, not only the words found in it.

    `key` names the finding and stays the same as long as the words stand there.
    """

    key: str
    place: Place
    where: str
    found: str
    around: str
    """The words around it, shortened, so that one can judge."""
    reason: str
    """The code of why it is marked."""
    why: str
    whole: bool = False

    def alike(self, other: "Finding") -> bool:
        """Say whether another finding has the same words for the same reason."""
        return (self.reason, self.found.casefold()) == (other.reason, other.found.casefold())


def third_parties(held: Everything, others: Iterable[str]) -> tuple[Finding, ...]:
    """Return every finding, in the order of the record; `others` are names of other people known in the store.

    The same words at the same place for the same reason are one finding, however often they stand there.
    """
    looking = _Looking(held, others, rules())
    found: dict[str, Finding] = {}
    for passage in passages(held):
        for finding in looking.at(passage):
            found.setdefault(finding.key, finding)
    return tuple(found.values())


class _Looking:
    """Looks through passages of one person's record."""

    def __init__(self, held: Everything, others: Iterable[str], by: Rules) -> None:
        self._by = by
        staff = [who.name for who in held.staff]
        self._staff = [frozenset(words_of(name)) for name in staff]
        whole, parts = (list(filter(self._may_be_name, names)) for names in _named(held, by))
        whole += [name for name in parts if not self._has_parts(name)]
        parts = [name for name in parts if self._has_parts(name)]
        self._names = NamesIn((*whole, *others), parts, own_names(held), not_whole=staff)
        self._staff_names = NamesIn((), staff, ())
        own = [value.words for record in held.records() if not record.of_another for value in record.values
               if (record.kind, value.field) == ("contact_detail", "value")]  # fmt: skip
        self._own_phones = {_digits(text) for text in own}
        self._own_emails = {text.strip().casefold() for text in own}
        self._doubtful = {record.record_id for record in held.records() if self._may_be_theirs(record)}

    def at(self, passage: Passage) -> Iterator[Finding]:
        """Yield what a passage holds of somebody else."""
        text, place = passage.text, passage.place
        key = (place.kind, place.field)
        if passage.marked:
            yield self._finding(passage, text, passage.marked, whole=True)
        elif (rule := self._by.fields.get(key)) is not None:
            if not self._is_staff(text):
                yield self._finding(passage, text, rule.why, whole=True)
        elif key in self._by.own:
            if place.record_id in self._doubtful:
                yield self._finding(passage, text, "relation", whole=True)
        elif passage.typed:
            yield from self._in_text(passage, text)

    def _in_text(self, passage: Passage, text: str) -> Iterator[Finding]:
        names = list(self._names.found_in(text))
        hits = [(name, "name") for name in names]
        hits += [(hit[0], "email") for hit in _EMAIL.finditer(text) if hit[0].casefold() not in self._own_emails]
        hits += [(hit[0], "phone") for hit in _PHONE.finditer(text) if _digits(hit[0]) not in self._own_phones]
        hits += [(hit[0], "titled") for hit in self._by.titled.finditer(text) if not self._is_known(hit[0], names)]
        if self._by.relation.search(text):
            said = (hit[0].strip() for hit in _SENTENCE.finditer(text))
            hits += [(sentence, "relation") for sentence in said if self._by.relation.search(sentence)]
        for found, reason in hits:
            yield self._finding(passage, found, reason)

    def _is_known(self, titled: str, names: Iterable[str]) -> bool:
        """Say whether a name with a title is a worker's, or found as a name already."""
        return any(name in titled for name in names) or any(self._staff_names.found_in(titled))

    def _is_staff(self, name: str) -> bool:
        """Say whether a name is a worker's: whole, or a part of it."""
        words = set(words_of(name))
        return bool(words) and any(words <= own for own in self._staff)

    def _may_be_name(self, name: str) -> bool:
        """Say whether a name is worth looking for elsewhere: not a worker's, and not "foster mum"."""
        return not self._is_staff(name) and not self._by.relation.search(name)

    def _has_parts(self, name: str) -> bool:
        """Say whether a name is a person's, so that a part of it points to them: not "Marlshire College"."""
        words = name.split()
        return (
            len(words) <= _MOST_PARTS
            and all(word[0].isupper() for word in words)
            and (self._by.organisation.search(name) is None)
        )

    def _may_be_theirs(self, record: HeldRecord) -> bool:
        """Say whether a contact detail's note says that it is somebody else's: "his mum's phone"."""
        if record.kind != "contact_detail":
            return False
        return any(value.field == "note" and self._by.relation.search(value.words) for value in record.values)

    def _finding(self, passage: Passage, found: str, reason: str, *, whole: bool = False) -> Finding:
        place = passage.place
        said = repr((place.kind, place.record_id, place.field, reason, found.casefold()))
        key = sha256(said.encode()).hexdigest()[:_KEY]
        around = found if whole else _around(passage.text, found)
        return Finding(key, place, passage.where, found, around, reason, self._by.why[reason], whole)


def own_names(held: Everything) -> tuple[str, ...]:
    """Return every name the person goes by."""
    known = [value.words for record in held.records() if record.kind == "person" for value in record.values
             if value.field in {"name", "known_as", "other_names"}]  # fmt: skip
    return (held.name, held.called, *known)


def _named(held: Everything, by: Rules) -> tuple[list[str], list[str]]:
    """Return the names that the record itself gives: those looked for whole, and those whose parts are looked for."""
    whole: list[str] = []
    parts: list[str] = []
    for record in held.records():
        if record.of_another:
            parts.append(record.of_another)
        for value in record.values:
            rule: FieldRule | None = by.fields.get((record.kind, value.field))
            if rule is not None and rule.names:
                (parts if rule.parts else whole).extend(_names_of(value.plain))
            elif (record.kind, value.field) == ("keep_apart", "other_id"):
                parts.append(value.words)
    return whole, parts


def _names_of(plain: object) -> Iterator[str]:
    """Yield the names in a value: of a list of people with roles, only the names."""
    if isinstance(plain, list):
        for one in plain:
            yield from texts_in(one.get("name", "") if isinstance(one, dict) else one)
    else:
        yield from texts_in(plain)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.replace("+44", "0"))


def _around(text: str, found: str) -> str:
    at = text.find(found)
    start, end = max(0, at - _AROUND), min(len(text), at + len(found) + _AROUND)
    before, after = "... " if start else "", " ..." if end < len(text) else ""
    return " ".join(f"{before}{text[start:end]}{after}".split())

"""Names of other people that may stand in what was written about one person, and where they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, union_all

from linkworker.records.mentor import Mentor
from linkworker.records.person import Person
from linkworker.records.provider import Provider

_LEAST = 3  # letters of a name that is looked for by itself
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-](?!s\b)[^\W\d_]+)*")  # "Karen's" is Karen, "O'Neil" is one word
_P, _M, _V = Person.table(), Mentor.table(), Provider.table()
_PEOPLE = union_all(
    select(_P.c.name).where(_P.c.id != bindparam("person")),
    select(_M.c.name),
    select(_V.c.contact_name).where(_V.c.contact_name.is_not(None)),
)


def others_known(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Return the names of everybody else in the store: other people supported, mentors, contacts at providers."""
    return tuple(dict.fromkeys(connection.execute(_PEOPLE, {"person": person_id}).scalars()))


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    exactly: str
    """For one word, how it must be spelt, so that "Grace" is found and "grace" is not; "" for a whole name."""


class NamesIn:
    """Finds names in texts. A whole name is found however it is written; a single word only with its capital.

    A name of `own` (the person's names) is never found, nor a part of one by itself; `not_whole` names (workers') are
    not found whole.
    """

    def __init__(
        self,
        whole: Iterable[str],
        with_parts: Collection[str],
        own: Iterable[str],
        *,
        not_whole: Iterable[str] = (),
    ) -> None:
        self._names: dict[str, list[_Name]] = defaultdict(list)
        whole_own = {words_of(name) for name in own}
        self._own = {word for words in whole_own for word in words}
        self._whole_own = whole_own | {words_of(name) for name in not_whole}
        for name in dict.fromkeys((*whole, *with_parts)):
            self._add(name)
        for name in dict.fromkeys(with_parts):
            for part in _WORD.findall(name):
                if part[0].isupper():
                    self._add(part)
        for found in self._names.values():
            found.sort(key=lambda name: -len(name.words))

    def found_in(self, text: str) -> Iterator[str]:
        """Yield each name as it stands in the text, once."""
        hits = list(_WORD.finditer(text))
        words = [hit[0].casefold() for hit in hits]
        seen, skip = set(), 0
        for at, word in enumerate(words):
            if at < skip or word not in self._names:
                continue
            length = self._length_at(words, hits, at)
            if length:
                skip = at + length
                said = text[hits[at].start() : hits[skip - 1].end()]
                if said not in seen:
                    seen.add(said)
                    yield said

    def _add(self, name: str) -> None:
        words = words_of(name)
        if not words or words in self._whole_own:
            return
        if len(words) > 1:
            self._names[words[0]].append(_Name(words, ""))
        elif len(words[0]) >= _LEAST and words[0] not in self._own:
            self._names[words[0]].append(_Name(words, _WORD.findall(name)[0]))

    def _length_at(self, words: Sequence[str], hits: Sequence[re.Match[str]], at: int) -> int:
        for name in self._names[words[at]]:
            if tuple(words[at : at + len(name.words)]) != name.words:
                continue
            if not name.exactly or hits[at][0] in {name.exactly, name.exactly.upper()}:
                return len(name.words)
        return 0


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: "O'Neil" is one word, and case does not count."""
    return tuple(word.casefold() for word in _WORD.findall(name))

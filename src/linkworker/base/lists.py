"""Coded lists: the choices a form offers, kept as rows in data files that a team may change."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.list_rows import Flag, ListFault, Row, read_rows
from linkworker.base.toml_lines import NOT_TOML, syntax_line

NOT_ASKED = "not-asked"
"""Code of "nobody has asked yet", in every sensitive list."""

PREFERS_NOT_TO_SAY = "prefers-not-to-say"
"""Code of "asked, and the person would rather not say": a real answer, never counted as not asked."""

_NAME_ALL = 20
_NAME_NEAREST = 8

__all__ = ["NOT_ASKED", "PREFERS_NOT_TO_SAY", "CodedList", "Flag", "ListFault", "Row", "coded", "names", "read_list"]


@dataclass(frozen=True, slots=True)
class CodedList:
    """One list: its rows in the order shown, and the ways to look one up."""

    name: str
    title: str
    """What the choice is of, in the middle of a sentence: "a risk level"."""
    rows: tuple[Row, ...]
    _by_code: Mapping[str, Row] = field(init=False, repr=False, compare=False)
    _by_word: Mapping[str, Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rows by code and by every word that finds them."""
        words = {_plain(word): row for row in self.rows for word in row.words()}
        object.__setattr__(self, "_by_code", MappingProxyType({row.code: row for row in self.rows}))
        object.__setattr__(self, "_by_word", MappingProxyType(words))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, code: str) -> Row:
        """Return the row of a code; raises NotFound."""
        row = self._by_code.get(code)
        if row is None:
            raise NotFound(f"The list '{self.name}' has no code '{code}'.")
        return row

    def codes(self) -> tuple[str, ...]:
        """Return the codes in the order shown."""
        return tuple(self._by_code)

    def has(self, code: str) -> bool:
        """Say whether the code is in the list."""
        return code in self._by_code

    def label(self, code: str) -> str:
        """Return what people read for a code; raises NotFound."""
        return self[code].label

    def group(self, name: str) -> tuple[Row, ...]:
        """Return the rows of one group, in order; empty if there is no such group."""
        return tuple(row for row in self.rows if row.group == name)

    def find(self, text: str) -> Row:
        """Return the row that a typed label, code or other word means, whatever its case; raises BadInput."""
        row = self._by_word.get(_plain(text))
        if row is None:
            raise BadInput(self._choices(_plain(text)))
        return row

    def _choices(self, typed: str) -> str:
        if len(self.rows) <= _NAME_ALL:
            return f"Choose {self.title}: {', '.join(row.label for row in self.rows)}."
        near = difflib.get_close_matches(typed, self._by_word, n=_NAME_NEAREST, cutoff=0.0)
        labels = dict.fromkeys(self._by_word[word].label for word in near)
        return f"Choose {self.title} from the list. The nearest of {len(self.rows)} are: {', '.join(labels)}."


@cache
def coded(name: str) -> CodedList:
    """Return a list by name, read once; raises NotFound, or ListFault if its file is wrong."""
    if name not in names():
        raise NotFound(f"There is no list called '{name}'.")
    return read_list(_folder() / f"{name}.toml")


@cache
def names() -> tuple[str, ...]:
    """Return the names of all lists, in alphabetical order."""
    return tuple(sorted(p.name.removesuffix(".toml") for p in _folder().iterdir() if p.name.endswith(".toml")))


def read_list(file: Traversable) -> CodedList:
    """Read and check one list's file; raises ListFault naming the file and the row."""
    try:
        text = file.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ListFault(file.name, "it is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise ListFault(file.name, f"line {syntax_line(str(error), text)}, {NOT_TOML}") from error
    title = table.get("title")
    if not isinstance(title, str) or not title.strip():
        raise ListFault(file.name, "it needs a title")
    rows = read_rows(file.name, table)
    _check_words(file.name, rows)
    found = CodedList(file.name.removesuffix(".toml"), title, rows)
    _check_other_lists(found)
    return found


def _folder() -> Traversable:
    return files("linkworker.base") / "data" / "lists"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[-_\s]+", " ", text.casefold()).split())


def _check_words(file: str, rows: tuple[Row, ...]) -> None:
    taken: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        for word in map(_plain, row.words()):
            if taken.setdefault(word, row.code) != row.code:
                raise ListFault(file, f"row {number} ({row.code}): '{word}' already finds '{taken[word]}'")


def _check_other_lists(found: CodedList) -> None:
    """Check flags that hold codes of another list."""
    for number, row in enumerate(found, 1):
        for flag, other in row.elsewhere.items():
            value = row.flags[flag]
            for code in value if isinstance(value, tuple) else (value,):
                if not (other in names() and isinstance(code, str) and coded(other).has(code)):
                    file = f"{found.name}.toml"
                    raise ListFault(file, f"row {number} ({row.code}): '{code}' is not in the list '{other}'")

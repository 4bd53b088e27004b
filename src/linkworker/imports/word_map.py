"""Words of directories to codes of our lists, as rows of `data/words.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.lists import ListFault, coded

_FILE = "words.toml"
_NO_LIST = frozenset({"everywhere"})
_SPACES = re.compile(r"[^\w]+")
_SENTENCES = re.compile(r"[.;!?\n]")
_DENIED = frozenset({"no", "not", "without", "isn't", "isnt", "cannot", "lacks", "non"})
_WORDS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class WordMap:
    """The phrases of one list, each with its code."""

    codes: Mapping[str, str]
    _pattern: re.Pattern[str]

    def find(self, texts: Iterable[str | None], *, deny: bool = False) -> list[str]:
        """Return the codes whose phrases stand in the texts, in order of finding, each once.

        With `deny`, a phrase with a "no" or "not" up to three words before it, in its own sentence, does not count.
        """
        found: dict[str, None] = {}
        for text in texts:
            for part in _SENTENCES.split(text or ""):
                plain = folded(part)
                for hit in self._pattern.finditer(plain):
                    before = plain[: hit.start()].split()[-_WORDS_BEFORE:]
                    if not (deny and _DENIED & set(before)):
                        found[self.codes[hit[1]]] = None
        return list(found)

    def is_one(self, text: str | None) -> bool:
        """Say whether the whole of the text is one of the phrases."""
        return folded(text or "") in self.codes


def folded(text: str) -> str:
    """Return text in lower case with single spaces and no punctuation."""
    return _SPACES.sub(" ", text.casefold()).strip()


@cache
def word_map(name: str) -> WordMap:
    """Return the words of one list of `data/words.toml`; raises ListFault naming what is wrong with the file."""
    return make_word_map(name, _tables().get(name))


def make_word_map(name: str, table: Any) -> WordMap:
    """Check one table of phrases against the coded list of its name, and index it; raises ListFault."""
    if not isinstance(table, dict) or not table:
        raise ListFault(_FILE, f"it has no table '{name}'")
    codes: dict[str, str] = {}
    for code, phrases in table.items():
        if name not in _NO_LIST and not coded(name).has(code):
            raise ListFault(_FILE, f"'{code}' is not in the list '{name}'")
        if not isinstance(phrases, list) or not all(isinstance(phrase, str) and folded(phrase) for phrase in phrases):
            raise ListFault(_FILE, f"{name}: '{code}' needs a list of phrases")
        for phrase in map(folded, phrases):
            if codes.setdefault(phrase, code) != code:
                raise ListFault(_FILE, f"{name}: '{phrase}' already means '{codes[phrase]}'")
    longest_first = sorted(map(re.escape, codes), key=len, reverse=True)
    return WordMap(codes, re.compile(rf"\b({'|'.join(longest_first)})s?\b"))


@cache
def _tables() -> dict[str, Any]:
    text = (files("linkworker.imports") / "data" / _FILE).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ListFault(_FILE, str(error)) from error

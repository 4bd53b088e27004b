"""What people reach for in a passphrase: the list, and taking it away to see what is left."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

_DATA = files("linkworker.vault") / "data"
_SHORTEST_NAME = 3  # letters: shorter parts of a name ("Al", "of") stand in too many words
_COUNTING_STEPS = (1, -1, 2, -2, 5, -5, 10, -10)
_LONGEST_START = 4  # digits of the first number in a counted sequence


@dataclass(frozen=True, slots=True)
class Guessable:
    """The rows of `guessable.toml` and `common_passphrases.txt`, folded."""

    least_left: int
    """Characters that must be left once the guessable is taken away."""
    shortest_run: int
    tracks: tuple[str, ...]
    """Neighbours on a keyboard, in the alphabet or in counting, both ways round."""
    words: tuple[str, ...]
    """Longest first."""
    signs: dict[int, str]
    """Signs that stand for letters, as `str.translate` takes them."""
    common: frozenset[str]


@cache
def guessable() -> Guessable:
    """Return the shipped lists, read once; a team may add rows to the files."""
    table = tomllib.loads(_DATA.joinpath("guessable.toml").read_text(encoding="utf-8"))
    listed = _DATA.joinpath("common_passphrases.txt").read_text(encoding="utf-8").split()
    signs = str.maketrans(table["signs"])
    return Guessable(
        least_left=table["least_left"],
        shortest_run=table["shortest_run"],
        tracks=tuple(way for track in table["tracks"] for way in (track, track[::-1])),
        words=tuple(sorted({word.translate(signs) for word in table["words"]}, key=len, reverse=True)),
        signs=signs,
        common=frozenset(listed) | frozenset(table["sayings"]["list"]),
    )


def fold(text: str) -> str:
    """Return the text for comparing: NFKC, case folded, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_common(folded: str) -> bool:
    """Say whether folded text is on the list of common ones, whatever punctuation it has."""
    return "".join(filter(str.isalnum, folded)) in guessable().common


def is_repeated(folded: str) -> bool:
    """Say whether folded text is one stretch over and over (at least twice, the last perhaps cut short)."""
    for size in range(1, len(folded) // 2 + 1):
        if (folded[:size] * (len(folded) // size + 1))[: len(folded)] == folded:
            return True
    return False


def without_runs(folded: str) -> str:
    """Take away keyboard runs, alphabet runs and counted numbers."""
    rows = guessable()
    rest = without(folded, [digits for digits in re.findall(r"[0-9]{5,}", folded) if _counts(digits)])
    kept: list[str] = []
    while rest:
        length = _run_length(rest, rows.tracks)
        if length < rows.shortest_run:
            kept.append(rest[0])
            length = 1
        rest = rest[length:]
    return "".join(kept)


def without_words(folded: str) -> str:
    """Take away words that carry no secret, also when signs stand for their letters."""
    rows = guessable()
    return without(folded.translate(rows.signs), rows.words)


def without_names(folded: str, names: Iterable[str]) -> str:
    """Take away names of the worker or the organisation, whole and part by part."""
    signs = guessable().signs
    parts = {fold(part).translate(signs) for name in names for part in (name, *re.split(r"[\s'.-]+", name))}
    return without(folded, sorted((part for part in parts if len(part) >= _SHORTEST_NAME), key=len, reverse=True))


def without(text: str, pieces: Iterable[str]) -> str:
    """Take each of the pieces away wherever it stands in the text."""
    for piece in pieces:
        text = text.replace(piece, "")
    return text


def how_much(folded: str) -> int:
    """Count the characters, one for each stretch of the same character."""
    return sum(1 for _ in groupby(folded))


def _run_length(rest: str, tracks: tuple[str, ...]) -> int:
    length = 1
    while length < len(rest) and any(rest[: length + 1] in track for track in tracks):
        length += 1
    return length


def _counts(digits: str) -> bool:
    """Say whether digits are numbers counted one after another: 101112, 20191817."""
    for width in range(1, _LONGEST_START + 1):
        for step in _COUNTING_STEPS:
            number, written = int(digits[:width]), ""
            while len(written) < len(digits) and number >= 0:
                written += str(number)
                number += step
            if written.startswith(digits):
                return True
    return False

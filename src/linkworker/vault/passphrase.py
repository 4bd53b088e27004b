"""A worker's passphrase: how it is read, what is refused, and how strong it looks."""

import string
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from linkworker.vault.guessable import (
    fold,
    guessable,
    how_much,
    is_common,
    is_repeated,
    without_names,
    without_runs,
    without_words,
)
from linkworker.vault.key_errors import PassphraseRefused
from linkworker.vault.phrases import WORDS_IN_PHRASE, word_list

LEAST_CHARACTERS = 15
"""NIST SP 800-63B-4 (2025), 3.1.1.2: at least 15 characters where a password is the only factor."""
MOST_CHARACTERS = 1000
"""Far above anything typed; a pasted document is a slip."""
_STRONG_BITS = 59
"""As many as a made phrase has: five words drawn from 4,000."""
_BITS_A_WORD = 11
"""A word that somebody chose is one of about two thousand common ones, and the next often follows from it."""
_BITS_A_CHARACTER = 3
"""A character of something that is no word: people choose those poorly too."""
_WORD_LETTERS = 3
_LONG_WORD = 7
"""Letters for each word where several are run together."""


class Fault(StrEnum):
    """Why a passphrase is refused; the value ends the sentence "Choose another passphrase: ..."."""

    TOO_SHORT = f"use at least {LEAST_CHARACTERS} characters, or a made phrase of five words"
    TOO_LONG = f"use at most {MOST_CHARACTERS} characters"
    COMMON = "that one is on the list of common ones"
    REPEATED = "that one repeats one word or character"
    RUN = "that one follows the keyboard or counts"
    WORDS = "that one is made of words that everybody tries"
    NAME = "that one is made of a name that people know"


class Strength(StrEnum):
    """How hard a passphrase looks to guess, in the word that is shown."""

    TOO_SHORT = "too short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def normalise(typed: str) -> str:
    """Return a passphrase as it is counted and kept: Unicode NFKC, without spaces at either end.

    NFKC and not NFC: keyboards and paste buffers differ in more than composed letters (full-width letters, no-break
    spaces, ligatures look the same on screen), and losing those differences costs next to no strength. Unicode
    promises that NFKC of assigned letters never changes. Case, inner spaces and punctuation count.
    """
    return unicodedata.normalize("NFKC", typed).strip()


def as_bytes(typed: str) -> bytes:
    """Return the bytes that keys are derived from: the normalised passphrase in UTF-8.

    Half characters that a broken console hands over are encoded as they are: they make a wrong passphrase, not a crash.
    """
    return normalise(typed).encode("utf-8", "surrogatepass")


def fault_of(typed: str, names: Iterable[str] = ()) -> Fault | None:
    """Return why the passphrase is refused, or None if it may be used.

    `names` are the worker's own and the organisation's. What is guessable is taken away in turn (runs, well-known
    words, names), and too little left is a fault: "password12345678" and "Ali.M.2026.prison" leave next to nothing.
    """
    text = normalise(typed)
    if len(text) < LEAST_CHARACTERS:
        return Fault.TOO_SHORT
    if len(text) > MOST_CHARACTERS:
        return Fault.TOO_LONG
    left = fold(text)
    if is_common(left):
        return Fault.COMMON
    if is_repeated(left):
        return Fault.REPEATED
    return _fault_of_rest(left, tuple(names))


def _fault_of_rest(left: str, names: tuple[str, ...]) -> Fault | None:
    enough = guessable().least_left
    if how_much(left) < enough:
        return Fault.REPEATED
    left = without_runs(left)
    if how_much(left) < enough:
        return Fault.RUN
    left = without_words(left)
    if how_much(left) < enough:
        return Fault.WORDS
    return Fault.NAME if how_much(without_names(left, names)) < enough else None


def check_passphrase(typed: str, names: Iterable[str] = ()) -> None:
    """Raise PassphraseRefused, saying why, unless the passphrase may be used; `names` as in `fault_of`."""
    fault = fault_of(typed, names)
    if fault:
        raise PassphraseRefused(fault.value)


def strength_in_words(typed: str, names: Iterable[str] = ()) -> Strength:
    """Return how hard the passphrase looks to guess: too short, weak (would be refused), fair or strong.

    A guess from its shape, not a promise: five words from our list of made phrases are strong; of one's own words it
    takes six, because people choose words that go together. It cannot know a line of a song or a pet's name.
    """
    fault = fault_of(typed, names)
    if fault:
        return Strength.TOO_SHORT if fault is Fault.TOO_SHORT else Strength.WEAK
    said = normalise(typed).casefold().split()
    pieces = set(said)
    # One word may come twice where five are drawn; more than that is no draw.
    made = len(said) >= WORDS_IN_PHRASE and len(pieces) >= WORDS_IN_PHRASE - 1 and pieces <= set(word_list())
    return Strength.STRONG if made or sum(map(_bits, pieces)) >= _STRONG_BITS else Strength.FAIR


def _bits(piece: str) -> int:
    """Return how much a piece between spaces adds: little for a word, also with signs for letters, however long."""
    letters = "".join(filter(str.isalnum, piece.strip(string.punctuation).translate(guessable().signs)))
    if letters.isalpha():
        return _BITS_A_WORD * max(1, len(letters) // _LONG_WORD) if len(letters) >= _WORD_LETTERS else 0
    return _BITS_A_CHARACTER * how_much(without_runs(fold(piece)))

"""A name made ready to be compared with many others: by its words, its letters, and how nearly it is spelt the same."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from typing import Self

from linkworker.casework.people.naming import folded

_APOSTROPHES = str.maketrans("", "", "'\u2019`")

# Each (letter, how many of it came before) met so far has a bit of its own, so that the letters that two names share
# are the bits that both have: a hundred times as fast as to compare them, and most pairs need no more.
_next_bit = count()
_bits: dict[tuple[str, int], int] = defaultdict(lambda: 1 << next(_next_bit))


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name without case, accents, marks and the order of its words."""

    text: str
    """Its words in alphabetical order."""
    typed: str
    """Its words in the order given."""
    words: frozenset[str]
    initials: tuple[str, int]
    """Its first letters in alphabetical order, and how many there are: one slip seldom changes them."""
    letters: int
    """A bit for each of its letters."""

    @classmethod
    def of(cls, name: str) -> Self:
        """Return a name made ready: "O'Neill, Zoë" and "zoe ONEILL" are one."""
        typed = folded(name.translate(_APOSTROPHES))
        words = sorted(typed.split())
        text = " ".join(words)
        initials = "".join(sorted(word[0] for word in words)), len(words)
        return cls(text, typed, frozenset(words), initials, _letters(text))

    def is_near(self, other: "Spelling", least: float) -> bool:
        """Say whether the share of letters that stand in the same order in both is `least` (0 to 1) or more."""
        both = len(self.text) + len(other.text)
        # What they share in any order is an upper bound of what they share in order.
        if not both or 2 * (self.letters & other.letters).bit_count() < least * both:
            return False
        # A slip in a first letter may change the order of the words, so the order given counts too.
        return _ratio(self.text, other.text) >= least or _ratio(self.typed, other.typed) >= least


def _letters(text: str) -> int:
    found, seen = 0, defaultdict[str, int](int)
    for letter in text:
        found |= _bits[letter, seen[letter]]
        seen[letter] += 1
    return found


def _ratio(first: str, second: str) -> float:
    # One order always: the ratio of two texts is not quite the same both ways round.
    one, other = sorted((first, second))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

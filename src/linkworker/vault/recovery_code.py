"""The recovery code: 130 random bits that a worker prints once, checked so that a slip of the pen is told."""

import secrets
from dataclasses import dataclass, field
from typing import Self

from linkworker.vault.key_errors import CodeLength, MistypedCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nothing looks like 1 or 0 or makes a word."""
RANDOM_CHARACTERS = 26
"""Five bits each: 130 bits."""
CHARACTERS = RANDOM_CHARACTERS + 2
GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")
_JOINERS = "-\u2010\u2011\u2012\u2013\u2014\u2212_."

# The check is a Reed-Solomon code over GF(32) (x^5 + x^2 + 1) with roots a and a^2, of 28 characters (at most 31). Two
# check characters make its distance 3: any one or two wrong characters, so any two swapped, are always found.
_FIELD_SIZE = 31
_POLYNOMIAL = 0b100101
_POWERS: list[int] = [1]
while len(_POWERS) < _FIELD_SIZE:
    _next = _POWERS[-1] << 1
    _POWERS.append(_next ^ _POLYNOMIAL if _next > _FIELD_SIZE else _next)


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A whole recovery code: 28 characters, of which the last two check the others."""

    characters: str = field(repr=False)

    @classmethod
    def make(cls) -> Self:
        """Return a new code from the operating system's randomness."""
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
        return cls(drawn + _check_characters(drawn))

    @classmethod
    def read(cls, typed: str) -> Self:
        """Return the code as typed or copied out, forgiving case, spaces, hyphens, O for 0, and I or L for 1.

        Raises CodeLength if characters are missing or too many, MistypedCode if the check fails. Whether it is the code
        of this store only the key file can say.
        """
        joined = "".join(typed.upper().split()).translate({ord(joiner): None for joiner in _JOINERS})
        characters = joined.translate(_LOOKALIKES)
        if len(characters) != CHARACTERS:
            raise CodeLength(CHARACTERS, len(characters))
        if not set(characters) <= set(ALPHABET) or any(_remainders(characters)):
            raise MistypedCode
        return cls(characters)

    def printed(self) -> str:
        """Return the code for paper: seven groups of four with hyphens."""
        return "-".join(self.characters[at : at + GROUP] for at in range(0, CHARACTERS, GROUP))

    def as_bytes(self) -> bytes:
        """Return the bytes that a key is derived from."""
        return self.characters.encode("ascii")


def _times(left: int, right: int) -> int:
    if not left or not right:
        return 0
    return _POWERS[(_POWERS.index(left) + _POWERS.index(right)) % _FIELD_SIZE]


def _remainders(characters: str) -> tuple[int, int]:
    """Return the code word's values at a and a^2: both zero in a whole code."""
    first = second = 0
    for character in characters:
        value = ALPHABET.index(character)
        first = _times(first, _POWERS[1]) ^ value
        second = _times(second, _POWERS[2]) ^ value
    return first, second


def _check_characters(drawn: str) -> str:
    """Divide by (x + a)(x + a^2) and return the remainder: the two characters that make both values zero."""
    linear, constant = _POWERS[1] ^ _POWERS[2], _times(_POWERS[1], _POWERS[2])
    high = low = 0
    for character in drawn:
        lead = high ^ ALPHABET.index(character)
        high, low = low ^ _times(lead, linear), _times(lead, constant)
    return ALPHABET[high] + ALPHABET[low]

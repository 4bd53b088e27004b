"""Unique pupil numbers: their shape, their check letter, and the temporary ones."""

import re
from dataclasses import dataclass

UNKNOWN_CODES = frozenset({"UN1", "UN2", "UN3", "UN4", "UN5"})
"""What a return of children looked after writes where there is no UPN: each a reason."""

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(rf"[{_LETTERS}]\d{{11}}[0-9{_LETTERS}]", re.ASCII)


@dataclass(frozen=True, slots=True)
class PupilNumber:
    """A unique pupil number, whether its check letter fits, and whether a school made it for the time being."""

    text: str
    fits: bool
    temporary: bool


def read_upn(text: str) -> PupilNumber | None:
    """Read a UPN (capitals, no spaces), or None if it has not its shape.

    The first letter is at (sum of each later character's value times its place, 2 to 13) mod 23. A letter at the end
    marks a temporary number and counts as its index among the same 23 letters.
    """
    if not _UPN.fullmatch(text):
        return None
    temporary = text[-1].isalpha()
    values = [_LETTERS.index(mark) if mark.isalpha() else int(mark) for mark in text[1:]]
    total = sum(value * place for place, value in enumerate(values, 2))
    return PupilNumber(text, _LETTERS[total % len(_LETTERS)] == text[0], temporary)

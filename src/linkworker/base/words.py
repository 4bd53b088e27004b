"""Small turns of plain English: counts, lists of things, and the words we do not use."""

import re
from collections.abc import Iterable

_AVOIDED = re.compile(r"\b(please|sorry|valid|invalid|required|illegal|oops)\b", re.IGNORECASE)


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 goal", "2 goals", "1,200 people"; `many` where adding s is wrong."""
    return f"{number:,} {plural(number, one, many)}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return the noun alone in the form the number asks for: "goal", "goals", "people"."""
    return one if abs(number) == 1 else many or f"{one}s"


def listed(things: Iterable[str], last: str = "and") -> str:
    """Return things as a sentence names them: "sleep", "sleep and mood", "sleep, mood and money"."""
    *most, final = list(things) or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


def sentence(text: str) -> str:
    """Return the text with a capital first letter and a full stop; other letters stay as they are."""
    words = text.strip()
    if not words:
        return ""
    return f"{words[0].upper()}{words[1:]}{'' if words[-1] in '.?!' else '.'}"


def within(words: str) -> str:
    """Return somebody's words to stand inside our sentence, without a full stop at their end; "..." stays."""
    said = words.strip()
    return said[:-1].rstrip() if said.endswith(".") and not said.endswith("..") else said


def avoided_words(text: str) -> tuple[str, ...]:
    """Return the words in the text that we never say to the user, lower case; licensed wording is not ours to judge."""
    return tuple(found.casefold() for found in _AVOIDED.findall(text))

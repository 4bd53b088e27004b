"""Passphrases made for a worker: five plain words drawn at random."""

import re
import secrets
from functools import cache
from importlib.resources import files

from linkworker.base.errors import LinkworkerError

WORDS_IN_PHRASE = 5
"""Five words of a list of 4,000 make 59 bits, each guess of which costs an Argon2id of 256 MiB."""
LEAST_WORDS = 4000
_PLAIN = re.compile(r"[a-z]{3,9}", re.ASCII)


class WordListFault(LinkworkerError):
    """The list of words for passphrases cannot be used: {}."""


@cache
def word_list() -> tuple[str, ...]:
    """Return the shipped words, in order; source and licence stand in `data/NOTICE.md`. Raises WordListFault."""
    return checked_words((files("linkworker.vault") / "data" / "words.txt").read_text(encoding="utf-8"))


def checked_words(text: str) -> tuple[str, ...]:
    """Return the words of a list, one a line; raises WordListFault for a list too short, a word twice or not plain."""
    words = tuple(text.split())
    if len(set(words)) < LEAST_WORDS:
        raise WordListFault(f"it has fewer than {LEAST_WORDS} different words")
    if len(set(words)) != len(words):
        raise WordListFault("it has a word twice")
    for word in words:
        if not _PLAIN.fullmatch(word):
            raise WordListFault(f"'{word}' is not three to nine plain letters")
    return words


def generate_phrase() -> str:
    """Return five words joined by spaces, drawn at random by the operating system; always 19 characters or more."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS_IN_PHRASE))

"""Finding words in the handbook's pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from linkworker.base.guide import Topic
from linkworker.ui.markdown_lines import Kind, blocks, runs

_FAR = 40
_AROUND = 10
"""Letters that are shown before the word found."""


@dataclass(frozen=True, slots=True)
class Found:
    """One block of a page that holds every word: which page and block, and its text from shortly before the word."""

    topic: str
    title: str
    block: int
    excerpt: str


def find(topics: Iterable[Topic], words: str) -> tuple[Found, ...]:
    """Return the blocks that hold every word typed, headings of a page first, else in the order of the pages."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found: list[tuple[bool, Found]] = []
    for topic in topics:
        for number, block in enumerate(blocks(topic.text)):
            text = _plain(block.lines)
            folded = text.casefold()
            if all(word in folded for word in wanted):
                excerpt = _excerpt(text, folded.find(wanted[0]))
                found.append((block.kind is not Kind.HEADING, Found(topic.name, topic.title, number, excerpt)))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _plain(lines: Iterable[str]) -> str:
    said = (line for line in lines if not re.fullmatch(r"[|: -]+", line))  # not the rule under a table's titles
    text = " ".join(re.sub(r"^(#+|-) ", "", line).strip("| ").replace(" | ", ": ") for line in said)
    return " ".join("".join(part for part, _ in runs(text)).split())


def _excerpt(text: str, at: int) -> str:
    """Return the text from the sentence that holds the word, or from shortly before the word in a long one."""
    sentence = max(text.rfind(end, 0, at) + len(end) for end in (". ", ": ", "? "))
    start = sentence if text[max(0, sentence - 2) : sentence] in {". ", ": ", "? "} else 0
    if at - start > _FAR:
        start = text.rfind(" ", 0, at - _AROUND) + 1
    return text[start:]

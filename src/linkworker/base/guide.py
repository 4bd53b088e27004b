"""The handbook: pages that a worker reads with no network, by topic."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from linkworker.base.errors import NotFound
from linkworker.base.words import listed

_IN_TURN = ("first-day", "the-screens", "the-meeting", "matching", "check-ins", "money", "taking-data-to-the-centre")
_CODE = re.compile(r"`([^`]*)`")
_NUMBERED = re.compile(r"\d+\. ")
_LAST = ("settings", "keys", "running-the-hub", "what-the-centre-gets", "bundle-format")
"""For IT teams."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: the name it is asked for by, its title, and its text in Markdown."""

    name: str
    title: str
    text: str


@cache
def topics() -> tuple[Topic, ...]:
    """Return every page: first those that a worker reads in turn, then the others in the order of names."""
    pages = sorted((page for page in _folder().iterdir() if page.name.endswith(".md")), key=_place)
    return tuple(_read(page) for page in pages)


def as_read(text: str) -> str:
    """Return a page's text for a plain console: a paragraph is one line, and marks of Markdown are gone.

    Commands and tables stand as they are, line by line.
    """
    blocks = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith(("    ", "|")) for line in lines):
            blocks.append(block)
        else:
            blocks.append("\n".join(_plain(line) for line in _joined(lines)))
    return "\n\n".join(blocks)


def _joined(lines: list[str]) -> list[str]:
    """Return lines with those that only go on put to the end of the line before."""
    joined: list[str] = []
    for line in lines:
        if joined and not line.startswith(("- ", "#")) and not _NUMBERED.match(line) and not joined[-1].startswith("#"):
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _plain(line: str) -> str:
    bare = line.lstrip("#").strip().replace("**", "")
    return _CODE.sub(lambda found: found[1] if '"' in found[1] else f"'{found[1]}'", bare)


def _place(page: Traversable) -> tuple[int, str]:
    name = page.name.removesuffix(".md")
    if name in _IN_TURN:
        return _IN_TURN.index(name), name
    return len(_IN_TURN) + (1 + _LAST.index(name) if name in _LAST else 0), name


def topic(name: str) -> Topic:
    """Return one page by its name, whatever its case; raises NotFound naming the pages there are."""
    for page in topics():
        if page.name == name.strip().casefold():
            return page
    raise NotFound(f"The handbook has no page '{name}'. It has: {listed(page.name for page in topics())}.")


def _read(page: Traversable) -> Topic:
    name = page.name.removesuffix(".md")
    text = page.read_text(encoding="utf-8")
    heading = next((line for line in text.splitlines() if line.startswith("# ")), f"# {name}")
    return Topic(name, heading.removeprefix("# ").strip(), text)


def _folder() -> Traversable:
    return files("linkworker.base") / "guide"

"""The handbook: pages that a worker reads with no network, by topic."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from linkworker.base.errors import NotFound
from linkworker.base.words import listed


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: the name it is asked for by, its title, and its text in Markdown."""

    name: str
    title: str
    text: str


@cache
def topics() -> tuple[Topic, ...]:
    """Return every page, in the order of names."""
    pages = sorted((page for page in _folder().iterdir() if page.name.endswith(".md")), key=lambda page: page.name)
    return tuple(_read(page) for page in pages)


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

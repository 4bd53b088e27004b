"""Laying out an outline: headings, and items of any length below them, words wrapped and facts beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len

from linkworker.ui.widgets.one_line import fitted, wrapped
from linkworker.ui.widgets.rows import CellStyle

Run: TypeAlias = tuple[str, CellStyle]

MARK = 2
"""The cells of the mark of the highlighted item, and a blank one."""
_MARGIN = 1
_GAP = 2
_WIDEST_WORDS = 84
_WIDEST_BESIDE = 46
_LEAST_BESIDE = 26
_LEAST_WORDS = 30
_LEAST_LEFT = 46


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an outline.

    `key` is what it is chosen by; None cannot be chosen. `label` stands in a column of `aside` cells before the
    words, `beside` in a column at the right, dim. `indent` is in cells. Where there is room, an item that stands
    `apart` has a blank line above.
    """

    key: str | None
    words: str
    label: str = ""
    beside: str = ""
    aside: int = 0
    indent: int = 0
    style: CellStyle = ""
    heading: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the item it belongs to (None for a blank one), and its runs of text without the mark."""

    item: int | None
    runs: tuple[Run, ...] = ()


def title(words: str) -> Item:
    """Return an item that names those below it."""
    return Item(None, words, heading=True)


def outline_lines(items: Sequence[Item], width: int, more: str, *, roomy: bool) -> tuple[Line, ...]:
    """Return an outline in `width` cells, a blank line above each heading but the first."""
    room = width - MARK - _MARGIN
    split = _split(items, room)
    lines: list[Line] = []
    for index, item in enumerate(items):
        if lines and (item.heading or (item.apart and roomy and not items[index - 1].heading)):
            lines.append(Line(None))
        lines += (Line(index, runs) for runs in _item(item, room, split, more))
    return tuple(lines)


def _split(items: Sequence[Item], room: int) -> tuple[int, int]:
    """Return how many cells words take where facts stand beside them, and the facts; (room, 0) without space for it."""
    beside = [item for item in items if item.beside]
    wanted = max((cell_len(item.beside) for item in beside), default=0)
    least = min(wanted, _WIDEST_BESIDE, max(_LEAST_BESIDE, room * 2 // 5))
    longest = max((item.indent + item.aside + cell_len(item.words) for item in beside), default=0)
    left = min(max(longest, _LEAST_LEFT), max(room // 2, _LEAST_LEFT), room - _GAP - least)
    if not wanted or left - max(item.indent + item.aside for item in beside) < _LEAST_WORDS:
        return room, 0
    return left, min(room - _GAP - left, max(wanted, least))


def _item(item: Item, room: int, split: tuple[int, int], more: str) -> Iterator[tuple[Run, ...]]:
    if item.heading:
        yield ((item.words, "accent"),)
        return
    left, right = split if item.beside else (room, 0)
    own = left - item.indent - item.aside
    words = _paragraphs(item.words, min(_WIDEST_WORDS, own))
    told, facts = len(words), wrapped(item.beside, right or own)
    if not right:
        words, facts = [*words, *facts], []
    labels = wrapped(item.label, max(1, item.aside - _GAP)) if item.aside else []
    for number in range(max(len(words), len(labels), len(facts))):
        runs: list[Run] = [(" " * item.indent, "")]
        if item.aside:
            runs.append((fitted(_at(labels, number), item.aside, more), "muted"))
        text = _at(words, number)
        runs.append((fitted(text, own, more) if right else text, item.style if number < told else "muted"))
        if right:
            runs.append((" " * _GAP + _at(facts, number), "muted"))
        yield tuple(run for run in runs if run[0])


def _paragraphs(text: str, width: int) -> list[str]:
    lines = [line for part in text.splitlines() for line in wrapped(part, max(1, width))]
    return lines or [""]


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""

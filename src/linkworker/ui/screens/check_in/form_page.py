"""One page of a form: the prompt above, the items in the middle, the owners' notice and the keys at the foot."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling
from linkworker.ui.screens.check_in.form_words import Key, keys, standing
from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs

WIDEST = 108
_NARROW = 96
"""Below so many columns there is no margin to give."""
_MARGIN = 4
_LEAST_ITEM_LINES = 3
_BETWEEN_KEYS = "   "


@dataclass(frozen=True, slots=True)
class Spot:
    """Cells that may be clicked: line and first column, how many, and which answer to which item (None: go there)."""

    line: int
    start: int
    length: int
    place: int
    value: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """One item as lines of one width, with its spots counted from its own first line."""

    lines: tuple[Line, ...]
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, and where it can be clicked."""

    lines: list[Line]
    spots: tuple[Spot, ...]


def inner_width(width: int) -> int:
    """Return how many columns a form takes of so many."""
    return width if width < _NARROW else min(WIDEST, width - 2 * _MARGIN)


def page(
    answers: Answers,
    headings: Sequence[Line],
    blocks: Sequence[Block],
    size: tuple[int, int],
    glyphs: DrawingGlyphs,
    hint: str = "",
) -> Page:
    """Return the page in so many columns and rows.

    Spare rows become blank ones. Where rows are lacking the items scroll, with the one at hand in sight; where there
    are very few, the notice goes first and then the prompt.
    """
    width, height = size
    inner = inner_width(width)
    top, foot = _around(answers, inner, glyphs, hint)
    items = sum(len(block.lines) for block in blocks)
    for part in (foot, top):
        if height - len(top) - len(foot) - len(headings) < min(items, _LEAST_ITEM_LINES):
            del part[: len(part) - 1]  # the last line of each is the one that says what to do
    spare = height - len(top) - len(foot) - len(headings) - items
    apart = 1 if spare >= len(blocks) - 1 else 0
    spare -= apart * (len(blocks) - 1)
    gaps = [1 if spare > number else 0 for number in range(4)]
    # Before the notice, which is no part of the items; then round where one is; then above the prompt.
    foot = [()] * gaps[0] + foot
    lines = [()] * gaps[3] + top[:-1] + [()] * gaps[1] + top[-1:] + [()] * gaps[2] + list(headings)
    shown, spots = _window(answers, blocks, apart, height - len(lines) - len(foot))
    spots = tuple(Spot(s.line + len(lines), s.start, s.length, s.place, s.value) for s in spots)
    lines += shown
    lines += [()] * (height - len(lines) - len(foot)) + foot
    lines = lines[:height]
    left = (width - inner) // 2
    moved = tuple(Spot(s.line, s.start + left, s.length, s.place, s.value) for s in spots)
    return Page([((" " * left, ""), *line) if left and line else line for line in lines], moved)


def key_line(shown: Sequence[Key], width: int) -> Line:
    """Return as many keys as fit on one line."""
    runs: list[tuple[str, str]] = []
    used = 1
    for key, words in shown:
        length = len(key) + 1 + len(words) + (len(_BETWEEN_KEYS) if runs else 0)
        if used + length > width:
            break
        used += length
        runs += [(_BETWEEN_KEYS, "")] if runs else [(" ", "")]
        runs += [(key, "key"), (f" {words}", "words")]
    return tuple(runs)


def wrapped(text: str, width: int, role: str = "") -> list[Line]:
    """Return a text as lines of so many columns, a blank one before each."""
    return [((f" {line}", role),) for line in textwrap.wrap(text, max(8, width - 2))]


def _around(answers: Answers, inner: int, glyphs: DrawingGlyphs, hint: str) -> tuple[list[Line], list[Line]]:
    scale = answers.instrument
    prompt = scale.prompt_paper if answers.filling is Filling.PAPER else scale.prompt_screen
    top = wrapped(prompt, inner, "prompt")
    top.append(((f" {hint or standing(answers)}", "hint" if hint or answers.at_end else "standing"),))
    foot = wrapped(scale.notice.replace("©", glyphs.copyright), inner, "notice")
    foot.append(key_line(keys(answers), inner))
    return top, foot


def _window(answers: Answers, blocks: Sequence[Block], apart: int, room: int) -> tuple[list[Line], tuple[Spot, ...]]:
    """Return the lines of the items that fit, with the one at hand among them."""
    lines: list[Line] = []
    spots: list[Spot] = []
    start = end = 0
    for place, block in enumerate(blocks):
        if place == min(answers.place, len(blocks) - 1):
            start, end = len(lines), len(lines) + len(block.lines)
        spots += [Spot(s.line + len(lines), s.start, s.length, s.place, s.value) for s in block.spots]
        lines += [*block.lines, *[()] * (apart if place < len(blocks) - 1 else 0)]
    room = max(1, room)
    # The one after the one at hand is kept in sight as well, where there is room.
    first = max(0, min(start, max(end + 1 - room, 0), max(len(lines) - room, 0)))
    first = max(first, min(end - room, start)) if end - first > room else first
    seen = tuple(
        Spot(s.line - first, s.start, s.length, s.place, s.value) for s in spots if first <= s.line < first + room
    )
    return lines[first : first + room], seen

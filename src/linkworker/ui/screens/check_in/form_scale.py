"""A form of questions with a line of numbers each, and words only at the two ends: ONS4."""

import textwrap

from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling
from linkworker.ui.screens.check_in.form_page import Block, Page, Spot, inner_width, page
from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs
from linkworker.wellbeing.parts import Item

_INDENT = 2
_WIDEST_CELL = 6


def scale_page(answers: Answers, size: tuple[int, int], glyphs: DrawingGlyphs, hint: str = "") -> Page:
    """Return the whole form in so many columns and rows."""
    inner = inner_width(size[0])
    blocks = [_block(answers, place, item, inner, glyphs) for place, item in enumerate(answers.instrument.items)]
    return page(answers, (), blocks, size, glyphs, hint)


def end_words(answers: Answers, item: Item) -> tuple[str, str]:
    """Return the words of the lowest and of the highest answer: the item's own, else the instrument's."""
    responses = answers.instrument.responses
    return item.lowest_label or responses[0].label or "", item.highest_label or responses[-1].label or ""


def _block(answers: Answers, place: int, item: Item, inner: int, glyphs: DrawingGlyphs) -> Block:
    here = place == answers.place
    ground = "here" if here else ""
    width = inner - 1
    texts = textwrap.wrap(item.text, width - _INDENT - 1)
    lines: list[Line] = [
        ((f"{glyphs.signs.pointer if here and not number else ' '} {text}".ljust(width), ground),)
        for number, text in enumerate(texts)
    ]
    cell = max(3, min(_WIDEST_CELL, (width - _INDENT) // len(answers.instrument.responses)))
    spots = [Spot(row, 0, width, place, None) for row in range(len(lines))]
    if answers.is_left_out(item.number):
        words = "left blank" if answers.filling is Filling.PAPER else "skipped"
        lines.append(((f"{' ' * _INDENT} {words}".ljust(width), ground or "leader"),))
    else:
        numbers = _numbers(answers, item, cell, here)
        used = _INDENT + sum(len(text) for text, _ in numbers)
        lines.append((("  ", ground), *numbers, (" " * (width - used), ground)))
        spots += [
            Spot(len(lines) - 1, _INDENT + number * cell, cell, place, response.value)
            for number, response in enumerate(answers.instrument.responses)
        ]
    low, high = end_words(answers, item)
    across = cell * len(answers.instrument.responses)
    ends = f"{' ' * _INDENT} {low}{high.rjust(across - len(low) - 1)}"
    lines.append(((ends.ljust(width), "here-faint" if here else "number"),))
    return Block(tuple(lines), tuple(spots))


def _numbers(answers: Answers, item: Item, cell: int, here: bool) -> Line:
    chosen = answers.answer_of(item.number)
    runs: list[tuple[str, str]] = []
    for response in answers.instrument.responses:
        if response.value == chosen:
            runs.append((f"[{response.value}]".ljust(cell), "chosen-here" if here else "chosen"))
        else:
            runs.append((f" {response.value}".ljust(cell), "here-faint" if here else "number"))
    return tuple(runs)

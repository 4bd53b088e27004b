"""One item at a time with a lot of space: for people who find the whole form too small or too much.

A terminal has one size of letter. What helps is few words, wide margins and blank lines; and it stays whole when the
letters themselves are made larger (Ctrl and the mouse wheel), down to about 40 columns by 12 rows.
"""

import textwrap

from linkworker.ui.screens.check_in.block_digits import ROWS, block_digit
from linkworker.ui.screens.check_in.check_in_answers import Answers
from linkworker.ui.screens.check_in.form_page import Page, Spot, inner_width, key_line, wrapped
from linkworker.ui.screens.check_in.form_scale import end_words
from linkworker.ui.screens.check_in.form_words import keys, standing
from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs
from linkworker.wellbeing.parts import Item

_COLUMN = 44
"""Letters in a line of the statement: few enough to be read without losing one's place."""
_FEW = 5
"""Up to so many answers may have numbers three rows high."""


def large_page(answers: Answers, size: tuple[int, int], glyphs: DrawingGlyphs, hint: str = "") -> Page:
    """Return the item at hand in so many columns and rows."""
    width, height = size
    column = min(_COLUMN, width - 2)
    left = (width - column) // 2
    inner = inner_width(width)
    margin = (" " * ((width - inner) // 2), "")
    notice = answers.instrument.notice.replace("©", glyphs.copyright)
    foot: list[Line] = [(margin, *line) for line in wrapped(notice, inner, "notice")]
    keys_line = (margin, *key_line(keys(answers), inner))
    prompt: list[Line] = [(margin, *line) for line in wrapped(answers.instrument.prompt_screen, inner, "prompt")]
    said = [
        ((" " * left, ""), (line, "hint" if hint or answers.at_end else "standing"))
        for line in textwrap.wrap(hint or standing(answers), column)
    ]
    if answers.item is None:
        body, spots = list[Line](), tuple[Spot, ...]()
    else:
        body, spots = _item(answers, answers.item, (left, column), height - len(said) - 2, glyphs)
    top: list[Line] = [*said, *([()] if body else [])]
    room = height - len(top) - len(body) - 1
    if room < len(foot) + 1:
        foot = []
    room -= len(foot)
    shown_prompt = prompt if room > len(prompt) + 1 else []
    room -= len(shown_prompt)
    above = room // 3 if room > 0 else 0
    lines: list[Line] = [*shown_prompt, *[()] * above, *top, *body]
    at = len(lines) - len(body)
    lines = lines[: height - len(foot) - 1]
    lines += [()] * (height - len(lines) - len(foot) - 1)
    moved = tuple(Spot(s.line + at, s.start, s.length, s.place, s.value) for s in spots)
    return Page([*lines, *foot, keys_line], moved)


def _item(
    answers: Answers, item: Item, across: tuple[int, int], height: int, glyphs: DrawingGlyphs
) -> tuple[list[Line], tuple[Spot, ...]]:
    left, column = across
    texts = textwrap.wrap(item.text, column)
    count = len(answers.instrument.responses)
    blocks = count <= _FEW and height >= len(texts) * 2 + count * (ROWS + 1) + 6
    airy = blocks or height >= len(texts) * 2 + count * 2 + 1
    lines: list[Line] = []
    for text in texts:
        lines += [((" " * left, ""), (text, "large")), *([()] if airy else [])]
    lines += [()] if blocks or (not airy and height > len(texts) + count) else []
    spots: list[Spot] = []
    for number, row in enumerate(_answers(answers, item, across, glyphs, blocks=blocks)):
        value = answers.instrument.responses[number].value
        spots += [Spot(len(lines) + at, left, column, answers.place, value) for at in range(len(row))]
        lines += [*row, *([()] if airy and number < count - 1 else [])]
    return lines, tuple(spots)


def _answers(
    answers: Answers, item: Item, across: tuple[int, int], glyphs: DrawingGlyphs, *, blocks: bool
) -> list[list[Line]]:
    """Return the lines of each answer, lowest first."""
    left, column = across
    low, high = end_words(answers, item)
    responses = answers.instrument.responses
    chosen = answers.answer_of(item.number)
    found: list[list[Line]] = []
    for response in responses:
        words = {responses[0].value: low, responses[-1].value: high}.get(response.value, response.label or "")
        here = response.value == chosen
        role = "chosen-here" if here else ""
        mark = f"[{response.value}]" if here else f" {response.value} "
        if blocks:
            rows = block_digit(response.value)
            pointed = [f"{glyphs.signs.pointer if here and at == 1 else ' '} " for at in range(ROWS)]
            labels = ["", words + ("" if not here else "  (your answer)"), ""]
            texts = [f"{pointed[at]}{rows[at]}   {labels[at]}" for at in range(ROWS)]
        else:
            texts = [f"{glyphs.signs.pointer if here else ' '} {mark.ljust(4)} {words}"]
        found.append([((" " * left, ""), (text.ljust(column)[:column], role)) for text in texts])
    return found

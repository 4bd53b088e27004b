"""A form laid out as its owners publish it: the statements down, the answers across under their headings."""

import textwrap

from linkworker.ui.screens.check_in.check_in_answers import Answers, Filling
from linkworker.ui.screens.check_in.form_page import Block, Page, Spot, inner_width, page
from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawing_glyphs import DrawingGlyphs
from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.parts import Item

_POINTER = 1
_LEAST_STATEMENT = 12


def grid_page(answers: Answers, size: tuple[int, int], glyphs: DrawingGlyphs, hint: str = "") -> Page:
    """Return the whole form in so many columns and rows."""
    scale = answers.instrument
    inner = inner_width(size[0])
    cell = _cell(scale, inner)
    statement = max(_LEAST_STATEMENT, inner - cell * len(scale.responses) + 1)
    blocks = [_block(answers, place, item, statement, cell, glyphs) for place, item in enumerate(scale.items)]
    return page(answers, _headings(scale, statement, cell), blocks, size, glyphs, hint)


def _cell(scale: Instrument, inner: int) -> int:
    """Return the columns of one answer, the blank one after it with it: as wide as the statements leave it."""
    labels = [response.label or str(response.value) for response in scale.responses]
    least = max(len(word) for label in labels for word in label.split()) + 1
    most = max(len(label) for label in labels) + 2
    longest = max(len(item.text) for item in scale.items) + _POINTER + 2
    return max(least, min(most, (inner - longest) // len(labels)))


def _headings(scale: Instrument, statement: int, cell: int) -> list[Line]:
    labels = [_broken(response.label or str(response.value), cell - 1) for response in scale.responses]
    rows = max(len(each) for each in labels)
    stood = [[""] * (rows - len(each)) + each for each in labels]  # the last words stand on the line above the answers
    return [
        ((" " * statement, ""), ("".join(_centred(each[row], cell) for each in stood).rstrip(), "heading"))
        for row in range(rows)
    ]


def _broken(label: str, width: int) -> list[str]:
    """Return a heading on lines filled from its end, so that headings which end alike are broken alike."""
    lines: list[str] = []
    for word in reversed(label.split()):
        if lines and len(word) + 1 + len(lines[0]) <= width:
            lines[0] = f"{word} {lines[0]}"
        else:
            lines.insert(0, word)
    return lines


def _centred(text: str, cell: int) -> str:
    left = (cell - 1 - len(text)) // 2
    return (" " * left + text).ljust(cell)


def _block(answers: Answers, place: int, item: Item, statement: int, cell: int, glyphs: DrawingGlyphs) -> Block:
    here = place == answers.place
    ground = "here" if here else ""
    texts = textwrap.wrap(item.text, statement - _POINTER)
    pointer = glyphs.signs.pointer if here else " "
    lines: list[Line] = [
        _whole(((pointer if number == 0 else " ") + text, ground), answers, statement, cell)
        for number, text in enumerate(texts[:-1])
    ]
    first = (pointer if len(texts) == 1 else " ") + texts[-1]
    lines.append(((first, ground), *_led(len(first), statement, glyphs, here), *_cells(answers, item, cell, here)))
    middle = (cell - 2) // 2
    spots = [
        Spot(len(lines) - 1, statement + number * cell, max(3, middle + 2), place, response.value)
        for number, response in enumerate(answers.instrument.responses)
    ]
    spots += [Spot(row, 0, statement, place, None) for row in range(len(lines))]
    return Block(tuple(lines), tuple(spots))


def _whole(run: tuple[str, str], answers: Answers, statement: int, cell: int) -> Line:
    """Return a line without answers, its ground as wide as one with them."""
    return ((run[0].ljust(statement + cell * len(answers.instrument.responses) - 1), run[1]),)


def _led(used: int, statement: int, glyphs: DrawingGlyphs, here: bool) -> Line:
    """Return what leads the eye from the end of a statement to its answers: dots at every second column."""
    dots = "".join(
        glyphs.leader if at % 2 and at > used and at < statement - 1 else " " for at in range(used, statement)
    )
    return ((dots, "here-faint" if here else "leader"),) if dots else ()


def _cells(answers: Answers, item: Item, cell: int, here: bool) -> Line:
    """Return the answers of an item as the paper has them, a number each; the chosen one in brackets."""
    count = len(answers.instrument.responses)
    if answers.is_left_out(item.number):
        words = "left blank" if answers.filling is Filling.PAPER else "skipped"
        text = words.center(cell * count - 1)
        return ((text, "here" if here else "leader"),)
    chosen = answers.answer_of(item.number)
    runs: list[tuple[str, str]] = []
    for number, response in enumerate(answers.instrument.responses):
        width = cell - 1 if number == count - 1 else cell
        middle = (cell - 2) // 2
        if response.value == chosen:
            before, shown, role = " " * (middle - 1), f"[{response.value}]", "chosen-here" if here else "chosen"
        else:
            before, shown, role = " " * middle, str(response.value), "here-faint" if here else "number"
        rest = " " * (width - len(before) - len(shown))
        ground = "here" if here else ""
        runs += [(before, ground), (shown, role), (rest, ground)]
    return tuple(run for run in runs if run[0])

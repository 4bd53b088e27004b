"""Facts laid side by side on a few lines; what there is no room for is counted, never cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from linkworker.ui.widgets.one_line import cut, one_line


@dataclass(frozen=True, slots=True)
class Fact:
    """A few words that stay together on a line, and their style."""

    words: str
    style: str = ""


def fact_lines(
    groups: tuple[Sequence[Fact], Sequence[Fact]], apart: str, width: int, most: int, more: str
) -> tuple[list[Content], int]:
    """Return two groups of facts in `width` columns, `most` lines at most, and how many facts there was no room for.

    The second group begins a line if it can. Where lines run out the last of them ends with how many facts are not
    shown, and the key that shows them; a fact longer than a line ends with `more`.
    """
    first, second = ([_short(fact, width, more) for fact in group] for group in groups)
    top, below = _filled(first, apart, width), _filled(second, apart, width)
    lines = [*top, *below]
    if len(lines) > most:
        lines = _filled([*first, *second], apart, width)
    if len(lines) > most:
        return _counted(lines, apart, width, most)
    return [_drawn(line, apart) for line in lines], 0


def _filled(facts: Sequence[Fact], apart: str, width: int) -> list[list[Fact]]:
    """Put as many facts on each line as it takes; one that is longer than a line has it to itself."""
    lines: list[list[Fact]] = []
    for fact in facts:
        if lines and _length([*lines[-1], fact], apart) <= width:
            lines[-1].append(fact)
        else:
            lines.append([fact])
    return lines


def _counted(lines: list[list[Fact]], apart: str, width: int, most: int) -> tuple[list[Content], int]:
    shown, left = lines[:most], sum(map(len, lines[most:]))
    while True:
        more = Fact(f"{left} more: press 1", "bold")
        if _length([*shown[-1], more], apart) <= width:
            break
        shown[-1].pop()
        left += 1
    return [_drawn(line, apart) for line in [*shown[:-1], [*shown[-1], more]]], left


def _short(fact: Fact, width: int, more: str) -> Fact:
    words = one_line(fact.words)
    return Fact(words if cell_len(words) <= width else cut(words, width, more), fact.style)


def _length(facts: Sequence[Fact], apart: str) -> int:
    return sum(cell_len(fact.words) for fact in facts) + cell_len(apart) * (len(facts) - 1)


def _drawn(facts: Sequence[Fact], apart: str) -> Content:
    return Content(apart).join([Content.styled(fact.words, fact.style) for fact in facts])

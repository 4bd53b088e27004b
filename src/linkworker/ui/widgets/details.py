"""What there is to know of one thing: headings, and under each a label with its words, wrapped beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.cells import cell_len

from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawn import Drawn
from linkworker.ui.widgets.one_line import fitted, wrapped

Tone = Literal["words", "muted", "strong", "success", "warning", "error"]

_INDENT = 2
_GAP = 2
_WIDEST_LABEL = 24
_LEAST_WORDS = 24
_WIDEST_WORDS = 86
_MORE = "."


@dataclass(frozen=True, slots=True)
class Detail:
    """One line: a mark and its word if any ("x not met"), what it is about, and what is said of it."""

    label: str
    words: str
    mark: str = ""
    tone: Tone = "words"
    """The style of the mark; of the words where there is no mark."""


@dataclass(frozen=True, slots=True)
class Part:
    """Details under a heading; "" for none."""

    heading: str
    details: tuple[Detail, ...]


class Details(Drawn):
    """Parts one under another, as high as they need. Nothing is cut: words go on to further lines."""

    PREFIX: ClassVar[str] = "details"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"details--{name}" for name in ("heading", "label", "words", "muted", "strong", "success", "warning", "error")
    }
    DEFAULT_CSS = """
    Details { height: auto; width: 1fr; }
    Details > .details--heading { text-style: bold; color: $text-accent; }
    Details > .details--label { color: $text-muted; }
    Details > .details--words { color: $text; }
    Details > .details--muted { color: $text-muted; }
    Details > .details--strong { text-style: bold; }
    Details > .details--success { color: $text-success; }
    Details > .details--warning { color: $text-warning; }
    Details > .details--error { color: $text-error; text-style: bold; }
    """

    def __init__(self, parts: Sequence[Part] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.parts = tuple(parts)

    def show(self, parts: Sequence[Part]) -> None:
        """Show other parts."""
        self.parts = tuple(part for part in parts if part.details)
        self.redraw(layout=True)

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - as high as the parts need
        """Return the parts in so many columns."""
        return detail_lines(self.parts, width)


def detail_lines(parts: Sequence[Part], width: int) -> list[Line]:
    """Return parts as lines; labels stand in one column throughout. Roles: heading, label, and the tones."""
    details = [detail for part in parts for detail in part.details]
    mark = max((cell_len(detail.mark) for detail in details), default=0)
    label = min(_WIDEST_LABEL, width // 4, max((cell_len(detail.label) for detail in details), default=0))
    found: list[Line] = []
    for part in parts:
        if part.heading:
            found += [()] if found else []
            found.append(((part.heading, "heading"),))
        # Where a part has no marks its labels begin at the edge, and its words stand below the others all the same.
        marked = any(detail.mark for detail in part.details) or not mark
        for detail in part.details:
            found += _detail(detail, *((mark, label) if marked else (0, mark + _GAP + label)), width)
    return found


def _detail(detail: Detail, mark: int, label: int, width: int) -> list[Line]:
    if not detail.label:
        mark, label = cell_len(detail.mark), 0
    before = _INDENT + (mark + _GAP if mark else 0)
    aside = before + (label + _GAP if label else 0)
    lines: list[Line] = []
    if detail.label and width - aside < _LEAST_WORDS:
        lines.append(((" " * _INDENT, ""), (detail.label, "label")))
        label, aside = 0, before
    words = wrapped(detail.words, max(1, min(width - aside, _WIDEST_WORDS))) or [""]
    style = "words" if detail.mark else detail.tone
    labels = wrapped(detail.label, label) if label else []
    for number in range(max(len(words), len(labels))):
        sign = detail.mark if number == 0 else ""
        runs = (
            (" " * _INDENT, ""),
            (fitted(sign, mark, _MORE) + " " * _GAP if mark else "", detail.tone),
            (fitted(_at(labels, number), label, _MORE) + " " * _GAP if label else "", "label"),
            (_at(words, number), style),
        )
        lines.append(tuple(run for run in runs if run[0]))
    return lines


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def said(*pairs: tuple[str, str | None]) -> tuple[Detail, ...]:
    """Return details of label and words, without those of which nothing is said."""
    return tuple(Detail(label, words) for label, words in pairs if words)

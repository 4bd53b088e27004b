"""Two wordings side by side: under each heading what it was and what it is, marked by a sign and a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from linkworker.ui.widgets.drawing import Line
from linkworker.ui.widgets.drawn import Drawn
from linkworker.ui.widgets.one_line import fitted, wrapped

Kind = Literal["changed", "added", "gone", "same"]

_SIGNS: dict[Kind, tuple[str, str, str]] = {
    "changed": ("*", "changed", "warning"),
    "added": ("+", "added", "success"),
    "gone": ("-", "taken out", "error"),
    "same": ("=", "the same", "muted"),
}
_INDENT = 2
_GAP = 3
_MARGIN = 1
_NAME = 26
_WIDE = 104
_WIDEST = 56


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing in both wordings; "" where a wording has nothing."""

    heading: str
    before: str
    after: str
    kind: Kind


class Sides(Drawn):
    """As high as its words need. Where there is room the headings stand in a column of their own."""

    PREFIX: ClassVar[str] = "sides"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"sides--{name}" for name in ("name", "title", "words", "muted", "success", "warning", "error", "line")
    }
    DEFAULT_CSS = """
    Sides { height: auto; width: 1fr; }
    Sides > .sides--title { text-style: bold; color: $text-accent; }
    Sides > .sides--name { text-style: bold; }
    Sides > .sides--words { color: $text; }
    Sides > .sides--muted { color: $text-muted; }
    Sides > .sides--success { color: $text-success; }
    Sides > .sides--warning { color: $text-warning; }
    Sides > .sides--error { color: $text-error; }
    Sides > .sides--line { color: $line; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._titles = ("", "")
        self._compared: tuple[Compared, ...] = ()

    def show(self, before: str, after: str, compared: Sequence[Compared]) -> None:
        """Show two wordings by their names."""
        self._titles, self._compared = (before, after), tuple(compared)
        self.redraw(layout=True)

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - as high as the words need
        """Return the two wordings in so many columns."""
        return side_lines(self._titles, self._compared, width)


def side_lines(titles: tuple[str, str], compared: Sequence[Compared], width: int) -> list[Line]:
    """Return two wordings as lines. Roles: title, name, words, and the tones of the marks."""
    wide = width >= _WIDE
    lead = _INDENT + (_NAME + _GAP if wide else 0)
    each = max(1, min(_WIDEST, (width - lead - _GAP - _MARGIN) // 2))
    named = [wrapped(text, each) for text in titles]
    found: list[Line] = [
        _pair(" " * lead, _at(named[0], number), _at(named[1], number), each, ("title", "title"))
        for number in range(max(map(len, named)))
    ]
    if not wide:
        found.append(())
    for thing in compared:
        if not wide:
            found.append(_headed(thing))
        elif found:
            found.append(())
        before, after = wrapped(thing.before, each), wrapped(thing.after, each)
        names = _names(thing) if wide else []
        roles = ("muted", "muted") if thing.kind == "same" else ("muted", "words")
        for number in range(max(len(before), len(after), len(names), 1)):
            texts = (_at(before, number), _at(after, number))
            left: Line = ((" " * _INDENT, ""),)
            if wide:
                name, role = names[number] if number < len(names) else ("", "")
                left = ((" " * _INDENT, ""), (fitted(name, _NAME, "."), role), (" " * _GAP, ""))
            found.append((*left, *_pair("", *texts, each, roles)))
    return found


def _headed(thing: Compared) -> Line:
    sign, word, role = _SIGNS[thing.kind]
    return ((thing.heading, "name"), (f"  {sign} {word}", role))


def _names(thing: Compared) -> list[tuple[str, str]]:
    sign, word, role = _SIGNS[thing.kind]
    return [*((text, "name") for text in wrapped(thing.heading, _NAME)), (f"{sign} {word}", role)]


def _pair(lead: str, before: str, after: str, each: int, roles: tuple[str, str]) -> Line:
    return ((lead, ""), (fitted(before, each, "."), roles[0]), (" " * _GAP, ""), (after, roles[1]))


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""

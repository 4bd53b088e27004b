"""What is drawn for a character that code page 437 lacks."""

import unicodedata
from collections.abc import Mapping
from functools import cache

CP437 = frozenset(bytes([*range(0x20, 0x7F), *range(0x80, 0xFF)]).decode("cp437"))
"""What can be drawn: no control codes, and not the no-break space at 0xFF."""

# In each row, every character of the first text is drawn as the second. Those that look alike are spelled as codes.
_ONE_FOR_MANY = (
    ("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800", " "),
    ("\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u00b4", "'"),
    ("\u201c\u201d\u201e\u201f\u2033\u02ba", '"'),
    ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u00af", "-"),
    ("\u2026\u2024", "."),
    ("\u2022\u2023\u2027\u25aa\u25ab\u25cf\u25e6", "·"),
    ("←◀◂◄\u2039", "<"),
    ("→▶▸►\u203a\u276f➤", ">"),
    ("↑▲▴", "^"),
    ("↓▼▾", "v"),
    ("✓✔☑", "√"),
    ("✗✘✕✖\u00d7☒", "x"),
    ("◉◐◑", "*"),
    ("○◌◯□☐", "o"),
    ("▬◼", "■"),
    ("▁", "_"),
    ("▂▃▅▖▗▞", "▄"),
    ("▆▇▉▊▙▛▜▟", "█"),
    ("▔▘▝▚", "▀"),
    ("▋▍", "▌"),
    ("▎▏▕", "│"),
)
# The letters that Unicode does not take apart into a base letter and a mark, and a few signs.
_ONE_FOR_ONE = (
    ("łŁøØđĐðħĦıŧŦŋŊœŒþÞəƏ", "lLoOdDdhHitTnNoOtTeE"),
    ("\u00a9\u00ae\u20ac\u00a6\u00b8\u00a7\u00b6\u03bc\u03b2\u1e9e", "crE|,SPµßß"),
)

# Which light line of a box leaves a cell by which sides.
_LINES: Mapping[frozenset[str], str] = {
    frozenset(sides.split()): line
    for sides, line in (
        ("LEFT RIGHT", "─"),
        ("LEFT", "─"),
        ("RIGHT", "─"),
        ("UP DOWN", "│"),
        ("UP", "│"),
        ("DOWN", "│"),
        ("DOWN RIGHT", "┌"),
        ("DOWN LEFT", "┐"),
        ("UP RIGHT", "└"),
        ("UP LEFT", "┘"),
        ("UP DOWN RIGHT", "├"),
        ("UP DOWN LEFT", "┤"),
        ("LEFT RIGHT DOWN", "┬"),
        ("LEFT RIGHT UP", "┴"),
        ("LEFT RIGHT UP DOWN", "┼"),
    )
}
_BOX = "BOX DRAWINGS "


@cache
def stand_ins() -> Mapping[str, str]:
    """Return, for each character of the table, the one character of the page that is drawn for it."""
    found = {one: drawn for many, drawn in _ONE_FOR_MANY for one in many}
    for many, drawn in _ONE_FOR_ONE:
        found.update(zip(many, drawn, strict=True))
    return found


def box_line(character: str) -> str:
    """Return the light box line that leaves by the same sides (heavy, rounded and dashed ones too), or ""."""
    name = unicodedata.name(character, "")
    if not name.startswith(_BOX):
        return ""
    words = name.replace("HORIZONTAL", "LEFT RIGHT").replace("VERTICAL", "UP DOWN").split()
    sides = frozenset({"LEFT", "RIGHT", "UP", "DOWN"}.intersection(words))
    return "" if "DIAGONAL" in words else _LINES.get(sides, "")

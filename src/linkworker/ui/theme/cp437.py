"""The filter of the console look: whatever is drawn, only characters of code page 437 reach the terminal."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from linkworker.ui.theme.cp437_table import CP437, box_line, stand_ins

UNKNOWN = "?"
"""Drawn, once a cell, for what the page can neither show nor come near."""

_JOINER = "\u200d"


class Cp437(LineFilter):
    """Draws every character as one that code page 437 has, of the same width; styles stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - only glyphs change
        """Return the same list if nothing in it changes, else a new one."""
        drawn = [text if control else in_cp437(text) for text, _, control in segments]
        if all(new == segment.text for new, segment in zip(drawn, segments, strict=True)):
            return segments
        return [
            segment if new == segment.text else Segment(new, segment.style)
            for new, segment in zip(drawn, segments, strict=True)
        ]


def in_cp437(text: str) -> str:
    """Return a text of the same cell width that code page 437 can show; an equal text if it already can.

    Accents go where the page lacks them, quotes and dashes become plain, box lines become light ones, and
    what is left is a question mark in each cell.
    """
    return text if text.isascii() and text.isprintable() else _converted(text)


@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    if CP437.issuperset(text):
        return text
    made = "".join(_drawn(group) for group in _groups(text))
    # A text that begins with a joiner is measured oddly; what is drawn keeps to the measure that the screen used.
    width = cell_len(text)
    return made[:width].ljust(width)


def _groups(text: str) -> list[str]:
    """Divide a text into characters, each with the marks and joined characters that share its cells."""
    groups: list[str] = []
    for character in text:
        if groups and (not cell_len(character) or groups[-1].endswith(_JOINER)):
            groups[-1] += character
        else:
            groups.append(character)
    return groups


def _drawn(group: str) -> str:
    width = cell_len(group)
    if not width:
        return ""
    whole = unicodedata.normalize("NFC", group)[0]
    drawn = _near(whole)
    return drawn.ljust(width) if drawn and len(drawn) <= width else UNKNOWN * width


def _near(character: str) -> str:
    """Return what comes near one character, or "" if nothing does; it may have the wrong width."""
    if character in CP437:
        return character
    near = stand_ins().get(character) or box_line(character)
    if near:
        return near
    parts = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    letters = "".join(stand_ins().get(letter, letter) for letter in letters)
    return letters if CP437.issuperset(letters) else ""

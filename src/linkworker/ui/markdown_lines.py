"""The handbook's Markdown as lines of a given width: headings, paragraphs, lists, commands and tables, and no more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rich.cells import cell_len, chop_cells

Run: TypeAlias = tuple[str, str]
"""A stretch of text and its role: "", "bold", "code", "title", "heading", "command" or "head"."""
Line: TypeAlias = tuple[Run, ...]

_ITEM = re.compile(r"(- |\d+\. )(.*)")
_HEADING = re.compile(r"(#+) (.*)")
_RUNS = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`")
_RULE = re.compile(r"\|[-:| ]+\|")
_INDENT = "    "
_BETWEEN = 2
_LEAST_COLUMN = 6


class Kind(StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEMS = "items"
    COMMANDS = "commands"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its lines of Markdown, those that only go on put to the end of the line before."""

    kind: Kind
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page. A heading ends at its line, whatever stands below it."""
    found: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = part.split("\n")
        while lines and _HEADING.match(lines[0]):
            found.append(Block(Kind.HEADING, (lines.pop(0),)))
        if lines:
            found.append(_block(lines))
    return tuple(found)


def _block(lines: Sequence[str]) -> Block:
    if all(line.startswith(_INDENT) for line in lines):
        return Block(Kind.COMMANDS, tuple(line.removeprefix(_INDENT) for line in lines))
    if lines[0].startswith("|"):
        return Block(Kind.TABLE, tuple(lines))
    if _ITEM.match(lines[0]):
        return Block(Kind.ITEMS, _joined(lines))
    return Block(Kind.PARAGRAPH, (" ".join(line.strip() for line in lines),))


def _joined(lines: Iterable[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for line in lines:
        if joined and not _ITEM.match(line):
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
    return tuple(joined)


def page_lines(text: str, width: int, bullet: str = "-") -> list[Line]:
    """Return a page as lines of at most `width` cells, a blank one between blocks."""
    lines: list[Line] = []
    for block in blocks(text):
        if lines:
            lines.append(())
        lines += block_lines(block, width, bullet)
    return lines


def block_lines(block: Block, width: int, bullet: str = "-") -> list[Line]:
    """Return one block as lines of at most `width` cells."""
    match block.kind:
        case Kind.HEADING:
            return _heading(block.lines[0], width)
        case Kind.COMMANDS:
            cut = [piece for line in block.lines for piece in _cut(line, max(1, width - len(_INDENT)))]
            return [((_INDENT, ""), (piece, "command")) for piece in cut]
        case Kind.TABLE:
            return _table(block.lines, width)
        case Kind.ITEMS:
            return [line for item in block.lines for line in _item(item, width, bullet)]
        case Kind.PARAGRAPH:
            return wrapped_runs(runs(block.lines[0]), width)


def _cut(line: str, width: int) -> list[str]:
    """Return a line that is to be typed, or is of a file, as it is; what is too long goes on below, at a blank."""
    pieces: list[str] = []
    while cell_len(line) > width:
        fitting = chop_cells(line, width)[0]
        at = fitting.rstrip().rfind(" ") if line[len(fitting)] != " " else len(fitting)
        at = at if at > width // 2 else len(fitting)
        pieces.append(line[:at].rstrip())
        line = line[at:].lstrip()
    return [*pieces, line]


def _heading(line: str, width: int) -> list[Line]:
    found = _HEADING.match(line)
    role = "title" if found and len(found[1]) == 1 else "heading"
    words = found[2] if found else line
    return wrapped_runs([(text, role) for text, _ in runs(words)], width)


def _item(item: str, width: int, bullet: str) -> list[Line]:
    found = _ITEM.match(item)
    mark, words = (found[1], found[2]) if found else ("- ", item)
    lead = f"{bullet} " if mark == "- " else mark
    hang = " " * cell_len(lead)
    made = wrapped_runs(runs(words), max(1, width - cell_len(lead)))
    return [((lead if number == 0 else hang, ""), *line) for number, line in enumerate(made)]


def runs(words: str) -> list[Run]:
    """Return words as runs: what stands between two stars twice is bold, between backticks code."""
    found: list[Run] = []
    at = 0
    for match in _RUNS.finditer(words):
        found += [(words[at : match.start()], ""), (match[1], "bold") if match[1] else (match[2], "code")]
        at = match.end()
    return [run for run in [*found, (words[at:], "")] if run[0]]


def wrapped_runs(said: Iterable[Run], width: int) -> list[Line]:
    """Return runs broken between words into lines of at most `width` cells; a longer word is cut."""
    lines: list[list[Run]] = [[]]
    used = 0
    for piece in _pieces(said):
        length = sum(cell_len(text) for text, _ in piece)
        blank = bool(piece) and piece[0][0] == " "
        if blank and (used == 0 or used + 1 > width):
            continue
        if used and used + length > width:
            lines.append([])
            used = 0
        for text, role in _no_wider(piece, width):
            if used + cell_len(text) > width:
                lines.append([])
                used = 0
            lines[-1].append((text, role))
            used += cell_len(text)
    return [_merged(line) for line in lines]


def _pieces(said: Iterable[Run]) -> list[list[Run]]:
    """Return words and the blanks between them; a word may be made of several runs ("`due`." is one)."""
    pieces: list[list[Run]] = []
    open_word = False
    for text, role in said:
        for part in re.findall(r" +|[^ ]+", text):
            if part[0] == " ":
                pieces.append([(" ", role)])
                open_word = False
            elif open_word:
                pieces[-1].append((part, role))
            else:
                pieces.append([(part, role)])
                open_word = True
    return pieces


def _no_wider(piece: list[Run], width: int) -> list[Run]:
    if sum(cell_len(text) for text, _ in piece) <= width:
        return piece
    return [(part, role) for text, role in piece for part in chop_cells(text, max(1, width))]


def _merged(line: Sequence[Run]) -> Line:
    """Return a line without a blank at its end, runs of one role side by side made one."""
    kept = list(line)
    while kept and kept[-1][0] == " ":
        kept.pop()
    merged: list[Run] = []
    for text, role in kept:
        if merged and merged[-1][1] == role:
            merged[-1] = (merged[-1][0] + text, role)
        else:
            merged.append((text, role))
    return tuple(merged)


def _table(lines: Sequence[str], width: int) -> list[Line]:
    """Return a table in columns without rules, its heads set apart; what is too long goes on in its column."""
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line.strip())]
    widths = _widths(rows, width)
    made: list[Line] = []
    for number, row in enumerate(rows):
        columns = [wrapped_runs(runs(cell), room) for cell, room in zip(row, widths, strict=False)]
        for deep in range(max(len(column) for column in columns)):
            here = [column[deep] if deep < len(column) else () for column in columns]
            made.append(_across(here, widths, head=number == 0))
    return made


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column is: as its longest cell, the widest giving way until all fit."""
    across = max(len(row) for row in rows)
    longest = [
        max(sum(cell_len(text) for text, _ in runs(row[place])) for row in rows if place < len(row))
        for place in range(across)
    ]
    room = width - _BETWEEN * (across - 1)
    while sum(longest) > room and max(longest) > _LEAST_COLUMN:
        longest[longest.index(max(longest))] -= 1
    return longest


def _across(cells: Sequence[Line], widths: Sequence[int], *, head: bool) -> Line:
    found: list[Run] = []
    for place, (cell, room) in enumerate(zip(cells, widths, strict=False)):
        found += [(text, "head") for text, _ in cell] if head else list(cell)
        if place < len(cells) - 1:
            found.append((" " * (room - sum(cell_len(text) for text, _ in cell) + _BETWEEN), ""))
    return _merged(found)

"""Which letters the fonts that come with us can set: what they cannot is found before printing, and said."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")

BOX = "\N{REPLACEMENT CHARACTER}"
"""Stands where a letter could not be set. Screen readers know it."""

# Not drawn, and needed: they join or part Arabic letters, say which way text runs, or where a word may break.
_UNDRAWN = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\u00ad\u034f")
_JOINER = "\N{ZERO WIDTH JOINER}"
_FIRST_SKIN, _LAST_SKIN = "\U0001f3fb", "\U0001f3ff"
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n") | {"\t": " "})
_WINDOWS_UNICODE = (3, 1)
_FORMAT_4 = 4


def tidy(text: str) -> str:
    """Return the text composed (NFC), with one kind of line end and nothing that only machines see."""
    if _is_plain(text):
        return text
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", "".join(letter for letter in text if not _unseen(letter)))


def is_blank(text: str) -> bool:
    """Say whether nothing of the text would be seen on paper."""
    return all(letter.isspace() or letter in _UNDRAWN for letter in tidy(text))


def cannot_set(text: str) -> tuple[str, ...]:
    """Return the letters of the text that no font here holds, each once, in the order met; () when all can be set."""
    if _is_plain(text):
        return ()
    held = _held()
    missing = (letter for letter in tidy(text) if letter not in held and letter != _JOINER)
    return tuple(dict.fromkeys(letter for letter in missing if not _is_skin(letter)))


def with_boxes(text: str) -> str:
    """Return the tidied text with a box for each letter that cannot be set; an emoji made of several gets one."""
    if _is_plain(text):
        return text
    held = _held()
    return "".join(letter if letter in held else BOX for letter in _joined(tidy(text), held))


@cache
def _held() -> frozenset[str]:
    """Return every letter that some family holds in regular and in bold, and those that need no drawing."""
    held: set[int] = {ord("\n")}
    for family in FAMILIES:
        file = family.replace(" ", "")
        held |= font_letters(FONTS / f"{file}-Regular.ttf") & font_letters(FONTS / f"{file}-Bold.ttf")
    return frozenset(map(chr, held)) | _UNDRAWN


def font_letters(path: Path) -> set[int]:
    """Return the code points that a TrueType font draws, from its `cmap` table of format 4 (OpenType 1.9)."""
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = (struct.unpack_from(">4s4xLL", font, 12 + 16 * table) for table in range(tables))
    start = next(offset for tag, offset, _length in directory if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for number in range(maps):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        if (platform, encoding) == _WINDOWS_UNICODE and struct.unpack_from(">H", font, start + offset)[0] == _FORMAT_4:
            return set(_format_4(font, start + offset))
    return set()


def _format_4(font: bytes, at: int) -> Iterator[int]:
    """Yield the code points of a format 4 map: runs of code points, each with a shift or a list of glyphs."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    run = f">{count}H"
    ends = struct.unpack_from(run, font, at + 14)
    starts = struct.unpack_from(run, font, at + 16 + 2 * count)
    shifts = struct.unpack_from(run, font, at + 16 + 4 * count)
    lists_at = at + 16 + 6 * count
    lists = struct.unpack_from(run, font, lists_at)
    for segment, (first, last, shift, to_list) in enumerate(zip(starts, ends, shifts, lists, strict=True)):
        for point in range(first, last + 1):
            glyph = point
            if to_list:
                glyph = struct.unpack_from(">H", font, lists_at + 2 * segment + to_list + 2 * (point - first))[0]
            if (glyph or not to_list) and (glyph + shift) % 0x10000:
                yield point


def _joined(text: str, held: frozenset[str]) -> Iterator[str]:
    """Yield letters, leaving out those that only build an emoji on the one before, so that each makes one box."""
    before, after_joiner = "", False
    for letter in text:
        builds = bool(before) and before not in held and (letter == _JOINER or _is_skin(letter) or after_joiner)
        after_joiner = builds and letter == _JOINER
        if not builds:
            before = letter
            yield letter


def _is_skin(letter: str) -> bool:
    return _FIRST_SKIN <= letter <= _LAST_SKIN


def _is_plain(text: str) -> bool:
    """Say whether a text is of letters that any font holds and that need no tidying: most texts are."""
    return text.isascii() and text.isprintable()


def _unseen(letter: str) -> bool:
    """Say whether only machines see this: controls, marks of byte order, selectors of a letter's variant."""
    if letter == "\n" or letter in _UNDRAWN:
        return False
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs"} or "VARIATION SELECTOR" in unicodedata.name(letter, "")

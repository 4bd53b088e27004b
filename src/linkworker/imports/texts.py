"""Bytes to text: which encoding a file was written in, and what is dropped from its text."""

import codecs
import re
from dataclasses import dataclass

from linkworker.base.errors import BadInput

# Control characters could move the cursor or hide words on a terminal; lone surrogates cannot be stored at all.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

# A terminal's own commands, whole: without the escape the rest would stand there as letters.
_COMMANDS = re.compile("\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?)")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF16_LE, "utf-16", "It is written in UTF-16."),
    (codecs.BOM_UTF16_BE, "utf-16", "It is written in UTF-16."),
)
_OLD = "It is in an older Windows encoding, not UTF-8. Check names with accents."


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one file, and what there is to say about how it was read ("" if nothing)."""

    text: str
    note: str = ""


def decode(name: str, data: bytes) -> Text:
    """Return the text of a file: UTF-8, either with a byte-order mark, UTF-16 with one, or Windows-1252 or Latin-1.

    Raises BadInput if the bytes are not text.
    """
    for mark, encoding, note in _MARKS:
        if data.startswith(mark):
            return Text(_decoded(name, data, encoding), note)
    if b"\x00" in data:
        raise BadInput(f"{name} is not text, so it was left alone.")
    try:
        return Text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Text(_windows(data), _OLD)


def clean(text: str) -> str:
    """Return text without control characters, hidden direction marks and halves of characters; lines end in LF."""
    if text.isascii() and text.isprintable():  # most of a feed: ids, dates, addresses
        return text
    return _UNWANTED.sub("", _COMMANDS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def one_line(text: str) -> str:
    """Return cleaned text on one line, single-spaced."""
    return " ".join(clean(text).split())


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadInput(f"{name} ends in the middle of a letter. Copy it again.") from None
    if "\x00" in text:
        raise BadInput(f"{name} is not text, so it was left alone.")
    return text


def _windows(data: bytes) -> str:
    # Five bytes mean nothing in Windows-1252; Latin-1 has a meaning for all of them.
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")

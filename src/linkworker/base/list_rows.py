"""The rows of a coded list: their shape, and the checks made as they are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from linkworker.base.errors import LinkworkerError

Flag: TypeAlias = bool | int | str | tuple[str, ...]
"""What a flag may hold: yes or no, a whole number, a word, or several codes."""

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_ROW_KEYS = {"code", "label", "group", "note", "also", "flags"}
_TOP_KEYS = {"title", "source", "flags", "row"}
_PLAIN_KINDS = {"yes-no": bool, "number": int, "text": str}
_OTHER_LIST = "list:"


class ListFault(LinkworkerError):
    """The list file {} cannot be used: {}."""


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: the code that is stored, and the label that people read."""

    code: str
    label: str
    group: str = ""
    note: str = ""
    also: tuple[str, ...] = ()
    """Other words that find this row, such as those that other systems write."""
    flags: Mapping[str, Flag] = field(default_factory=lambda: MappingProxyType({}))
    elsewhere: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False, compare=False)
    """Which flags hold codes of another list: flag name to list name."""

    def words(self) -> tuple[str, ...]:
        """Return every word that finds this row: code, label and the others."""
        return (self.code, self.label, *self.also)

    def is_set(self, flag: str) -> bool:
        """Say whether a yes-no flag is set on this row."""
        return self.flags.get(flag) is True

    def text(self, flag: str) -> str:
        """Return a flag that holds one word, or "" if the row has none."""
        value = self.flags.get(flag, "")
        return value if isinstance(value, str) else ""

    def number(self, flag: str) -> int | None:
        """Return a flag that holds a whole number, or None if the row has none."""
        value = self.flags.get(flag)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def codes(self, flag: str) -> tuple[str, ...]:
        """Return a flag that holds several codes, or () if the row has none."""
        value = self.flags.get(flag, ())
        return value if isinstance(value, tuple) else ()


def read_rows(file: str, table: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the checked rows of a list's table; raises ListFault naming the file and the row.

    The table holds `title`, perhaps `source`, `[flags]` (the flags its rows may carry, each "yes-no", "number", "text",
    "codes" for codes of this list, or "list:NAME" for one code of another), and `[[row]]`s.
    """
    for key in table.keys() - _TOP_KEYS:
        raise ListFault(file, f"it does not know '{key}'")
    kinds = _flag_kinds(file, table.get("flags", {}))
    raw_rows = table.get("row")
    if not isinstance(raw_rows, list) or not raw_rows:
        raise ListFault(file, "it has no rows")
    rows = tuple(_row(f"row {number}", file, raw, kinds) for number, raw in enumerate(raw_rows, 1))
    _check_codes(file, rows, kinds)
    return rows


def _flag_kinds(file: str, kinds: object) -> dict[str, str]:
    if not isinstance(kinds, dict):
        raise ListFault(file, "its flags are not a table")
    for name, kind in kinds.items():
        if kind not in _PLAIN_KINDS and kind != "codes" and not str(kind).startswith(_OTHER_LIST):
            raise ListFault(file, f"the flag '{name}' has the kind '{kind}', which is not known")
    return kinds


def _row(where: str, file: str, raw: object, kinds: Mapping[str, str]) -> Row:
    if not isinstance(raw, dict):
        raise ListFault(file, f"{where} is not a table")
    code = raw.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ListFault(file, f"{where} needs a code of lower-case words joined by hyphens")
    where = f"{where} ({code})"
    for key in raw.keys() - _ROW_KEYS:
        raise ListFault(file, f"{where}: it does not know '{key}'")
    for key in ("label", "group", "note"):
        if not isinstance(raw.get(key, ""), str):
            raise ListFault(file, f"{where}: the {key} is not text")
    label = raw.get("label", "").strip()
    if not label:
        raise ListFault(file, f"{where} needs a label")
    also = raw.get("also", [])
    if not _is_texts(also):
        raise ListFault(file, f"{where}: 'also' is not a list of words")
    flags = _flags(where, file, raw.get("flags", {}), kinds)
    other = {name: kinds[name].removeprefix(_OTHER_LIST) for name in flags if kinds[name].startswith(_OTHER_LIST)}
    return Row(code, label, raw.get("group", ""), raw.get("note", ""), tuple(also), flags, MappingProxyType(other))


def _flags(where: str, file: str, raw: Any, kinds: Mapping[str, str]) -> Mapping[str, Flag]:
    if not isinstance(raw, dict):
        raise ListFault(file, f"{where}: its flags are not a table")
    flags: dict[str, Flag] = {}
    for name, value in raw.items():
        if name not in kinds:
            raise ListFault(file, f"{where}: the list has no flag '{name}'")
        kind = kinds[name]
        # By exact type: to Python true is also a number, to a reader of the file it is not.
        fits = type(value) is _PLAIN_KINDS.get(kind, str)
        if kind == "codes" and _is_texts(value):
            flags[name] = tuple(value)
        elif kind != "codes" and fits:
            flags[name] = value
        else:
            raise ListFault(file, f"{where}: the flag '{name}' is not of the kind '{kind}'")
    return MappingProxyType(flags)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _check_codes(file: str, rows: tuple[Row, ...], kinds: Mapping[str, str]) -> None:
    """Refuse a code given twice, and a flag that names a code of this list that is not there."""
    codes: set[str] = set()
    for number, row in enumerate(rows, 1):
        if row.code in codes:
            raise ListFault(file, f"row {number} ({row.code}): the code is there already")
        codes.add(row.code)
    for number, row in enumerate(rows, 1):
        for flag in (name for name in row.flags if kinds[name] == "codes"):
            for code in row.codes(flag):
                if code not in codes:
                    raise ListFault(file, f"row {number} ({row.code}): '{code}' is not a code of this list")

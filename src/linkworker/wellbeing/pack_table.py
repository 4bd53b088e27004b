"""One table of a data pack, read key by key so that whatever is wrong is named by its file and key."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from importlib.resources.abc import Traversable
from typing import Any

from linkworker.base.errors import LinkworkerError


class BrokenPack(LinkworkerError):
    """The data file {} is wrong at {}: {}."""


class PackTable:
    """A TOML table that checks each value as it is read and, when closed, names what nobody read.

    Every getter raises BrokenPack with the file's name, the key's path ("items[3].text") and what it should hold.
    """

    def __init__(self, file: str, values: Mapping[str, Any], where: str = "") -> None:
        self.file = file
        self._values = values
        self._where = where
        self._read: set[str] = set()

    def wrong(self, key: str, why: str) -> BrokenPack:
        """Return the error that names this file, the key and why."""
        return BrokenPack(self.file, f"{self._where}{key}", why)

    def has(self, key: str) -> bool:
        """Say whether the key is there."""
        return key in self._values

    def text(self, key: str) -> str:
        """Return words: text that is not blank."""
        value = self._get(key, "it needs some text")
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "it needs some text")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return words, or None where the key is left out."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of words, each not blank."""
        values = self._list(key)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(key, "it needs a list of texts")
        return tuple(values)

    def whole(self, key: str) -> int:
        """Return a whole number."""
        value = self._get(key, "it needs a whole number")
        if type(value) is not int:
            raise self.wrong(key, "it needs a whole number")
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        values = self._list(key)
        if not all(type(value) is int for value in values):
            raise self.wrong(key, "it needs a list of whole numbers")
        return tuple(values)

    def decimal(self, key: str) -> Decimal:
        """Return a decimal, which the pack writes as text so that no binary float comes between."""
        why = 'it needs a decimal written as text, such as "19.25"'
        value = self._get(key, why)
        if not isinstance(value, str):
            raise self.wrong(key, why)
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise self.wrong(key, why) from None
        if not number.is_finite():
            raise self.wrong(key, why)
        return number

    def decimal_or_none(self, key: str) -> Decimal | None:
        """Return a decimal, or None where the key is left out."""
        return self.decimal(key) if self.has(key) else None

    def yes_no(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false; the default, if one is given, where the key is left out."""
        if default is not None and not self.has(key):
            return default
        value = self._get(key, "it needs true or false")
        if not isinstance(value, bool):
            raise self.wrong(key, "it needs true or false")
        return value

    def table(self, key: str) -> "PackTable":
        """Return the table under a key."""
        value = self._get(key, "it needs a table")
        if not isinstance(value, dict):
            raise self.wrong(key, "it needs a table")
        return PackTable(self.file, value, f"{self._where}{key}.")

    def rows(self, key: str) -> tuple["PackTable", ...]:
        """Return the tables listed under a key, in order, at least one; they are named from 1, as people count."""
        values = self._list(key)
        if not values or not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, "it needs one or more tables")
        return tuple(PackTable(self.file, row, f"{self._where}{key}[{n}].") for n, row in enumerate(values, 1))

    def rows_or_none(self, key: str) -> tuple["PackTable", ...]:
        """Return the tables listed under a key; none where it is left out."""
        return self.rows(key) if self.has(key) else ()

    def keys(self) -> tuple[str, ...]:
        """Return every key of the table, in the file's order."""
        return tuple(self._values)

    def close(self) -> None:
        """Raise BrokenPack for a key that nobody read: most likely a slip in its spelling."""
        for key in self._values:
            if key not in self._read:
                raise self.wrong(key, "there is no such setting")

    def _get(self, key: str, why: str) -> Any:
        self._read.add(key)
        if key not in self._values:
            raise self.wrong(key, f"it is missing; {why}")
        return self._values[key]

    def _list(self, key: str) -> list[Any]:
        value = self._get(key, "it needs a list")
        if not isinstance(value, list):
            raise self.wrong(key, "it needs a list")
        return value


def open_pack(file: Traversable) -> PackTable:
    """Read a TOML file as the outermost table; raises BrokenPack if it is not TOML in UTF-8."""
    try:
        return PackTable(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenPack(file.name, "its own form", f"it cannot be read ({error})") from error

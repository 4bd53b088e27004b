"""The CSV files and their columns as the data file declares them, checked on reading."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from linkworker.base.errors import LinkworkerError
from linkworker.records.record import KEYS, Record
from linkworker.records.registry import KINDS

TYPES = frozenset({"id", "code-id", "text", "date", "code", "codes", "yes-no", "number", "decimal", "pence"})
WORKED_OUT = "="
_CODED = frozenset({"code", "codes"})
_COLUMN = frozenset({"name", "from", "type", "unit", "list", "says", "named"})
_OWN = frozenset({"id", "person_id"})


class TableFault(LinkworkerError):
    """The table of CSV columns is not right at {}: {}."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value comes from, what it is, and whether only an export with names has it."""

    name: str
    source: str
    type: str
    unit: str
    list: str
    says: str
    named: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One file: the kind of record that its rows are, or the long form that `rows` names."""

    file: str
    kind: type[Record]
    rows: str
    says: str
    named: bool
    columns: tuple[Column, ...]

    def shown(self, *, named: bool) -> tuple[Column, ...]:
        """Return the columns of an export with or without names."""
        return tuple(column for column in self.columns if named or not column.named)


@cache
def all_tables() -> tuple[Table, ...]:
    """Return every file; raises TableFault naming the file and column that are not right."""
    text = (files("linkworker.hub.exports") / "data" / "tables.toml").read_text(encoding="utf-8")
    return tuple(_table(row) for row in tomllib.loads(text)["table"])


def tables(*, named: bool) -> tuple[Table, ...]:
    """Return the files of an export with or without names."""
    return tuple(table for table in all_tables() if named or not table.named)


def _table(row: dict[str, Any]) -> Table:
    kind = KINDS.get(row["of"])
    if kind is None:
        raise TableFault(row["file"], f"there is no kind of record '{row['of']}'")
    columns = tuple(_column(row["file"], kind, each) for each in row["columns"])
    _check_whole(row["file"], kind, columns, row["left_out"])
    return Table(row["file"], kind, row.get("rows", ""), row["says"], row.get("named", False), columns)


def _column(file: str, kind: type[Record], row: dict[str, Any]) -> Column:
    source, place = row.get("from", row["name"]), f"{file} {row['name']}"
    if row["type"] not in TYPES or not row.keys() <= _COLUMN:
        raise TableFault(place, "it has a type or a key that is not known")
    fields = {*kind.value_fields(), *_OWN}
    if not source.startswith(WORKED_OUT) and source not in fields:
        raise TableFault(place, f"{kind.kind()} has no field '{source}'")
    of_list = row.get("list") or ("" if source.startswith(WORKED_OUT) else _list_of(kind, source))
    if (row["type"] in _CODED) != bool(of_list):
        raise TableFault(place, "a code needs its list, and only a code has one")
    return Column(row["name"], source, row["type"], row.get("unit", ""), of_list, row["says"], row.get("named", False))


def _list_of(kind: type[Record], field: str) -> str:
    return str(kind.table().columns[field].info.get("list", "")) if field in kind.value_fields() else ""


def _check_whole(file: str, kind: type[Record], columns: tuple[Column, ...], left_out: list[str]) -> None:
    """Check that every field is given or left out knowingly: a new one asks to be decided on."""
    given = {column.source for column in columns}
    derived = {column.source.removeprefix(WORKED_OUT) for column in columns}
    missing = set(kind.value_fields()) - given - derived - set(left_out) - KEYS
    if missing:
        raise TableFault(file, f"nothing says what becomes of {', '.join(sorted(missing))}")

"""What the set-by-set applier needs to know of a kind of record, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Numeric

from linkworker.journal.ties import cannot_stand_without, ties
from linkworker.journal.typed import NotOfItsType, beginnings, typed
from linkworker.records.record import Record
from linkworker.records.types import WHOLE_NUMBERS, Instant

_OWN_WAY = (Date, Instant, JSON, Numeric)


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind's fields, those it cannot be made without, what the others begin as, and the links it cannot lose.

    `types` has the one type of plain value that each simple column takes.
    """

    fields: frozenset[str]
    needed: frozenset[str]
    begins: Mapping[str, Any]
    ties: tuple[str, ...]
    columns: Mapping[str, Column[Any]]
    types: Mapping[str, type]

    def fitted(self, name: str, value: Any) -> Any:
        """Return a plain value as the table takes it in text; raises NotOfItsType, as `typed` does."""
        if type(value) is self.types.get(name) and (type(value) is not int or value in WHOLE_NUMBERS):
            return value
        if value is None:
            if name not in self.begins:
                raise NotOfItsType(name)
            return self.begins[name]
        held = typed(self.columns[name], value)
        return held.isoformat() if hasattr(held, "isoformat") else held


@cache
def shape_of(kind: type[Record]) -> Shape:
    """Return the shape of a kind."""
    columns, begins, fields = kind.table().columns, beginnings(kind), frozenset(kind.value_fields())
    return Shape(
        fields,
        fields - begins.keys(),
        begins,
        tuple(column.name for column in ties(kind.kind()) if cannot_stand_without(column)),
        {name: columns[name] for name in fields},
        {name: _type(columns[name]) for name in fields if not isinstance(columns[name].type, _OWN_WAY)},
    )


def _type(column: Column[Any]) -> type:
    if isinstance(column.type, Boolean):
        return bool
    return int if isinstance(column.type, Integer) else str

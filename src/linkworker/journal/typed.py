"""Journal values as a record's row holds them: the journal keeps plain JSON, a table has types."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import JSON, Boolean, Column, Date, Integer, Numeric

from linkworker.records.record import Record
from linkworker.records.types import WHOLE_NUMBERS, Instant


class NotOfItsType(ValueError):
    """A journal value does not fit this version's field: of another type, or a number beyond what a column holds."""


def typed(column: Column[Any], value: Any) -> Any:  # noqa: PLR0911 - one line a type reads better than any table of them
    """Return a plain value as a column takes it; raises NotOfItsType.

    Nothing becomes what the column begins as where it has no empty place.
    """
    if value is None:
        return None
    kind = column.type
    try:
        if isinstance(kind, Date):
            return date.fromisoformat(value)
        if isinstance(kind, Instant):
            return datetime.fromisoformat(value)
        if isinstance(kind, JSON):
            return value
        if isinstance(kind, Boolean):
            return _of(bool, value)
        if isinstance(kind, Integer):
            return _within(_of(int, value))
        if isinstance(kind, Numeric):
            return Decimal(value)
        return _of(str, value)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise NotOfItsType(column.name) from error


def _within(number: int) -> int:
    if number not in WHOLE_NUMBERS:
        raise ValueError
    return number


def _of(wanted: type, value: Any) -> Any:
    if type(value) is not wanted:
        raise TypeError
    return value


@cache
def beginnings(kind: type[Record]) -> Mapping[str, Any]:
    """Return what each field of a kind begins as in a record made without it; one that must be given is absent.

    A journal entry leaves out what was empty, so the empty value counts before the declared one.
    """
    found: dict[str, Any] = {}
    for name in (*kind.value_fields(), "in_error"):
        field = kind.model_fields[name]
        if field.default_factory is not None:
            found[name] = field.default_factory()  # type: ignore[call-arg]  # ours take nothing
        elif kind.table().columns[name].nullable:
            found[name] = None
        elif field.default is not PydanticUndefined:
            found[name] = field.default
    return found

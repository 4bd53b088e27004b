"""A data file read into its shape: every name known, every value of its kind, every day worked out."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import Date

from linkworker.base.errors import BadInput
from linkworker.base.money import parse_money
from linkworker.demo.days import day
from linkworker.demo.fault import DemonstrationFault
from linkworker.records.record import Record

T = TypeVar("T")

Pence = NewType("Pence", int)
"""A sum, written "£25.00"."""


def read(shape: type[T], table: Mapping[str, Any], where: str, today: date) -> T:
    """Return a table of a file as a value of a dataclass; raises DemonstrationFault naming what is wrong and where."""
    hints, needed = _shape(cast("Any", shape))
    unknown = sorted(table.keys() - hints.keys())
    missing = sorted(needed - table.keys())
    if unknown or missing:
        said = [f"it does not know '{name}'" for name in unknown] + [f"'{name}' is not given" for name in missing]
        raise DemonstrationFault(f"{where}: {', '.join(said)}")
    return shape(**{name: _value(hints[name], held, f"{where}, {name}", today) for name, held in table.items()})


def record_values(kind: type[Record], table: Mapping[str, Any], where: str, today: date) -> dict[str, Any]:
    """Return fields of a record as values, its days worked out and "" as nothing.

    Raises DemonstrationFault for a field that the record has not.
    """
    columns = {name: kind.table().columns[name] for name in kind.value_fields()}
    unknown = sorted(table.keys() - columns.keys())
    if unknown:
        raise DemonstrationFault(f"{where}: it does not know '{', '.join(unknown)}'")
    return {
        name: day(held, today) if held and isinstance(columns[name].type, Date) else None if held == "" else held
        for name, held in table.items()
    }


@cache
def _shape(shape: Any) -> tuple[dict[str, Any], frozenset[str]]:
    fields = dataclasses.fields(shape)
    needed = {
        each.name
        for each in fields
        if each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    }
    return get_type_hints(shape), frozenset(needed)


def _value(kind: Any, held: Any, where: str, today: date) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _value(next(each for each in inner if each is not types.NoneType), held, where, today)
    if origin is tuple:
        return _several(inner, _checked(list, held, where), where, today)
    if origin is not None:  # a map of plain values, or of days
        table = _checked(dict, held, where)
        return {name: _value(inner[1], value, f"{where}, {name}", today) for name, value in table.items()}
    if dataclasses.is_dataclass(kind):
        return read(cast("type[Any]", kind), _checked(dict, held, where), where, today)
    return _plain(kind, held, where, today)


def _plain(kind: Any, held: Any, where: str, today: date) -> Any:
    if kind is date:
        return day(_checked(str, held, where), today)
    if kind is Pence:
        return _pence(_checked(str, held, where), where)
    return held if kind is Any else _checked(kind, held, where)


def _several(inner: tuple[Any, ...], held: list[Any], where: str, today: date) -> tuple[Any, ...]:
    if inner[-1] is Ellipsis:
        return tuple(_value(inner[0], each, f"{where} {place}", today) for place, each in enumerate(held, 1))
    if len(inner) != len(held):
        raise DemonstrationFault(f"{where}: {len(inner)} are meant, and it gives {len(held)}")
    return tuple(_value(each, value, where, today) for each, value in zip(inner, held, strict=True))


def _checked(kind: type[T], held: Any, where: str) -> T:
    if type(held) is not kind:
        raise DemonstrationFault(f"{where}: {held!r} is not of the kind that is meant")
    return held


def _pence(text: str, where: str) -> int:
    try:
        return parse_money(text)
    except BadInput:
        raise DemonstrationFault(f"{where}: '{text}' is not a sum") from None

"""A person with a marker word in every text field of every kind of record, walked from the registry."""

import datetime as dt
import types
from typing import Any, Union, get_args, get_origin

from sqlalchemy import Connection, select

from linkworker.base.ids import new_id
from linkworker.base.lists import coded
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.activity import Activity
from linkworker.records.mentor import Mentor
from linkworker.records.money import Pot
from linkworker.records.person import Person
from linkworker.records.provider import Provider
from linkworker.records.record import OfPerson, Record, named_by
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

DAY = dt.date(2026, 3, 2)
_STANDING = {"provider.id": Provider, "activity.id": Activity, "mentor.id": Mentor, "pot.id": Pot}


def marker(kind: str, field: str, tag: str = "zq") -> str:
    """Return a word that stands nowhere else: of letters alone, so that the search index holds it whole."""
    return f"{tag}{kind.replace('_', '')}x{field.replace('_', '')}{tag}"


def markers(tag: str = "zq") -> set[str]:
    """Return every marker that `plant` writes."""
    return {marker(name, field, tag) for name, kind in _planted().items() for field in _free_text(kind)}


def plant(uow: UnitOfWork, worker: str, *, tag: str = "zq") -> str:
    """Add a person with one record of every kind that is about a person; return their id."""
    person = uow.add(Person(**_values(uow, Person, worker, {}, tag)))
    ids: dict[str, str] = {"person": person.id}
    for name, kind in _planted().items():
        if issubclass(kind, OfPerson):
            values = _values(uow, kind, worker, ids, tag)
            values["person_id"] = person.id
            ids[name] = uow.add(kind(**values)).id
    return person.id


def count_rows(connection: Connection, person_id: str) -> dict[str, int]:
    """Return how many rows of each kind are still there."""
    found = {}
    for name, kind in _planted().items():
        table = kind.table()
        key = table.c.person_id if issubclass(kind, OfPerson) else table.c.id
        found[name] = len(connection.execute(select(key).where(key == person_id)).all())
    return found


def _planted() -> dict[str, type[Record]]:
    return {name: kind for name, kind in KINDS.items() if kind is Person or issubclass(kind, OfPerson)}


def _free_text(kind: type[Record]) -> list[str]:
    return [
        column.name
        for column in kind.table().columns
        if column.name in kind.value_fields() and "list" not in column.info and column.type is not ID_TYPE
        and _type_of(kind, column.name) in {str, list, dict}
    ]  # fmt: skip


def _type_of(kind: type[Record], field: str) -> Any:
    annotation = kind.model_fields[field].annotation
    if get_origin(annotation) in (types.UnionType, Union):
        annotation = next(one for one in get_args(annotation) if one is not types.NoneType)
    return get_origin(annotation) or annotation


def _values(uow: UnitOfWork, kind: type[Record], worker: str, ids: dict[str, str], tag: str) -> dict[str, Any]:
    return {
        column.name: _value(uow, kind, column, worker, ids, tag)
        for column in kind.table().columns
        if column.name in kind.value_fields()
    }


def _value(uow: UnitOfWork, kind: type[Record], column: Any, worker: str, ids: dict[str, str], tag: str) -> Any:
    name, made = column.name, _type_of(kind, column.name)
    if column.type is ID_TYPE:
        return _link(uow, column, worker, ids)
    if "list" in column.info:
        code = coded(column.info["list"]).rows[0].code
        return [code] if made is list else code
    word = marker(kind.kind(), name, tag)
    plain: dict[Any, Any] = {
        str: word, int: 3, bool: False, dt.date: DAY, list: [{"name": word}], dict: {"words": word},
    }  # fmt: skip
    return plain[made]


def _link(uow: UnitOfWork, column: Any, worker: str, ids: dict[str, str]) -> str | None:
    """Return an id for a link: a worker, something of a directory, another person, or a record of this one."""
    targets = {named_by(column)} - {None}
    if "worker.id" in targets:
        return worker
    if "person.id" in targets:
        return uow.add(Person(name="Somebody Else")).id
    for target, kind in _STANDING.items():
        if target in targets:
            return uow.add(kind(**_needed(kind))).id
    if targets:
        return None
    return ids.get(column.name.removesuffix("_id")) or (None if column.nullable else new_id())


def _needed(kind: type[Record]) -> dict[str, Any]:
    plain: dict[Any, Any] = {str: "x", int: 1, bool: False, dt.date: DAY}
    return {
        name: plain[_type_of(kind, name)]
        for name, field in kind.model_fields.items()
        if field.is_required() and name in kind.value_fields()
    }

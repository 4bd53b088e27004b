"""A person with a word of its own in every text field of every kind of record that hangs on a person."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from linkworker.base.ids import new_id
from linkworker.casework.access.records_held import hangs_on_person
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.activity import Activity
from linkworker.records.person import Person
from linkworker.records.record import Record, named_by
from linkworker.records.registry import KINDS
from linkworker.records.types import ID_TYPE

DAY = date(2026, 8, 6)


@dataclass(frozen=True)
class Marked:
    """The person's id, and the word in each text field: (kind, field) to word."""

    person_id: str
    words: dict[tuple[str, str], str]


def mark_all(uow: UnitOfWork) -> Marked:
    """Add the person and one record of each kind."""
    numbers, words = count(1), {}
    activity = uow.add(Activity(name="Walking football")).id
    person_id = new_id()

    def filled(kind: type[Record]) -> Record:
        values: dict[str, Any] = {}
        for field in kind.value_fields():
            column = kind.table().columns[field]
            if "list" in column.info:
                continue
            if column.type is ID_TYPE:
                if not column.nullable:
                    values[field] = activity if field == "activity_id" else person_id if named_by(column) else new_id()
                continue
            word = f"marker{next(numbers):04}x"
            values[field] = _value(kind, field, word)
            if not isinstance(values[field], int | date):
                words[kind.kind(), field] = word
        return kind(**({"id": person_id} if kind is Person else {"person_id": person_id}), **values)

    for kind in KINDS.values():
        if hangs_on_person(kind):
            uow.add(filled(kind))
    return Marked(person_id, words)


def _value(kind: type[Record], field: str, word: str) -> Any:
    annotation = kind.model_fields[field].annotation
    parts = get_args(annotation) if get_origin(annotation) in {UnionType, Union} else (annotation,)
    (one,) = [part for part in parts if part is not NoneType]
    if one is bool:
        return True
    made: dict[Any, Any] = {int: 7, date: DAY, str: word, dict: {"one": [{"two": word}]}}
    if get_origin(one) is list:
        return [{"name": word, "role": "sister"}] if get_args(one)[0] is not str else [word]
    return made[get_origin(one) or one]

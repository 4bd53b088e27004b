"""What every record has, and the few ways a field can be declared."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic_core import PydanticUndefined
from sqlalchemy import Column, Integer, Table
from sqlmodel import Field, SQLModel

from linkworker.base.errors import BadInput
from linkworker.base.ids import new_id
from linkworker.base.lists import coded as coded_list
from linkworker.records.types import ID_TYPE, JSON_TYPE, WHOLE_NUMBERS

# Not values of the record itself: where it lies, and a mark that its own journal entry sets.
KEYS = frozenset({"id", "person_id", "in_error"})


class NumberTooLarge(BadInput):
    """The number for {} is larger than can be kept. Enter a smaller one."""


# Functions of our own: pydantic looks at a factory's signature each time, which for `list` costs half the insert.
def no_codes() -> list[Any]:
    """Return an empty list: what a field of codes begins as."""
    return []


def no_values() -> dict[str, Any]:
    """Return an empty map: what a field of named values begins as."""
    return {}


def coded(name: str, default: str | None = None) -> Any:
    """Declare a field that holds one code of the coded list `name`."""
    return Field(default=default, sa_column_kwargs={"info": {"list": name}})


def codes(name: str) -> Any:
    """Declare a field that holds several codes of the coded list `name`."""
    return Field(default_factory=no_codes, sa_type=cast("Any", JSON_TYPE), sa_column_kwargs={"info": {"list": name}})


def json_field(factory: Any = None) -> Any:
    """Declare a field that holds a small list or map (`no_values`) of plain values."""
    return Field(default_factory=factory or no_codes, sa_type=cast("Any", JSON_TYPE))


def link(to: str | None = None, *, index: bool = False, optional: bool = False) -> Any:
    """Declare a field that holds another record's id; `to` is `table.column` where it is always of one kind.

    The database does not hold the tie, for what is named may not have come to this laptop yet, or never will: a team's
    directory is not on every laptop. `named_by` tells what a column's ids are of.
    """
    options: dict[str, Any] = {"sa_type": cast("Any", ID_TYPE), "index": index}
    if to is not None:
        options["sa_column_kwargs"] = {"info": {"to": to}}
    if optional:
        options["default"] = None
    return Field(**options)


def named_by(column: Column[Any]) -> str | None:
    """Return `table.column` of what a column's ids are of, or None where they are of no one kind (or it holds none)."""
    held = column.info.get("to") or next((tie.target_fullname for tie in column.foreign_keys), None)
    return cast("str | None", held)


class Record(SQLModel):
    """One row of one noun. Every change of it is an entry in the journal, written in the same transaction."""

    # A fact is never edited: a new record that names the old one in `corrects` takes its place.
    FACT: ClassVar[bool] = False

    if TYPE_CHECKING:  # declared by the two kinds of record below, in the order that their keys need
        id: str
        in_error: bool

    def __init__(self, **values: Any) -> None:
        """Make a record of its fields by name; the others begin as declared. Raises TypeError for a name of no field.

        Records are checked by `check_codes`, not by pydantic, as SQLModel has it for tables; what SQLModel does to make
        one, field by field through four layers, is most of what taking in a directory costs.
        """
        unknown = values.keys() - type(self).model_fields.keys()
        if unknown:
            message = f"{self.kind()} has no field {', '.join(sorted(unknown))}"
            raise TypeError(message)
        inside = self.__dict__
        for name, default, factory in _beginnings(type(self)):
            if name in values:
                inside[name] = values[name]
            elif factory is not None:
                inside[name] = factory()
            elif default is not PydanticUndefined:
                inside[name] = default
        object.__setattr__(self, "__pydantic_fields_set__", values.keys() & inside.keys())
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)

    @classmethod
    def table(cls) -> Table:
        """Return the table, for selects."""
        return cast("Table", cls.__table__)  # type: ignore[attr-defined]

    @classmethod
    def kind(cls) -> str:
        """Return the record kind as the journal and the bundles name it."""
        return cls.table().name

    @classmethod
    def value_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that the journal keeps values of, in table order."""
        return _value_fields(cls)

    def person(self) -> str | None:
        """Return the id of the person that this record is about, or None."""
        return cast("str | None", getattr(self, "person_id", None))


class Standalone(Record):
    """A record that belongs to nobody: a provider, an activity, a pot, and the person themself."""

    id: str = Field(default_factory=new_id, primary_key=True, sa_type=cast("Any", ID_TYPE))
    in_error: bool = Field(default=False)


class OfPerson(Record):
    """A record about one person, kept beside that person's others: each encrypted page read costs."""

    # The key begins with the person and the table has no rowid, so one person's rows lie together.
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    person_id: str = Field(primary_key=True, foreign_key="person.id", sa_type=cast("Any", ID_TYPE))
    id: str = Field(default_factory=new_id, primary_key=True, sa_type=cast("Any", ID_TYPE))
    in_error: bool = Field(default=False)


def check_codes(record: Record) -> None:
    """Raise NotFound, naming the list, when a coded field holds a code that its list has not."""
    for field, name in _coded_fields(type(record)):
        held = getattr(record, field)
        if held is None or held == []:
            continue
        known = coded_list(name)
        for code in held if isinstance(held, list) else [held]:
            known[code]


def check_number(field: str, value: Any) -> None:
    """Raise NumberTooLarge, naming the field, for a whole number that no column of a record can hold."""
    if isinstance(value, int) and value not in WHOLE_NUMBERS:
        raise NumberTooLarge(field.replace("_", " "))


def check_values(record: Record) -> None:
    """Raise NotFound for a code that its list has not, NumberTooLarge for a number that could not be kept."""
    check_codes(record)
    for field in _number_fields(type(record)):
        check_number(field, getattr(record, field))


@cache
def _beginnings(kind: type[Record]) -> tuple[tuple[str, Any, Callable[[], Any] | None], ...]:
    """Return each field with what it begins as: a value, or what makes one. A field that must be given has neither."""
    return tuple(
        (name, field.default, cast("Callable[[], Any] | None", field.default_factory))
        for name, field in kind.model_fields.items()
    )


@cache
def _value_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(column.name for column in kind.table().columns if column.name not in KEYS)


@cache
def _number_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(column.name for column in kind.table().columns if isinstance(column.type, Integer))


@cache
def _coded_fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    columns = kind.table().columns
    return tuple((column.name, column.info["list"]) for column in columns if "list" in column.info)

"""The records: every coded field has its list, every table its place, and both databases the same shape."""

import importlib
import pkgutil
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from sqlalchemy import Float, Numeric, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

import linkworker.records as room
from linkworker.base.errors import NotFound
from linkworker.base.lists import coded
from linkworker.journal.tables import (
    BUNDLE,
    CHECKPOINT,
    ENTRY,
    ENTRY_VALUES,
    GONE,
    HEAD,
    TIP,
    UNKNOWN_KIND,
    WAITING,
    WITHHELD,
)
from linkworker.records.check_in import CheckIn
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.record import KEYS, OfPerson, Record, Standalone, check_codes
from linkworker.records.registry import KINDS
from linkworker.records.types import Instant

ALL = sorted(KINDS.values(), key=lambda kind: kind.__name__)
OF_PERSON = [kind for kind in ALL if issubclass(kind, OfPerson)]
CODED = [(kind, column) for kind in ALL for column in kind.table().columns if "list" in column.info]


def every_table_class(base=Record):
    for each in pkgutil.iter_modules(room.__path__):
        importlib.import_module(f"{room.__name__}.{each.name}")
    for one in base.__subclasses__():
        if hasattr(one, "__table__") and one.__module__.startswith(f"{room.__name__}."):  # not one that a test made
            yield one
        yield from every_table_class(one)


def test_every_record_is_registered():
    """No table class is left out, and each stands under its own kind."""
    assert set(every_table_class()) == set(KINDS.values())
    assert all(kind.kind() == name for name, kind in KINDS.items())


def test_nothing_but_records_and_the_journal_is_in_the_shared_metadata():
    """A table that neither room knows would be in no migration."""
    journal = {
        table.name
        for table in (ENTRY, ENTRY_VALUES, HEAD, TIP, WAITING, UNKNOWN_KIND, GONE, BUNDLE, WITHHELD, CHECKPOINT)
    }
    assert set(SQLModel.metadata.tables) == {kind.kind() for kind in ALL} | journal


@pytest.mark.parametrize(("kind", "column"), CODED, ids=lambda it: getattr(it, "name", it.__class__.__name__))
def test_a_coded_field_has_its_list_and_a_default_of_it(kind, column):
    """A field that must hold a code begins as one that its list has."""
    known = coded(column.info["list"])
    field = kind.model_fields[column.name]
    if field.default_factory is not None:
        assert field.default_factory() == []
    elif not column.nullable:
        assert known[field.default]
    else:
        assert field.default is None


def test_a_wrong_code_names_the_list_and_a_known_one_passes():
    """One code or several."""
    check_codes(Person(name="Ali", sex="female", barriers=[]))
    with pytest.raises(NotFound, match="barrier"):
        check_codes(Person(name="Ali", barriers=["dragons"]))
    with pytest.raises(NotFound, match="sex"):
        check_codes(Person(name="Ali", sex="dragon"))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_no_figure_is_a_float(kind):
    """Scores are whole numbers and money is pence."""
    assert not [column.name for column in kind.table().columns if isinstance(column.type, Float | Numeric)]
    fields = kind.model_fields.items()
    assert not [name for name, it in fields if float in {it.annotation, *get_args(it.annotation)}]


@pytest.mark.parametrize("kind", OF_PERSON, ids=lambda kind: kind.__name__)
def test_what_is_about_a_person_lies_with_the_person(kind):
    """The key begins with the person, and the table on the laptop has no rowid."""
    assert [column.name for column in kind.table().primary_key] == ["person_id", "id"]
    assert str(CreateTable(kind.table()).compile(dialect=sqlite.dialect())).rstrip().endswith("WITHOUT ROWID")
    assert kind(person_id="p").person() == "p"


def test_other_records_belong_to_nobody_but_a_person_to_themself():
    """So that what is written of a person lies with the rest about them."""
    for kind in ALL:
        if issubclass(kind, Standalone):
            made = kind()
            assert made.person() == (made.id if kind is Person else None)
            assert [column.name for column in kind.table().primary_key] == ["id"]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_tie_is_checked_at_the_end_and_is_indexed_or_of_a_person(kind):
    """A person and their note may arrive in either order."""
    assert all(tie.deferrable and tie.initially == "DEFERRED" for tie in kind.table().foreign_key_constraints)
    assert set(kind.value_fields()).isdisjoint(KEYS)
    assert {"id", "in_error"} <= set(kind.table().columns.keys())


def test_facts_can_be_corrected_by_a_later_one():
    """Each kind of fact names the one that it corrects, but a version, a state and a look need none."""
    facts = [kind for kind in ALL if kind.FACT]
    assert {Note, CheckIn} <= set(facts)
    assert all("corrects" in kind.table().columns for kind in facts)


def test_new_records_share_no_list():
    """A field of codes begins as a list of its own."""
    one, other = Person(name="Ali"), Person(name="Bea")
    one.barriers.append("x")
    assert other.barriers == []
    assert one.id < other.id


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_record_begins_as_its_fields_say(kind):
    """Every field that is not given has its default; one that must be given and is not is empty."""
    made = kind()
    for name, field in kind.model_fields.items():
        if name != "id":
            begins = None if field.is_required() else field.get_default(call_default_factory=True)
            assert getattr(made, name) == begins


def test_a_name_of_no_field_is_a_fault_of_ours():
    """A slip of the pen must not lose what somebody said."""
    with pytest.raises(TypeError, match="person has no field nmae"):
        Person(nmae="Ali")


def test_a_record_keeps_what_it_is_given_and_goes_into_the_store(store):
    """Given in any order, changed before it is written, read back whole."""
    with store.unit_of_work(None) as uow:
        made = Person(barriers=["transport"], name="Ali", release_date=NOON.date())
        made.area = "Lewes"
        held = uow.add(made).id
    with store.unit_of_work(None) as uow:
        back = uow.get(Person, held)
        assert (back.name, back.area, back.barriers, back.release_date) == ("Ali", "Lewes", ["transport"], NOON.date())
        assert {name: getattr(back, name) for name in back.value_fields()} == {
            name: getattr(made, name) for name in made.value_fields()
        }


NOON = datetime(2026, 8, 6, 12, 30, 15, 123456, tzinfo=UTC)


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda it: it.name)
def test_an_instant_goes_in_and_comes_out_in_utc(dialect):
    """Text that sorts on SQLite, a moment with its time zone on PostgreSQL; an empty one stays empty."""
    kind = Instant()
    summer = NOON.astimezone(timezone(timedelta(hours=1)))
    kept = kind.process_bind_param(summer, dialect)
    assert kept == ("2026-08-06T12:30:15.123456Z" if dialect.name == "sqlite" else NOON)
    back = kind.process_result_value(summer if dialect.name == "postgresql" else kept, dialect)
    assert (back, back.tzinfo) == (NOON, UTC)
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None
    shape = str(kind.load_dialect_impl(dialect).compile(dialect=dialect))
    assert shape == ("VARCHAR(27)" if dialect.name == "sqlite" else "TIMESTAMP WITH TIME ZONE")


def test_an_instant_without_a_time_zone_is_a_fault_of_ours():
    """It would mean something else on another laptop."""
    with pytest.raises(TypeError, match="time zone"):
        Instant().process_bind_param(NOON.replace(tzinfo=None), sqlite.dialect())


def test_the_store_has_every_table_and_column_that_the_records_say(store):
    """And no column more."""
    with store.reading() as connection:
        look = inspect(connection)
        for kind in ALL:
            assert {column["name"] for column in look.get_columns(kind.kind())} == set(kind.table().columns.keys())

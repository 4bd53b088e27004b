"""Adding a person and changing what is known about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, NotFound
from linkworker.base.identifiers import is_prison_code
from linkworker.base.words import listed
from linkworker.casework.ask import words
from linkworker.casework.history.field_words import field_named, read_value
from linkworker.casework.people.identifying import add_identifier
from linkworker.casework.people.look_alikes import KnownPeople, LookAlike
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.records.worker import Team, Worker

_LINKS: dict[str, type[Worker] | type[Team]] = {"worker_id": Worker, "team_id": Team}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a person to be added: their id, or None with the people who may be the same one.

    `warnings` are sentences about numbers that may be wrong, `checks` about what does not fit together; nothing is
    blocked by them.
    """

    person_id: str | None
    look_alikes: tuple[LookAlike, ...]
    warnings: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


def add_person(
    uow: UnitOfWork,
    name: str,
    *,
    numbers: Iterable[tuple[str, str]] = (),
    anyway: bool = False,
    known: KnownPeople | None = None,
    **fields: Any,
) -> Added:
    """Add a person: only a name is needed. When somebody here looks like them, nobody is added unless `anyway`.

    `numbers` and `fields` are as in `add_new_person`. `known` spares reading everybody for each of several people.
    Raises BadInput for what cannot be so.
    """
    called = words(name, "Enter a name.")
    wanted = [(scheme, number) for scheme, number in numbers if number.strip()]
    if known is None:
        known = KnownPeople.read(uow.connection)
    alike = known.like(called, fields.get("date_of_birth"), wanted)
    if alike and not anyway:
        return Added(None, alike)
    return replace(add_new_person(uow, called, numbers=wanted, known=known, **fields), look_alikes=alike)


def add_new_person(
    uow: UnitOfWork,
    name: str,
    *,
    numbers: Iterable[tuple[str, str]] = (),
    known: KnownPeople | None = None,
    record_id: str | None = None,
    **fields: Any,
) -> Added:
    """Add a person of whom the caller knows that they are not here yet; nobody is looked for.

    `numbers` are (scheme, number) pairs; `fields` are typed values of Person; the worker is the caller's own unless
    given. `record_id` is the id of somebody who comes from a file; `known` learns of the person and their numbers.
    Raises BadInput for what cannot be so, before anything is added.
    """
    fields = _settled(_without_release({"worker_id": uow.worker_id, **fields}))
    if record_id is not None:
        fields["id"] = record_id
    person, today = Person(name=words(name, "Enter a name."), **fields), uow.clock.today()
    _check(person, today)
    uow.add(person)
    if known is not None:
        known.add(person)
    given = [(scheme, number) for scheme, number in numbers if number.strip()]
    warnings = [add_identifier(uow, person.id, scheme, number, known=known).warning for scheme, number in given]
    return Added(person.id, (), tuple(warning for warning in warnings if warning), worth_checking(person, today))


def change_person(uow: UnitOfWork, person_id: str, **fields: Any) -> bool:
    """Give a person's fields new typed values; return whether anything differed. Raises BadInput, NotFound."""
    person = live_person(uow, person_id)
    if "name" in fields:
        fields["name"] = words(fields["name"], "Enter a name.")
    fields = _settled(fields)
    _check(Person(**{**{name: getattr(person, name) for name in person.value_fields()}, **fields}), uow.clock.today())
    return uow.change(person, **fields)


def live_person(uow: UnitOfWork, person_id: str) -> Person:
    """Return a person who is not entered in error; raises NotFound."""
    person = uow.get(Person, person_id)
    if person.in_error:
        raise NotFound("This person was entered in error.")
    return person


def read_fields(uow: UnitOfWork, typed: Iterable[str]) -> dict[str, Any]:
    """Return typed values from `field=value` texts; raises BadInput for a field or value that is not one."""
    found: dict[str, Any] = {}
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadInput(f"Write '{text.strip()}' as field=value, for example 'release date=6 August 2026'.")
        field = field_named(Person, name)
        if field == "merged_into":
            raise BadInput("Two records are joined as such: linkworker people join.")
        if field in _LINKS:
            found[field] = _named(uow, _LINKS[field], value)
        else:
            found[field] = read_value(Person, field, value, today=uow.clock.today())
    return found


def worth_checking(person: Person, today: date) -> tuple[str, ...]:
    """Return sentences about what does not fit together, though it may be so; nothing is blocked by them."""
    found = []
    if person.release_date is not None and person.release_date < today and person.setting == "custody":
        found.append(f"The release date, {show_date(person.release_date)}, has passed. Check where they are now.")
    if person.risk_level != "not-assessed" and (person.risk_source is None or person.risk_date is None):
        found.append("Say where the risk level comes from, and its date.")
    if person.setting == "custody" and person.establishment is None:
        found.append("Say which prison they are in.")
    if person.establishment is not None and not is_prison_code(person.establishment):
        found.append("Match knows a prison by its code of three letters, like LWI for Lewes.")
    if person.safeguarding and not person.safeguarding_note:
        found.append("Say what the safeguarding flag is about.")
    if person.interpreter == "yes" and person.language is None:
        found.append("Say which language the interpreter is for.")
    return tuple(found)


def _without_release(fields: dict[str, Any]) -> dict[str, Any]:
    """Say of somebody new in the community that there is no release to wait for, unless something else was said."""
    if fields.get("setting") == "community" and not {"release_date", "release_known"} & fields.keys():
        return {**fields, "release_known": "does-not-apply"}
    return fields


def _settled(fields: dict[str, Any]) -> dict[str, Any]:
    """Let a release date and whether it is known agree: the one that was given decides the other."""
    settled = dict(fields)
    if settled.get("release_date") is not None:
        settled["release_known"] = "known"
    elif settled.get("release_known", "known") != "known":
        settled["release_date"] = None
    elif "release_date" in settled and "release_known" not in settled:
        settled["release_known"] = "not-known"
    code = settled.get("establishment")
    if isinstance(code, str) and is_prison_code(code.upper()):
        settled["establishment"] = code.upper()
    return settled


def _check(person: Person, today: date) -> None:
    born, release = person.date_of_birth, person.release_date
    if born is not None and born > today:
        raise BadInput(f"Date of birth must be on or before {show_date(today)}.")
    if release is not None and born is not None and release <= born:
        raise BadInput(f"Release date must be after {show_date(born)}, the date of birth.")
    if release is not None and person.arrived_on is not None and release < person.arrived_on:
        raise BadInput(f"Release date must be on or after {show_date(person.arrived_on)}, when they arrived.")
    if person.arrived_on is not None and person.arrived_on > today:
        raise BadInput(f"Arrival date must be on or before {show_date(today)}.")
    if person.risk_date is not None and person.risk_date > today:
        raise BadInput(f"The date of the risk level must be on or before {show_date(today)}.")


def _named(uow: UnitOfWork, kind: type[Worker] | type[Team], typed: str) -> str | None:
    if not typed.strip():
        return None
    table = kind.table()
    rows = uow.connection.execute(select(table.c.id, table.c.name).where(table.c.in_error.is_(False))).all()
    found = [row.id for row in rows if row.name.casefold() == typed.strip().casefold()]
    if len(found) != 1:
        choices = listed((row.name for row in rows), "or")
        raise NotFound(f"There is no {kind.kind()} called '{typed.strip()}'. Choose {choices}.")
    return str(found[0])

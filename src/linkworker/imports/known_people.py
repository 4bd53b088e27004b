"""The people who are already in the store, as far as telling them apart needs."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, select

from linkworker.imports.look_alikes import Known, People
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person


def people_there(connection: Connection) -> People:
    """Return everybody in the store, those entered in error too: their rows must not come in a second time."""
    number = Identifier.table().c
    numbers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    live = select(number.person_id, number.scheme, number.value).where(number.in_error.is_(False))
    for person_id, scheme, value in connection.execute(live):
        numbers[person_id].append((scheme, value))
    person = Person.table().c
    wanted = select(
        person.id,
        person.name,
        person.known_as,
        person.other_names,
        person.date_of_birth,
        person.source_ref,
        person.in_error,
    )
    people = People()
    for row in connection.execute(wanted):
        born: date | None = row.date_of_birth
        others = tuple(name for name in (row.known_as, row.other_names) if name)
        held = tuple(numbers.get(row.id, ()))
        people.add(Known(row.id, row.name, others, born, held, row.source_ref, row.in_error))
    return people

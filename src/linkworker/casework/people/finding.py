"""Finding the one person that a name, a number or part of either means."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.identifiers import check
from linkworker.base.ids import is_id
from linkworker.base.lists import coded
from linkworker.base.words import listed
from linkworker.casework.people.naming import CODES_ONLY, folded, place_words, shown_name, told_apart
from linkworker.casework.people.stands import STANDS
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person
from linkworker.vault.search import find_people

_NAME_MOST = 8
_LOOK_AT = 500  # a search that finds more than this is no name of one person

_P, _I = Person.table().c, Identifier.table().c
_ROWS = select(
    _P.id, _P.name, _P.known_as, _P.other_names, _P.date_of_birth, _P.establishment, _P.wing, _P.address, _P.area
).where(_P.id.in_(bindparam("ids", expanding=True)), STANDS)
# Somebody entered in error is found by id alone, so that it can be taken back.
_BY_ID = select(_P.id).where(_P.id == bindparam("person"))
_BY_NUMBER = (
    select(_I.person_id)
    .where(_I.value.in_(bindparam("values", expanding=True)), _I.in_error.is_(False))
    .distinct()
    .limit(_LOOK_AT)
)


def one_person(connection: Connection, typed: str, places: Mapping[str, str] = CODES_ONLY) -> str:
    """Return the id of the one person meant: by id, exact number, exact name, or the only near match.

    Raises NotFound when nobody is, and BadInput naming up to 8 when several could be; `places` are the names of
    establishments by code.
    """
    if not typed.strip():
        raise BadInput("Enter a name or a number.")
    if is_id(typed.strip()) and connection.execute(_BY_ID, {"person": typed.strip()}).first():
        return typed.strip()
    numbered = _rows(connection, people_with_number(connection, typed))
    near = [] if numbered else _rows(connection, find_people(connection, typed, most=_LOOK_AT))
    exact = [row for row in near if folded(typed) in _names(row)]
    found = numbered or exact or near
    if not found:
        raise NotFound(f"Nobody here has the name or number '{typed.strip()}'.")
    if len(found) > 1:
        raise BadInput(_which(typed.strip(), found, places))
    return str(found[0].id)


def people_with_number(connection: Connection, typed: str) -> list[str]:
    """Return the ids of people who have exactly this number, under any scheme, however it is spaced."""
    values = {check(scheme, typed).canonical for scheme in coded("identifier-scheme").codes()} | {typed.strip()}
    return list(connection.execute(_BY_NUMBER, {"values": sorted(values - {""})}).scalars())


def _rows(connection: Connection, ids: list[str]) -> list[Row[Any]]:
    return list(connection.execute(_ROWS, {"ids": ids})) if ids else []


def _names(row: Row[Any]) -> set[str]:
    names = (row.name, row.known_as, shown_name(row.name, row.known_as), *(row.other_names or "").split(","))
    return {folded(name) for name in names if name and name.strip()}


def _which(typed: str, found: list[Row[Any]], places: Mapping[str, str]) -> str:
    ordered = sorted(found, key=lambda row: (folded(row.name), row.id))[:_NAME_MOST]
    told = [
        told_apart(
            shown_name(row.name, row.known_as),
            row.date_of_birth,
            place_words(row.establishment, row.wing, row.address, row.area, places),
        )
        for row in ordered
    ]
    more = len(found) - len(ordered)
    if more:
        told.append(f"{more} more")
    return f"'{typed}' could be {listed(told, 'or')}. Type more of the name, or a number."

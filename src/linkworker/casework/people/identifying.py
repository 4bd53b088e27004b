"""Numbers that others know a person by: checked and warned of, never blocked."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from linkworker.base.errors import BadInput
from linkworker.base.identifiers import check
from linkworker.base.lists import coded
from linkworker.casework.ask import live_of, words
from linkworker.casework.people.look_alikes import KnownPeople
from linkworker.casework.people.stands import STANDS
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person


@dataclass(frozen=True, slots=True)
class Number:
    """One number as people read it, with what speaks against it, or None."""

    id: str
    scheme: str
    label: str
    shown: str
    status: str
    warning: str | None


_I, _P = Identifier.table().c, Person.table().c
_OF_PERSON = (
    select(_I.id, _I.scheme, _I.value, _I.status, _I.warning)
    .where(_I.person_id == bindparam("person"), _I.in_error.is_(False))
    .order_by(_I.id)
)
_ELSEWHERE = (
    select(_P.name)
    .join_from(Identifier.table(), Person.table(), _P.id == _I.person_id)
    .where(
        _I.scheme == bindparam("scheme"),
        _I.value == bindparam("value"),
        _I.person_id != bindparam("person"),
        _I.in_error.is_(False),
        STANDS,
    )
    .limit(1)
)


def add_identifier(
    uow: UnitOfWork,
    person_id: str,
    scheme: str,
    typed: str,
    status: str = "in-use",
    *,
    known: KnownPeople | None = None,
) -> Number:
    """Keep a number for a person, whatever speaks against it; the warning says what does. Raises BadInput when empty.

    `scheme` and `status` are codes or labels of their lists. A number that the person has already is not doubled.
    `known` spares a look for those who have it already, which counts for a file of people, and learns of the number.
    """
    row, given = coded("identifier-scheme").find(scheme), words(typed, "Enter the number.")
    found = check(row.code, given)
    bearers = None if known is None else known.bearers(row.code, found.canonical)
    if bearers is None or person_id in bearers:
        for number in identifiers(uow.connection, person_id):
            if (number.scheme, number.shown) == (row.code, found.shown):
                return number
    other = None
    if bearers is None or bearers - {person_id}:
        wanted = {"scheme": row.code, "value": found.canonical, "person": person_id}
        other = uow.connection.execute(_ELSEWHERE, wanted).scalar_one_or_none()
    if known is not None:
        known.add_number(person_id, row.code, found.canonical)
    doubled = None if other is None else f"{other} has this number too. Check which of the two it belongs to."
    warning = " ".join(part for part in (found.warning, doubled) if part) or None
    kept = uow.add(
        Identifier(
            person_id=person_id,
            scheme=row.code,
            value=found.canonical,
            status=coded("identifier-status").find(status).code,
            warning=warning,
        )
    )
    return Number(kept.id, row.code, row.label, found.shown, kept.status, warning)


def change_identifier_status(uow: UnitOfWork, person_id: str, identifier_id: str, status: str) -> None:
    """Say that a number is in use, not sure, or replaced. Raises NotFound, BadInput."""
    uow.change(live_of(uow, Identifier, person_id, identifier_id), status=coded("identifier-status").find(status).code)


def identifiers(connection: Connection, person_id: str) -> tuple[Number, ...]:
    """Return a person's numbers, oldest first."""
    schemes = coded("identifier-scheme")
    return tuple(
        Number(
            row.id, row.scheme, schemes.label(row.scheme), check(row.scheme, row.value).shown, row.status, row.warning
        )
        for row in connection.execute(_OF_PERSON, {"person": person_id})
    )


def read_number(text: str) -> tuple[str, str]:
    """Return scheme and number from "NHS number=999 000 0018"; without a scheme, the one whose shape it has.

    Raises BadInput for a scheme that is not in the list.
    """
    scheme, equals, number = text.partition("=")
    if equals:
        return coded("identifier-scheme").find(scheme).code, words(number, "Enter the number.")
    typed = words(text, "Enter the number.")
    fitting = [
        code
        for code in coded("identifier-scheme").codes()
        if code not in {"other", "childrens-system"} and _fits(code, typed)
    ]
    if len(fitting) > 1:
        labels = " or ".join(coded("identifier-scheme").label(code) for code in fitting)
        raise BadInput(f"Say which number it is: {labels}. For example '{fitting[0]}={typed}'.")
    return (fitting[0] if fitting else "other"), typed


def _fits(scheme: str, typed: str) -> bool:
    warning = check(scheme, typed).warning
    return warning is None or warning.startswith("Read with capital letters")

"""Erasing a person, or one record about them, by somebody who may, with what speaks against it answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, bindparam, select

from linkworker.base.dates import show_date
from linkworker.base.errors import BadInput, Refused
from linkworker.base.lists import Row, coded
from linkworker.base.setting_values import Sharing
from linkworker.base.words import count, listed
from linkworker.casework.ask import maybe
from linkworker.casework.consent.withholding import may_leave, withheld_records
from linkworker.casework.erasure.retention import kept_until
from linkworker.casework.erasure.speaks_against import Against, speaks_against
from linkworker.casework.people.naming import folded
from linkworker.casework.workers.roles import may, must
from linkworker.casework.workers.workers import role_of
from linkworker.journal import erasing
from linkworker.journal.erased import REASONS
from linkworker.journal.erasing import Gone, goes_with, held_of
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person
from linkworker.vault.erasure import drop_traces

_P = Person.table().c
_NAMES = select(_P.name, _P.known_as).where(_P.id == bindparam("person"))
# Kinds that a question names by their number, in this order; the rest are counted together.
_NAMED = (
    ("note", "note", "notes"),
    ("check_in", "check-in", "check-ins"),
    ("plan", "plan", "plans"),
    ("review", "review", "reviews"),
    ("referral", "referral", "referrals"),
    ("appointment", "appointment", "appointments"),
    ("money_request", "request for money", "requests for money"),
)


class SpeaksAgainst(Refused):
    """This speaks against erasing it. {} Say why it is right all the same."""


@dataclass(frozen=True, slots=True)
class ToErase:
    """What would go, for the question before it: whom it is about, how many records, and what speaks against it."""

    person_id: str
    name: str
    records: int
    said: str
    against: tuple[Against, ...]


def may_erase(connection: Connection, worker_id: str) -> bool:
    """Say whether a worker's role may erase."""
    return may(role_of(connection, worker_id).code, "erase")


def reasons(*, one_record: bool) -> tuple[Row, ...]:
    """Return the reasons that can be given, as rows of the list; one record does not go because its time ended."""
    return tuple(row for row in coded(REASONS) if not one_record or row.is_set("record"))


def person_to_erase(connection: Connection, person_id: str, today: date) -> ToErase:
    """Return what would go with a person; raises BadInput for somebody who is not here."""
    held = held_of(connection, person_id)
    name = _name(connection, person_id)
    return ToErase(person_id, name, sum(held.values()), _said(held), speaks_against(connection, person_id, today))


def record_to_erase(connection: Connection, person_id: str, kind: str, record_id: str) -> ToErase:
    """Return what would go with one record of a person."""
    held: dict[str, int] = {}
    for piece in goes_with(connection, person_id, kind, record_id):
        held[piece.kind] = held.get(piece.kind, 0) + 1
    return ToErase(person_id, _name(connection, person_id), sum(held.values()), _said(held), ())


def erase_person(
    uow: UnitOfWork, person_id: str, because: str, *, typed: str, sharing: Sharing, despite: str | None = None
) -> Gone:
    """Erase a person with everything of theirs. `because` is a reason's code or label; `typed` is their name again.

    Drafts that belong to the person or hold their full name go too; prints, the log and backups are the caller's next.
    Raises NotForRole, BadInput (another name), Refused (their time has not ended), SpeaksAgainst without `despite`.
    """
    _must(uow)
    row, today = coded(REASONS).find(because), uow.clock.today()
    name = _name(uow.connection, person_id)
    check_name(typed, name)
    if row.code == "retention-ended":
        ends = kept_until(uow.connection, person_id)
        if ends is not None and ends > today:
            raise Refused(f"The time for keeping this record ends on {show_date(ends)}. Choose another reason.")
    against = speaks_against(uow.connection, person_id, today)
    if against and maybe(despite) is None:
        raise SpeaksAgainst(" ".join(one.sentence for one in against))
    stays = not may_leave(uow.connection, person_id, sharing).allowed
    said = maybe(despite) if against else None
    gone = erasing.erase_person(uow, person_id, row.code, despite=said, stays=stays)
    return replace(gone, drafts=drop_traces(uow.connection, gone, (name,)))


def erase_record(
    uow: UnitOfWork, person_id: str, kind: str, record_id: str, because: str, *, sharing: Sharing
) -> Gone:  # fmt: skip
    """Erase one record about a person with what goes with it: its corrections, say. `because` is as for a person.

    Raises NotForRole, NotFound, and Refused for a reason that is not for one record.
    """
    _must(uow)
    row = coded(REASONS).find(because)
    if not row.is_set("record"):
        raise Refused("One record does not go because its time ended. The whole person's does.")
    stays = record_id in withheld_records(uow.connection)
    stays = stays or not may_leave(uow.connection, person_id, sharing).allowed
    gone = erasing.erase_record(uow, person_id, kind, record_id, row.code, stays=stays)
    return replace(gone, drafts=drop_traces(uow.connection, gone))


def drafts_said(number: int) -> str:
    """Return how many drafts went with what was erased, as a sentence; "" for none."""
    return f"{count(number, 'draft')} about them went too." if number else ""


def check_name(typed: str, name: str) -> None:
    """Raise BadInput unless the name was typed as it is kept, whatever its case and accents."""
    if " ".join(folded(typed).split()) != " ".join(folded(name).split()):
        raise BadInput("That is not the name of this person. Type it as it stands there. Nothing was erased.")


def _must(uow: UnitOfWork) -> None:
    must(role_of(uow.connection, uow.worker_id or "").code, "erase")


def _name(connection: Connection, person_id: str) -> str:
    row = connection.execute(_NAMES, {"person": person_id}).first()
    return str(row.name) if row else ""


def _said(held: Mapping[str, int]) -> str:
    """Return how many of which: "12 notes, 4 check-ins and 9 more records"."""
    named = [count(held[kind], one, many) for kind, one, many in _NAMED if held.get(kind)]
    rest = sum(held.values()) - sum(held.get(kind, 0) for kind, _, _ in _NAMED)
    if rest:
        named.append(count(rest, "more record" if named else "record", "more records" if named else "records"))
    return listed(named) if named else ""

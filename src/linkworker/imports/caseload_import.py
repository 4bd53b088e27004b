"""A caseload taken into the store: new people added, those already there left, those like somebody asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.lists import NOT_ASKED
from linkworker.base.words import listed
from linkworker.imports.caseload import CaseloadRow, caseload_rows
from linkworker.imports.columns import Template, columns_of
from linkworker.imports.known_people import people_there
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.look_alikes import People, known_from
from linkworker.imports.reading import feed_name_of
from linkworker.imports.report import Outcome, Report, ReportRow
from linkworker.imports.source import Content, members
from linkworker.imports.template_rows import Filled, read_filled
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.identifier import Identifier
from linkworker.records.person import Person
from linkworker.records.referral_in import ReferralIn

NEW = "new"
"""The decision that a row is somebody else than the people it is like."""
SAME = "same:"
"""Begins the decision that a row is a person already there; their id follows."""


@dataclass(slots=True)
class _Import:
    """What the rows of one import share."""

    uow: UnitOfWork
    feed: str
    people: People
    decisions: Mapping[str, str]
    owner: dict[str, str | None] = field(default_factory=dict)


def import_caseload(
    uow: UnitOfWork,
    path: Path,
    decisions: Mapping[str, str],
    today: date,
    *,
    feed_name: str | None = None,
    team_id: str | None = None,
    worker_id: str | None = None,
    limits: Limits = LIMITS,
) -> Report:
    """Take in a filled-in caseload template (CSV or XLSX) and say what became of each row. The caller commits.

    `decisions` holds, by the row's reference (or its row number), "new" or "same:<person id>"; rows that look like
    somebody already there and have none are left out and listed. New people get the team and the worker given.
    Raises NotFound or BadInput before anything is changed.
    """
    filled = _read(path, today, limits)
    rows = caseload_rows(filled)
    feed = (feed_name or "").strip() or feed_name_of(path)
    owner = {"team_id": team_id, "worker_id": worker_id}
    work = _Import(uow, feed, people_there(uow.connection), decisions, owner)
    _check_decisions(work, rows)
    done = tuple(_take(work, row) for row in rows)
    return Report(source=path.name, feed=feed, what=("person", "people"), rows=done, notes=filled.notes)


def _read(path: Path, today: date, limits: Limits) -> Filled:
    found = [member for member in members(path, limits) if member.content is not Content.OTHER]
    if len(found) != 1:
        raise BadInput(f"{path.name} is not one table of people, so nothing was taken in.")
    return read_filled(Template.CASELOAD, found[0], today, limits)


def _check_decisions(work: _Import, rows: tuple[CaseloadRow, ...]) -> None:
    keys = {row.key() for row in rows}
    for key, decision in work.decisions.items():
        if key not in keys:
            raise BadInput(f"There is no row with the reference {key} in this file.")
        if decision != NEW and not decision.startswith(SAME):
            raise BadInput(f"Decide '{NEW}' or '{SAME}' and the person's id for {key}.")
        person = work.people.get(decision.removeprefix(SAME))
        if decision.startswith(SAME) and (person is None or person.in_error):
            raise NotFound(f"There is nobody here with the id that you gave for {key}.")


def _take(work: _Import, row: CaseloadRow) -> ReportRow:
    """Do what one row asks for, and return its line of the report."""
    if row.refused:
        return _said(row, Outcome.REFUSED, row.refused)
    there = work.people.get(row.person_id(work.feed)) or work.people.taken_as(row)
    if there is not None:
        why = "The record here was entered in error, so it was left." if there.in_error else ""
        return _said(row, Outcome.SAME, why or _differences(work.uow.get(Person, there.id), row))
    decision = work.decisions.get(row.key(), "")
    if decision.startswith(SAME):
        return _same(work, row, decision.removeprefix(SAME))
    alike = work.people.look_alikes(row)
    if alike and decision != NEW:
        may_be = tuple((one.id, one.name, one.why) for one in alike)
        return ReportRow(row.where(), row.name, Outcome.ASK, row.warnings, row.key(), may_be)
    _add(work, row)
    return _said(row, Outcome.WARNED if row.warnings else Outcome.TAKEN)


def _said(row: CaseloadRow, outcome: Outcome, *notes: str) -> ReportRow:
    return ReportRow(row.where(), row.name, outcome, (*filter(None, notes), *row.warnings), row.key())


def _add(work: _Import, row: CaseloadRow) -> None:
    person_id = row.person_id(work.feed)
    owner = {name: value for name, value in work.owner.items() if value}
    _add_person(work.uow, Person(**{**owner, **row.person, "source_ref": row.source_ref, "id": person_id}))
    _add_numbers(work.uow, person_id, row, frozenset())
    for channel, value in row.contacts:
        safe = row.safe or NOT_ASKED
        work.uow.add(ContactDetail(person_id=person_id, channel=channel, value=value, safe=safe))
    if row.referral:
        given = row.referral
        work.uow.add(
            ReferralIn(
                person_id=person_id,
                received_on=given.received_on,
                source=given.source,
                source_name=given.source_name,
                reason=given.reason,
                stage=row.person.get("legal_stage"),
            )
        )
    work.people.add(known_from(row, person_id))


def _add_person(uow: UnitOfWork, person: Person) -> None:
    """Add one person. The only place where an import does: what casework does for a new person belongs here."""
    uow.add(person)
    uow.session.flush()  # what follows is tied to the person's row


def _add_numbers(uow: UnitOfWork, person_id: str, row: CaseloadRow, known: frozenset[tuple[str, str]]) -> int:
    """Add the row's numbers that the person does not have yet (scheme and value); return how many."""
    fresh = [number for number in row.identifiers if (number.scheme, number.value) not in known]
    for number in fresh:
        uow.add(Identifier(person_id=person_id, scheme=number.scheme, value=number.value, warning=number.warning))
    return len(fresh)


def _same(work: _Import, row: CaseloadRow, person_id: str) -> ReportRow:
    """Take a row to be a person already there: numbers that are new are added, nothing is overwritten."""
    person = work.uow.get(Person, person_id)
    known = work.people.get(person_id)
    added = _add_numbers(work.uow, person_id, row, frozenset(known.numbers if known else ()))
    if row.source_ref and not person.source_ref:
        work.uow.change(person, source_ref=row.source_ref)
    note = "Its numbers were added to the person you chose." if added else ""
    return _said(row, Outcome.SAME, note, _differences(person, row))


def _differences(person: Person, row: CaseloadRow) -> str:
    """Say which fields the file has another answer for than the record; the record stays."""
    columns = [column for column in columns_of(Template.CASELOAD) if column.field.startswith("person.")]
    fields = [(column.header, column.field.removeprefix("person.")) for column in columns]
    changed = [header for header, name in fields if name in row.person and row.person[name] != getattr(person, name)]
    return f"The file says otherwise about: {listed(changed).lower()}. The record was left as it is." if changed else ""

"""A caseload taken into the store: new people added, those already there left, those like somebody asked about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.ids import new_id
from linkworker.base.lists import NOT_ASKED
from linkworker.base.words import listed
from linkworker.casework.people.identifying import add_identifier
from linkworker.casework.people.look_alikes import KnownPeople
from linkworker.casework.people.naming import CODES_ONLY
from linkworker.casework.people.people import add_new_person
from linkworker.casework.people.reaching import add_contact_detail
from linkworker.casework.support.receiving import receive
from linkworker.imports.caseload import CaseloadRow, caseload_rows
from linkworker.imports.columns import Template, columns_of
from linkworker.imports.limits import LIMITS, Limits
from linkworker.imports.reading import feed_name_of
from linkworker.imports.report import Outcome, Report, ReportRow
from linkworker.imports.rows_taken import RowsTaken
from linkworker.imports.source import Content, members
from linkworker.imports.template_rows import Filled, read_filled
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person

NEW = "new"
"""The decision that a row is somebody else than the people it is like."""
SAME = "same:"
"""Begins the decision that a row is a person already there; their id follows."""


@dataclass(slots=True)
class _Import:
    """What the rows of one import share."""

    uow: UnitOfWork
    known: KnownPeople
    taken: RowsTaken
    decisions: Mapping[str, str]
    owner: dict[str, str] = field(default_factory=dict)


def import_caseload(
    uow: UnitOfWork,
    path: Path,
    decisions: Mapping[str, str],
    today: date,
    *,
    feed_name: str | None = None,
    team_id: str | None = None,
    worker_id: str | None = None,
    places: Mapping[str, str] = CODES_ONLY,
    limits: Limits = LIMITS,
    tell: Callable[[int, int], None] | None = None,
) -> Report:
    """Take in a filled-in caseload template (CSV or XLSX) and say what became of each row. The caller commits.

    `decisions` holds, by the row's reference (or its row number), "new" or "same:<person id>"; rows that look like
    somebody already there and have none are left out and listed. New people get the team and the worker given;
    `places` are the names of establishments by code. `tell` hears before each row how many are done, of how many; what
    it raises ends the import, and the caller then commits nothing.
    Raises NotFound or BadInput before anything is changed.
    """
    filled = _read(path, today, limits)
    rows = caseload_rows(filled)
    feed = (feed_name or "").strip() or feed_name_of(path)
    owner = {name: value for name, value in (("team_id", team_id), ("worker_id", worker_id)) if value}
    work = _Import(uow, KnownPeople.read(uow.connection, places), RowsTaken.read(uow, feed), decisions, owner)
    _check_decisions(work, rows)
    done = []
    for number, row in enumerate(rows):
        if tell is not None:
            tell(number, len(rows))
        done.append(_take(work, row))
    return Report(source=path.name, feed=feed, what=("person", "people"), rows=tuple(done), notes=filled.notes)


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
        if decision.startswith(SAME) and decision.removeprefix(SAME) not in work.known:
            raise NotFound(f"There is nobody here with the id that you gave for {key}.")


def _take(work: _Import, row: CaseloadRow) -> ReportRow:
    """Do what one row asks for, and return its line of the report."""
    if row.refused:
        return _said(row, Outcome.REFUSED, row.refused)
    there = work.taken.person_of(row, work.known)
    if there is not None:
        in_error = there in work.taken.in_error
        why = "The record here was entered in error, so it was left." if in_error else ""
        person = work.uow.get(Person, there)
        return _said(row, Outcome.SAME, _not_used(work, row, person), why or _differences(person, row))
    decision = work.decisions.get(row.key(), "")
    if decision.startswith(SAME):
        return _same(work, row, decision.removeprefix(SAME))
    numbers = [(number.scheme, number.typed) for number in row.identifiers]
    # Of two people in one list with one name and two dates of birth nobody needs to be asked.
    alike = [one for one in work.known.like(row.name, row.born, numbers) if not one.born_apart]
    if alike and decision != NEW:
        may_be = tuple((one.person_id, one.told, one.why) for one in alike)
        return ReportRow(row.where(), row.name, Outcome.ASK, (*row.warnings, *row.odd_numbers()), row.key(), may_be)
    return _add(work, row)


def _said(row: CaseloadRow, outcome: Outcome, *notes: str) -> ReportRow:
    said = dict.fromkeys((*filter(None, notes), *row.warnings, *row.odd_numbers()))
    return ReportRow(row.where(), row.name, outcome, tuple(said), row.key())


def _not_used(work: _Import, row: CaseloadRow, person: Person) -> str:
    """Say that a decision came too late: what was decided about the row before is remembered, and stays."""
    decision = work.decisions.get(row.key(), "")
    if decision in {"", f"{SAME}{person.id}"} or (decision == NEW and work.taken.made(row)):
        return ""
    return f"Your decision was not used: this row was taken in before, as {person.name}."


def _add(work: _Import, row: CaseloadRow) -> ReportRow:
    """Add the person of a row as one is added by hand: the same checks, and the same things warned of."""
    # Not worked out from the row, as a directory's ids are: a person who does not leave this laptop travels as an id,
    # and one that follows from a prison number or a date of birth could be guessed by trying.
    person_id = new_id()
    numbers = [(number.scheme, number.typed) for number in row.identifiers]
    fields = {**work.owner, **row.person}
    try:
        added = add_new_person(work.uow, numbers=numbers, known=work.known, record_id=person_id, **fields)
    except BadInput as problem:
        return _said(row, Outcome.REFUSED, str(problem))
    notes = [*added.warnings, *added.checks, *row.warnings, *_add_parts(work, row, person_id)]
    work.taken.note(work.uow, row, person_id, made=True)
    outcome = Outcome.WARNED if notes else Outcome.TAKEN
    return ReportRow(row.where(), row.name, outcome, tuple(dict.fromkeys(notes)), row.key())


def _add_parts(work: _Import, row: CaseloadRow, person_id: str) -> list[str]:
    """Add the ways to reach a new person, and how they came; return what was left out and why."""
    uow = work.uow
    held = uow.get(Person, person_id) if row.contacts or row.referral else None  # so that it is read once for all parts
    for channel, value in row.contacts:
        add_contact_detail(uow, person_id, channel, value, safe=row.safe or NOT_ASKED)
    given = row.referral
    if held is None or given is None:
        return []
    try:
        receive(
            uow,
            person_id,
            given.source,
            reason=given.reason,
            received_on=given.received_on,
            source_name=given.source_name,
        )
    except BadInput as problem:
        return [f"The referral was left out. {problem}"]
    return []


def _same(work: _Import, row: CaseloadRow, person_id: str) -> ReportRow:
    """Take a row to be a person already there: numbers that are new are added, nothing is overwritten."""
    person = work.uow.get(Person, person_id)
    held = [person_id in work.known.bearers(number.scheme, number.value) for number in row.identifiers]
    fresh = [number for number, there in zip(row.identifiers, held, strict=True) if not there]
    for number in fresh:
        add_identifier(work.uow, person_id, number.scheme, number.typed, known=work.known)
    work.taken.note(work.uow, row, person_id, made=False)
    note = "Its numbers were added to the person you chose." if fresh else ""
    return _said(row, Outcome.SAME, note, _differences(person, row))


def _differences(person: Person, row: CaseloadRow) -> str:
    """Say which fields the file has another answer for than the record; the record stays."""
    changed = [header for header, name in _fields() if name in row.person and row.person[name] != getattr(person, name)]
    return f"The file says otherwise about: {listed(changed).lower()}. The record was left as it is." if changed else ""


def _fields() -> list[tuple[str, str]]:
    """Return heading and field of each column that is of the person."""
    columns = [column for column in columns_of(Template.CASELOAD) if column.field.startswith("person.")]
    return [(column.header, column.field.removeprefix("person.")) for column in columns]

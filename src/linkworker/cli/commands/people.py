"""List, find and add people; keep what is around them: numbers, contacts, consents, referrals in, episodes."""

from argparse import Namespace
from typing import Any

from linkworker.base.dates import Years, parse_date, show_date
from linkworker.base.words import count
from linkworker.casework.history.field_words import field_label, read_value, value_words
from linkworker.casework.people.asking_for import read_asked_for
from linkworker.casework.people.caseload import CaseRow, Filter, page
from linkworker.casework.people.caseload import count as count_people
from linkworker.casework.people.identifying import read_number
from linkworker.casework.people.list_names import SAVED_LISTS
from linkworker.casework.people.look_alikes import KnownPeople, LookAlike
from linkworker.casework.people.people import add_person, change_person, live_person, read_fields, worth_checking
from linkworker.casework.workers.roles import NotForRole, seen_by
from linkworker.cli.desk import Desk
from linkworker.cli.words.people import OPTIONS
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.person import Person

_ANYWAY = 5  # exit code: nobody was added, because somebody here looks like them


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _list(args: Namespace, desk: Desk) -> None:
    role = desk.role
    if args.saved in {each.name for each in SAVED_LISTS} - set(role.lists):
        raise NotForRole(f"That list is not one of those for {role.called}.")
    chosen = Filter(
        today=desk.today,
        worker_id=desk.worker_id,
        saved=args.saved,
        words=" ".join(args.words),
        oversight_days=desk.settings.oversight_days.value,
        places=desk.settings.places(),
        seen=seen_by(role),
    )
    with desk.reading() as connection:
        found = page(connection, chosen, size=max(1, args.most))
        total = count_people(connection, chosen)
    if not found.rows:
        nobody = "Nobody is found. Try fewer words." if args.words else "Nobody is in this list."
        empty = args.saved == "everyone" and not args.words
        desk.answer([], ["There is nobody here yet. Type: linkworker people add NAME" if empty else nobody])
        return
    lines = [row_words(row) for row in found.rows]
    if total > len(found.rows):
        lines.append(f"{count(total - len(found.rows), 'more person', 'more people')}. Add --most or more words.")
    desk.answer(found.rows, lines)


def row_words(row: CaseRow) -> str:
    """Return one person of a list in one line."""
    born = f"born {show_date(row.date_of_birth)} ({row.age})" if row.date_of_birth else None
    release = f"release {show_date(row.release_date)}" if row.release_date else None
    review = f"review {show_date(row.next_review)}" if row.next_review else None
    flag = "safeguarding" if row.safeguarding else None
    risk = f"risk {row.risk.lower()}" if row.risk else None
    found = f"found: {row.found_in}" if row.found_in else None
    return "; ".join(part for part in (row.name, born, row.place, release, risk, review, flag, found) if part)


def _add(args: Namespace, desk: Desk) -> int:
    numbers = [read_number(number) for number in args.number]
    with desk.unit_of_work() as uow:
        fields = _fields(args, uow, desk)
        known = KnownPeople.read(uow.connection, desk.settings.places())
        added = add_person(uow, args.name, numbers=numbers, anyway=args.anyway, known=known, **fields)
    if added.person_id is None:
        desk.answer(added, _alike_lines(added.look_alikes))
        return _ANYWAY
    warnings = [*added.warnings, *added.checks]
    view = {"person_id": added.person_id, "look_alikes": added.look_alikes, "warnings": warnings}
    desk.answer(view, [f"{args.name.strip()} is added.", *warnings])
    return 0


def _alike_lines(look_alikes: tuple[LookAlike, ...]) -> list[str]:
    return [
        "Nobody was added yet. Somebody here may be the same person:",
        *(f"  {one.told}: {one.why}" for one in look_alikes),
        "If it is somebody else, add --anyway.",
    ]


def _change(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        fields = _fields(args, uow, desk)
        before = {name: getattr(live_person(uow, person_id), name) for name in fields}
        changed = change_person(uow, person_id, **fields)
        person = uow.get(Person, person_id)
        checks = worth_checking(person, desk.today)
        lines = [
            f"{field_label('person', name).capitalize()}: {value_words(Person, name, getattr(person, name))}"
            for name, old in before.items()
            if getattr(person, name) != old
        ]
    view = {"person_id": person_id, "changed": changed, "warnings": checks}
    desk.answer(view, [*(lines or ["Nothing differed, so nothing was changed."]), *checks])


def _fields(args: Namespace, uow: UnitOfWork, desk: Desk) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if args.born is not None:
        fields["date_of_birth"] = (
            parse_date(args.born, today=desk.today, what="a date of birth", years=Years.BIRTH) if args.born else None
        )
    for _, field, _ in OPTIONS:
        typed = getattr(args, field)
        if typed is not None:
            fields[field] = read_value(Person, field, typed, today=desk.today)
    if args.asked_for is not None:
        asked = read_asked_for(args.asked_for)
        fields |= {"asked_for": list(asked.kinds), "asked_for_words": asked.words or None}
        for warning in asked.warnings():
            desk.warn(warning)
    return {**fields, **read_fields(uow, args.set)}

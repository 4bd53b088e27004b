"""Steps of `people` for what is around a person: numbers, keep apart, busy times, contacts, consents, withholding."""

from argparse import Namespace

from linkworker.base.dates import parse_date
from linkworker.base.errors import BadInput
from linkworker.base.lists import coded
from linkworker.base.times import parse_time
from linkworker.casework.consent import consenting, withholding
from linkworker.casework.directory.named import one_provider
from linkworker.casework.people.availability import busy_times, cannot_come
from linkworker.casework.people.identifying import add_identifier, read_number
from linkworker.casework.people.keeping_apart import keep_apart
from linkworker.casework.people.reaching import add_contact_detail, add_professional, contact_details, professionals
from linkworker.cli.desk import Desk


def _identifier(args: Namespace, desk: Desk) -> None:
    person_id, (scheme, number) = desk.person(args.person), read_number(args.number)
    with desk.unit_of_work() as uow:
        kept = add_identifier(uow, person_id, scheme, number, args.status)
    desk.answer(kept, [f"{kept.label}: {kept.shown}", *([kept.warning] if kept.warning else [])])


def _keep_apart(args: Namespace, desk: Desk) -> None:
    person_id, other_id = desk.person(args.person), desk.person(args.other)
    until = parse_date(args.until, today=desk.today) if args.until else None
    with desk.unit_of_work() as uow:
        kept = keep_apart(uow, person_id, other_id, source=args.source, why=args.why, until=until)
    desk.answer({"id": kept}, ["These two are kept apart, whichever of them a group is chosen for."])


def _busy(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        kept = cannot_come(
            uow,
            person_id,
            weekday=args.day,
            starts=parse_time(args.starts) if args.starts else None,
            ends=parse_time(args.ends) if args.ends else None,
            until=parse_date(args.until, today=desk.today) if args.until else None,
            why=args.why,
        )
        held = busy_times(uow.connection, person_id, desk.today)
    desk.answer({"id": kept, "busy": held}, ["Cannot come:", *(f"  {one.words}" for one in held)])


def _contact(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        kept = add_contact_detail(uow, person_id, args.channel, args.value, safe=args.safe, note=args.note)
        held = contact_details(uow.connection, person_id)
    desk.answer({"id": kept, "contact_details": held}, [one.words for one in held])


def _professional(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        kept = add_professional(
            uow, person_id, args.role, args.name, organisation=args.organisation, phone=args.phone, email=args.email
        )
        held = professionals(uow.connection, person_id)
    desk.answer({"id": kept, "professionals": held}, [one.words for one in held])


def _consent(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    on = parse_date(args.on, today=desk.today) if args.on else None
    if args.yes and not args.how:
        raise BadInput(f"Say how consent was given, with --how: {', '.join(coded('consent-how').codes())}.")
    with desk.unit_of_work() as uow:
        if args.withdraw:
            kept = consenting.consent_named(uow.connection, person_id, args.purpose)
            consenting.withdraw_consent(uow, person_id, kept, on)
        else:
            kept = consenting.record_consent(
                uow,
                person_id,
                args.purpose,
                given=args.yes,
                how=args.how,
                decided_on=on,
                what=args.what,
                provider_id=one_provider(uow.connection, args.provider) if args.provider else None,
                with_whom=args.with_whom,
                words=args.words,
            )
        held = consenting.consents(uow.connection, person_id)
        leaves = withholding.may_leave(uow.connection, person_id, desk.settings.sharing.value)
    view = {"id": kept, "consents": held, "may_leave": leaves}
    desk.answer(view, [*(one.sentence for one in held), *leaves.why])


def _withhold(args: Namespace, desk: Desk) -> None:
    person_id = desk.person(args.person)
    with desk.unit_of_work() as uow:
        if args.lift:
            withholding.let_leave(uow, person_id, args.record)
        else:
            withholding.withhold(uow, person_id, args.record, why=args.why)
        leaves = withholding.may_leave(uow.connection, person_id, desk.settings.sharing.value)
    said = "This record stays on this laptop." if args.record and not args.lift else None
    said = "This record is no longer kept back." if args.record and args.lift else said
    desk.answer(leaves, [said] if said else leaves.why)

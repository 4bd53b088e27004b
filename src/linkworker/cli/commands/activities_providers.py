"""Steps of `activities` for providers: their checks, the working agreement, approving, suspending, what lapses."""

from argparse import Namespace

from linkworker.base.dates import parse_date, show_date
from linkworker.base.lists import coded
from linkworker.casework.directory import provider_upkeep as upkeep
from linkworker.casework.directory.named import one_provider
from linkworker.casework.directory.provider_view import ProviderView
from linkworker.casework.directory.providers import lapsing, provider, providers
from linkworker.cli.desk import Desk


def _provider(args: Namespace, desk: Desk) -> None:
    if args.provider is None:
        with desk.reading() as connection:
            rows = providers(connection, desk.today)
        lines = [f"{row.name}: {row.status}. {row.status_words}" for row in rows]
        desk.answer(rows, lines or ["There is no provider yet. Type: linkworker activities provider NAME --add"])
        return
    with desk.unit_of_work() as uow:
        fields = {
            "type": coded("provider-type").find(args.type).code if args.type else None,
            "stage": coded("pipeline-stage").find(args.stage).code if args.stage else None,
            "next_contact_on": parse_date(args.next_contact, today=desk.today) if args.next_contact else None,
        }
        given = {name: value for name, value in fields.items() if value is not None}
        if args.add:
            held = upkeep.add_provider(uow, args.provider, **given)
        else:
            held = one_provider(uow.connection, args.provider)
            upkeep.change_provider(uow, held, **given)
        if args.approve:
            upkeep.approve(uow, held)
        elif args.suspend:
            upkeep.suspend(uow, held, args.suspend)
        elif args.lift:
            upkeep.lift_suspension(uow, held, args.lift)
        view = provider(uow.connection, held, desk.today)
    desk.answer(view, _lines(view))


def _check(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_provider(uow.connection, args.provider)
        upkeep.keep_check(
            uow,
            held,
            args.item,
            evidence=args.evidence,
            seen_on=parse_date(args.seen, today=desk.today) if args.seen else None,
            expires_on=parse_date(args.ends, today=desk.today) if args.ends else None,
        )
        view = provider(uow.connection, held, desk.today)
    desk.answer(view, _lines(view))


def _agreement(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_provider(uow.connection, args.provider)
        upkeep.keep_agreement(
            uow,
            held,
            args.part,
            present=not args.missing,
            signed_by=args.signed_by,
            signed_on=parse_date(args.signed, today=desk.today) if args.signed else None,
            review_on=parse_date(args.review, today=desk.today) if args.review else None,
        )
        view = provider(uow.connection, held, desk.today)
    desk.answer(view, _lines(view))


def _lapsing(args: Namespace, desk: Desk) -> None:
    with desk.reading() as connection:
        found = lapsing(connection, desk.today, args.days)
    desk.answer(found, [each.words() for each in found] or [f"No check ends within {args.days} days."])


def _lines(view: ProviderView) -> list[str]:
    contact = ", ".join(part for part in (view.contact_name, view.phone, view.email) if part)
    kind = f" ({view.type})" if view.type else ""
    lines = [f"{view.name}{kind}: {view.status}. {view.status_words}", f"    Stage: {view.stage_label}"]
    if contact:
        lines.append(f"    Contact: {contact}")
    if view.next_contact_on:
        lines.append(f"    Next contact: {show_date(view.next_contact_on)}")
    lines += ["Checks", *(f"    {check.words()}" for check in view.checks)]
    lines += [f"    {label}: missing" for label in view.missing]
    return [*lines, "Working agreement", *(f"    {part.words()}" for part in view.agreement)]

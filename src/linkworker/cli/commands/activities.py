"""The directory: activities and how old their facts are, providers with their checks, venues, mentors."""

from argparse import Namespace
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.times import parse_time
from linkworker.base.words import listed
from linkworker.casework.directory.activity_reading import activity
from linkworker.casework.directory.activity_upkeep import (
    add_activity,
    add_time,
    change_activity,
    confirm_activity,
    stop_activity,
)
from linkworker.casework.directory.activity_view import ActivityView, confirmed_words, places_words
from linkworker.casework.directory.directory import Sought, activities
from linkworker.casework.directory.named import one_activity, one_provider, one_venue
from linkworker.casework.history.field_words import read_value
from linkworker.cli.commands.set_fields import set_fields
from linkworker.cli.desk import Desk
from linkworker.cli.words.activities import OPTIONS
from linkworker.records.activity import Activity


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _list(args: Namespace, desk: Desk) -> None:
    sought = Sought(" ".join(args.words), args.kind, args.area, running_only=not args.all, stale_only=args.old)
    with desk.reading() as connection:
        page = activities(connection, sought, desk.today, most=max(1, args.most), places=desk.settings.places())
    lines = [row.words() for row in page.rows]
    if page.after is not None:
        lines.append(f"{page.sentence()} Add --most or more words.")
    desk.answer(
        {"total": page.total, "rows": page.rows},
        lines or ["No activities are found. Type: linkworker import, or linkworker activities add NAME"],
    )


def _show(args: Namespace, desk: Desk) -> None:
    with desk.reading() as connection:
        view = activity(connection, one_activity(connection, args.activity), desk.today)
    desk.answer(view, _lines(view, desk))


def _add(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        made = add_activity(uow, args.activity, **_fields(args, desk, uow.connection))
        view = activity(uow.connection, made, desk.today)
    desk.answer(view, _lines(view, desk))


def _change(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_activity(uow.connection, args.activity)
        change_activity(uow, held, **_fields(args, desk, uow.connection))
        view = activity(uow.connection, held, desk.today)
    desk.answer(view, _lines(view, desk))


def _time(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_activity(uow.connection, args.activity)
        starts = parse_time(args.starts) if args.starts else None
        add_time(uow, held, weekday=args.day, starts=starts, ends=parse_time(args.ends) if args.ends else None)
        view = activity(uow.connection, held, desk.today)
    desk.answer(view, [f"{view.name}: {listed(each.said() for each in view.times)}."])


def _confirm(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_activity(uow.connection, args.activity)
        confirm_activity(uow, held)
        view = activity(uow.connection, held, desk.today)
    desk.answer(view, [f"{view.name}. {confirmed_words(view.confirmed_on, view.stale)}"])


def _stop(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_activity(uow.connection, args.activity)
        stop_activity(uow, held, args.reason)
        view = activity(uow.connection, held, desk.today)
    desk.answer(view, [f"{view.name} is no longer running."])


def _fields(args: Namespace, desk: Desk, connection: Any) -> dict[str, Any]:
    fields = {
        field: read_value(Activity, field, typed, today=desk.today)
        for _, field, _ in OPTIONS
        if (typed := getattr(args, field)) is not None
    }
    fields |= set_fields(args.set, Activity, desk)
    if args.provider:
        fields["provider_id"] = one_provider(connection, args.provider)
    if args.venue:
        fields["venue_id"] = one_venue(connection, args.venue)
    return fields


def _lines(view: ActivityView, desk: Desk) -> list[str]:
    places = desk.settings.places()
    serves = [*(places.get(code, code) for code in view.establishments), *view.areas]
    said = (
        ("What it is", view.plain),
        ("Kind", listed(view.kinds)),
        ("Who for", view.who_for),
        ("When", listed(each.said() for each in view.times)),
        ("Starts", show_date(view.starts_on) if view.starts_on else ""),
        ("Where", ", ".join(part for part in (view.venue, view.area, view.travel) if part)),
        ("Serves", "anywhere" if view.anywhere else listed(serves)),
        ("Serves, in its own words", view.areas_in_words),
        ("Cost", view.cost),
        ("Places", places_words(view)),
        ("How to join", view.how_to_join),
        ("Access", listed(view.access)),
        ("Run by", ", ".join(part for part in (view.provider, view.provider_status) if part)),
        ("Phone", view.phone),
        ("Email", view.email),
        ("Website", view.website),
        ("Contact at the provider", view.contact),
        ("Says of itself", listed(view.attributes)),
        ("Needs it serves (for you, not on the person's copy)", listed(view.needs)),
        ("Not known", listed(view.not_known)),
    )
    head = f"{view.name}{'' if view.running else ' (no longer running)'}. "
    head += confirmed_words(view.confirmed_on, view.stale)
    return [head, *(f"    {label}: {words}" for label, words in said if words)]

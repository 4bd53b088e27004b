"""The directory: activities and how old their facts are, providers with their checks, venues, mentors."""

from argparse import ArgumentParser, Namespace
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
from linkworker.casework.directory.directory import PAGE, Sought, activities
from linkworker.casework.directory.named import one_activity, one_provider, one_venue
from linkworker.casework.history.field_words import read_value
from linkworker.cli.commands import activities_around, activities_providers
from linkworker.cli.commands.set_fields import set_fields
from linkworker.cli.desk import Desk
from linkworker.records.activity import Activity

# Fields often given, each as an option of its own: option, field, what help says.
_OPTIONS = (
    ("kinds", "kinds", "kinds of activity, with commas between"),
    ("plain", "plain", "what the person's copy says of it"),
    ("needs", "domains", "needs it serves, with commas between"),
    ("settings", "settings", "in custody, on licence, in the community"),
    ("prisons", "establishments", "codes of prisons it runs in"),
    ("areas", "areas", "areas it serves, with commas between"),
    ("from-age", "minimum_age", "youngest age"),
    ("to-age", "maximum_age", "oldest age"),
    ("cost", "cost_pence", "what one payment is, 0 if free"),
    ("per", "cost_per", "a session, a week, a month ..."),
    ("places", "places", "how many places"),
    ("starts", "starts_on", "first day"),
    ("weeks", "weeks", "how many weeks it lasts"),
    ("join", "how_to_join", "how to join"),
    ("phone", "phone", "its own phone number"),
    ("email", "email", "its own email address"),
    ("website", "website", "its website"),
)


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.set_defaults(step=_list, words=[], kind=None, area=None, all=False, old=False, most=PAGE)
    steps = parser.add_subparsers(title="steps", metavar="STEP")
    listing = steps.add_parser("list", help="activities by words of name, provider or place (also without a step)")
    listing.add_argument("words", nargs="*")
    listing.add_argument("--kind", help="a kind of activity")
    listing.add_argument("--area")
    listing.add_argument("--all", action="store_true", help="those no longer running too")
    listing.add_argument("--old", action="store_true", help="only those whose details want confirming")
    listing.add_argument("--most", type=int, default=PAGE, metavar="N", help=f"how many to show ({PAGE})")
    listing.set_defaults(step=_list)
    showing = steps.add_parser("show", help="one activity whole")
    showing.add_argument("activity")
    showing.set_defaults(step=_show)
    for name, help_words, step in (("add", "add an activity", _add), ("change", "change an activity", _change)):
        making = steps.add_parser(name, help=help_words)
        making.add_argument("activity")
        making.add_argument("--provider", metavar="NAME")
        making.add_argument("--venue", metavar="NAME")
        for option, field, said in _OPTIONS:
            making.add_argument(f"--{option}", dest=field, help=said)
        making.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="any other field")
        making.set_defaults(step=step)
    timing = steps.add_parser("time", help="add a weekly time")
    timing.add_argument("activity")
    timing.add_argument("day", help="a day of the week")
    timing.add_argument("starts", nargs="?", metavar="FROM")
    timing.add_argument("ends", nargs="?", metavar="TO")
    timing.set_defaults(step=_time)
    confirming = steps.add_parser("confirm", help="note that all its details are so, as of today")
    confirming.add_argument("activity")
    confirming.set_defaults(step=_confirm)
    stopping = steps.add_parser("stop", help="mark it as no longer running")
    stopping.add_argument("activity")
    stopping.add_argument("reason")
    stopping.set_defaults(step=_stop)
    activities_providers.arguments(steps)
    activities_around.arguments(steps)


def run(args: Namespace, desk: Desk) -> int:
    """Do the step."""
    return int(args.step(args, desk) or 0)


def _list(args: Namespace, desk: Desk) -> None:
    sought = Sought(" ".join(args.words), args.kind, args.area, running_only=not args.all, stale_only=args.old)
    with desk.reading() as connection:
        page = activities(connection, sought, desk.today, most=max(1, args.most))
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
    desk.answer(view, _lines(view))


def _add(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        made = add_activity(uow, args.activity, **_fields(args, desk, uow.connection))
        view = activity(uow.connection, made, desk.today)
    desk.answer(view, _lines(view))


def _change(args: Namespace, desk: Desk) -> None:
    with desk.unit_of_work() as uow:
        held = one_activity(uow.connection, args.activity)
        change_activity(uow, held, **_fields(args, desk, uow.connection))
        view = activity(uow.connection, held, desk.today)
    desk.answer(view, _lines(view))


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
        for _, field, _ in _OPTIONS
        if (typed := getattr(args, field)) is not None
    }
    fields |= set_fields(args.set, Activity, desk)
    if args.provider:
        fields["provider_id"] = one_provider(connection, args.provider)
    if args.venue:
        fields["venue_id"] = one_venue(connection, args.venue)
    return fields


def _lines(view: ActivityView) -> list[str]:
    said = (
        ("What it is", view.plain),
        ("Kind", listed(view.kinds)),
        ("Who for", view.who_for),
        ("When", listed(each.said() for each in view.times)),
        ("Starts", show_date(view.starts_on) if view.starts_on else ""),
        ("Where", ", ".join(part for part in (view.venue, view.area, view.travel) if part)),
        ("Serves", "anywhere" if view.anywhere else listed([*view.establishments, *view.areas])),
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
